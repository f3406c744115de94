import { describe, expect, it } from 'vitest';
import { codesOf, compile, workflow } from '../sw08/compile.fixture.js';

describe('data schemas', () => {
  const withSchema = (schema: string) =>
    workflow('  - { name: A, type: inject, data: {}, end: true }', `dataInputSchema: ${schema}`);

  it('are found beside the document and checked', async () => {
    const schema = JSON.stringify({ type: 'object', properties: { n: { type: 'number' } }, required: ['n'] });
    const program = await compile(withSchema('schemas/in.json'), {
      files: { 'sample/schemas/in.json': schema },
    });
    expect(program.input?.validate({ n: 1 })).toEqual([]);
    expect(program.input?.validate({ n: 'x' })).toEqual([{ path: '/n', message: 'must be number' }]);
    expect(program.input?.validate({})).toEqual([{ path: '/n', message: 'is required' }]);
  });

  it('take in the files that they refer to, also from the workflow folder', async () => {
    const files = {
      'sample/schemas/in.json':
        '{"type":"object","properties":{"r":{"$ref":"../shared/r.json#/properties/x"}}}',
      'shared/r.json':
        '{"properties":{"x":{"$ref":"#/definitions/y"}},"definitions":{"y":{"type":"boolean"}}}',
    };
    const program = await compile(withSchema('schemas/in.json'), { files });
    expect(program.input?.validate({ r: 'no' })).toEqual([{ path: '/r', message: 'must be boolean' }]);
    expect([...program.files.keys()]).toEqual(['sample/schemas/in.json', 'shared/r.json']);
  });

  it('may be recursive', async () => {
    const tree = '{"type":"object","properties":{"child":{"$ref":"tree.json"},"n":{"type":"number"}}}';
    const program = await compile(withSchema('tree.json'), { files: { 'sample/tree.json': tree } });
    expect(program.input?.validate({ child: { child: { n: 'x' } } })).toEqual([
      { path: '/child/child/n', message: 'must be number' },
    ]);
  });

  it('are an error when missing, and a warning when only a part of them is', async () => {
    expect(await codesOf(withSchema('no.json'))).toEqual(['resource-missing 4']);
    const files = { 'sample/in.json': '{"properties":{"a":{"$ref":"gone.json"}}}' };
    expect(await codesOf(withSchema('in.json'), { files })).toEqual(['schema-problem 4']);
    await expect(compile(withSchema('in.json'), { files })).resolves.toBeDefined();
  });

  it('are not checked while another machine keeps them', async () => {
    const remote = withSchema('https://x.example/in.json');
    expect(await codesOf(remote)).toEqual(['resource-unavailable 4']);
    expect((await compile(remote)).input).toBeUndefined();
    const files = { 'https://x.example/in.json': '{"type":"object","required":["n"]}' };
    expect((await compile(remote, { files })).input?.validate({})).toHaveLength(1);
  });

  it('end with their closing brace, as SonataFlow reads them', async () => {
    const files = { 'sample/in.json': '{"type":"object","title":"a } \\" {"}\n}' };
    expect(await codesOf(withSchema('in.json'), { files })).toEqual(['schema-problem 4']);
    expect((await compile(withSchema('in.json'), { files })).input?.validate([])).toHaveLength(1);
    expect(await codesOf(withSchema('in.json'), { files: { 'sample/in.json': '{"a": ' } })).toEqual([
      'schema-invalid 4',
    ]);
  });

  it('cannot reach out of the workflows folder', async () => {
    expect(await codesOf(withSchema('../../../../etc/passwd'))).toEqual(['resource-outside 4']);
  });

  it('of the result are an extension', async () => {
    const output = (schema: string) =>
      workflow(
        '  - { name: A, type: inject, data: {}, end: true }',
        `extensions: [{ extensionid: workflow-output-schema, outputSchema: ${schema} }]`,
      );
    const strict = await compile(output('{ type: object, required: [n] }'));
    expect(strict.output?.validate({})).toHaveLength(1);
    expect(strict.output?.failOnViolation).toBe(true);
    const lenient = await compile(output('{ schema: { type: object }, failOnValidationErrors: false }'));
    expect(lenient.output?.failOnViolation).toBe(false);
  });
});
