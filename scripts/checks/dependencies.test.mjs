import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRoot } from '../start/paths.mjs';

const accepted = ['Apache-2.0', 'MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];
const readJson = (...at) => JSON.parse(readFileSync(inRoot(...at), 'utf8'));

const workspaces = ['packages', 'plugins']
  .flatMap((folder) => readdirSync(inRoot(folder)).map((name) => `${folder}/${name}`))
  .filter((folder) => existsSync(inRoot(folder, 'package.json')));
const ours = new Set(workspaces.map((folder) => readJson(folder, 'package.json').name));

/** Workspaces by the name of the foreign package that they need to run. */
function runtimeDependencies() {
  const users = new Map();
  for (const folder of workspaces) {
    const { dependencies, peerDependencies } = readJson(folder, 'package.json');
    for (const name of Object.keys({ ...dependencies, ...peerDependencies })) {
      if (!ours.has(name)) users.set(name, [...(users.get(name) ?? []), folder]);
    }
  }
  return users;
}

/** The rows of the table in docs/dependencies.md by package. */
function documented() {
  const rows = readFileSync(inRoot('docs', 'dependencies.md'), 'utf8').matchAll(
    /^\| `([^`]+)` *\| ([^|]+?) *\| ([^|]+?) *\| ([^|]+?) *\|$/gm,
  );
  return new Map(
    [...rows].map(([, name, users, why, licence]) => [name, { users: users.split(', '), why, licence }]),
  );
}

test('docs/dependencies.md lists every package that is needed to run, who needs it, and no other', () => {
  const listed = [...documented()].map(([name, { users }]) => [name, users.toSorted()]);
  const needed = [...runtimeDependencies()].map(([name, users]) => [name, users.toSorted()]);
  expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(needed));
});

test('each licence in docs/dependencies.md is the package’s own and one that we accept', () => {
  for (const [name, { licence }] of documented()) {
    expect(accepted, name).toContain(licence);
    const declared = readJson('node_modules', name, 'package.json').license;
    if (declared !== undefined) expect(licence, name).toBe(declared);
  }
});
