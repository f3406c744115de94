import { existsSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot } from './paths.mjs';

const supported = ({ major, minor }) => (major === 22 && minor >= 13) || major === 24;

/**
 * The Node that everything runs on: the caller's when Backstage supports it, else the one that came with the packages.
 *
 * @param {{ major: number, minor: number }} callers version of the Node that runs this script
 */
export function chooseNode(callers) {
  if (supported(callers)) return process.execPath;
  const bundled = bundledNode();
  if (existsSync(bundled)) return bundled;
  throw new Failure(
    `Node ${callers.major}.${callers.minor} cannot run Backstage, and there is no packaged Node for ${process.platform}-${process.arch}. ` +
      'Install Node 24 (https://nodejs.org), then run npm start again.',
  );
}

function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  return inRoot('node_modules', `node-${platform}-${process.arch}`, 'bin', name);
}
