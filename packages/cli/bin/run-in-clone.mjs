import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// A package from a registry has neither its sources nor the scripts of the repository.
const isClone = ['../src', '../../../scripts/start/build.mjs'].every((file) =>
  existsSync(new URL(file, import.meta.url)),
);

/**
 * In a clone of the repository: builds what is out of date, and goes on with a Node that the packages support.
 *
 * @returns true when the command has been carried out, by another process; false: it can be run here
 */
export async function runInClone(args, version) {
  if (!isClone) return false;
  const [{ chooseNode }, { buildEngine }, { describe }, { speakOn }] = await Promise.all([
    import('../../../scripts/start/node-runtime.mjs'),
    import('../../../scripts/start/build.mjs'),
    import('../../../scripts/start/failure.mjs'),
    import('../../../scripts/start/output.mjs'),
  ]);
  try {
    const node = chooseNode(version);
    if (node !== process.execPath) {
      process.exitCode = await runAgain(node, args);
      return true;
    }
    // Standard output is for the result alone.
    speakOn(process.stderr);
    await buildEngine(node);
    return false;
  } catch (error) {
    console.error(describe(error));
    process.exitCode = 2;
    return true;
  }
}

/** Runs this very command on another Node. */
function runAgain(node, args) {
  const script = fileURLToPath(new URL('orchestrator.mjs', import.meta.url));
  const child = spawn(node, [script, ...args], { stdio: 'inherit' });
  // Ctrl+C reaches both; the other one decides how to end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
