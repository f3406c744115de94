import { expect, test } from 'vitest';
import { isServerKey } from '../../packages/runtime/src/configuration/server-keys.ts';
import { declarationsIn } from '../configuration/declarations.mjs';
import { documentNow, filledIn } from '../configuration/document.mjs';
import { declares, fits, keysIn, mentionsIn, spells } from '../configuration/keys.mjs';
import { readSources, sourceOf } from '../configuration/sources.mjs';

const sources = readSources();
const declarations = sources.flatMap(declarationsIn);
/** Settings of other runtimes, which messages about them name. */
const foreign = new Set(['kogito.service.url']);
const shown = ({ key, file }) => `${key} (${file})`;

test('docs/configuration.md says what the code declares', async () => {
  const { written, text } = await documentNow();
  expect(text === written, 'docs/configuration.md is out of date: run npm run configuration-docs').toBe(true);
});

test.each([
  ['every key that code spells out is declared', keysIn],
  ['messages name settings that exist', mentionsIn],
])('%s', (_, find) => {
  const undeclared = sources.flatMap((source) =>
    find(source)
      .filter(
        (key) => !foreign.has(key) && !declarations.some((declaration) => declares(declaration.key, key)),
      )
      .map((key) => shown({ key, file: source.file })),
  );
  expect(undeclared).toEqual([]);
});

// ESLint and knip find a declaration that nothing reads by; what stands in a list only is read by hand.
test('every setting in a list is read by its package', () => {
  const unread = declarations.filter(
    ({ key, file, listed }) =>
      listed &&
      !sources.some(
        (source) => source.file !== file && sameProject(source.file, file) && spells(source, key),
      ),
  );
  expect(unread.map(shown)).toEqual([]);
});

const sameProject = (a, b) => a.split('/')[1] === b.split('/')[1];

test('every setting is declared once, and its example is one of it', () => {
  const keys = declarations.map(({ key }) => key);
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  const strange = declarations.filter(({ key, example }) => !fits(key, keyOf(example)));
  expect(strange.map(shown)).toEqual([]);
});

test('settings are said to be of the server where they do not count beside a workflow, and only there', () => {
  const wrong = declarations.filter(
    ({ where, example }) => isServerKey(keyOf(example)) !== (where === 'server'),
  );
  expect(wrong.map(shown)).toEqual([]);
});

test('the examples in docs/configuration.md use settings that exist', async () => {
  const { written } = await documentNow();
  const lines = [...written.matchAll(/^```properties\n([^]*?)^```$/gm)].flatMap(([, block]) =>
    block.trim().split('\n'),
  );
  expect(lines.length).toBeGreaterThan(10);
  const unknown = lines.filter((line) => !declarations.some(({ key }) => fits(key, keyOf(line))));
  expect(unknown).toEqual([]);
});

/** The key of a line of properties, without its profile. */
const keyOf = (line) => line.slice(0, line.indexOf('=')).replace(/^%[^.]+\./, '');

test.each([
  ["settings.get('quarkus.new.key')", 'quarkus.new.key'],
  ['call.configuration(`kogito.sw.functions.${name}.color`)', 'kogito.sw.functions.<>.color'],
  ["const PREFIX = 'quarkus.http.new.'; settings.get(`${PREFIX}on`)", 'quarkus.http.new.on'],
  ["settings.has('anything')", 'anything'],
])('a key that is only read is found: %s', (code, key) => {
  const found = keysIn(sourceOf('a.ts', code));
  expect(found).toContain(key);
  expect(declarations.some((declaration) => declares(declaration.key, key))).toBe(false);
});

test('keys in declarations, messages and imports are not taken for ones that are read', () => {
  const code = `import 'quarkus.a.b'; const A = setting({ key: 'quarkus.a' }); throw new Error('quarkus.a.b is wrong.');`;
  expect(keysIn(sourceOf('a.ts', code))).toEqual([]);
  expect(mentionsIn(sourceOf('a.ts', code))).toEqual(['quarkus.a.b']);
});

test('a declaration must hold its texts, and its task must have a place in the document', () => {
  expect(() => declarationsIn(sourceOf('a.ts', 'setting({ key: KEY })'))).toThrow('plain text');
  expect(() => filledIn('# Nothing', declarations)).toThrow('has no <!-- settings:');
});
