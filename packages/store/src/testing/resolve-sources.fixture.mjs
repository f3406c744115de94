/*
 * Lets plain Node run this package's sources in a process of a test: imports say `.js`, as in dist, but src holds `.ts`.
 * Used as `node --conditions=source --import <this file>`.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const fromSource = context.parentURL?.endsWith('.ts') && /^\.\.?\/.*\.js$/.test(specifier);
    return nextResolve(fromSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
