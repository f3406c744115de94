import { afterAll, describe, expect, it } from 'vitest';
import { compile, type Json } from '../index.js';
import { Oracle } from './oracle.fixture.js';

/** What jq has and we do not, and why. */
const OUT_OF_SCOPE: Readonly<Record<string, string>> = {
  'modulemeta/0': 'there are no modules',
  'get_search_list/0': 'there are no modules',
  'get_jq_origin/0': 'there is no program file',
  'get_prog_origin/0': 'there is no program file',
  'input/0': 'there is one input',
  'inputs/0': 'there is one input',
  'input_filename/0': 'the input is no file',
  'debug/0': 'an evaluation writes nothing',
  'debug/1': 'an evaluation writes nothing',
  'stderr/0': 'an evaluation writes nothing',
  'halt/0': 'there is no process to end',
  'halt_error/0': 'there is no process to end',
  'halt_error/1': 'there is no process to end',
};

const oracle = new Oracle();
afterAll(() => oracle.close());

/** What jq puts out for a program without errors. */
async function answer(program: string, input: Json = null): Promise<Json> {
  const [outcome] = await oracle.ask([{ program, input }]);
  if (outcome === undefined || outcome === null || !('outputs' in outcome))
    throw new Error(`${program} has no outcome`);
  return outcome.outputs[0] ?? null;
}

describe('the builtins of jq 1.8.2', () => {
  it('are all here but for what is out of scope', async () => {
    const ours = new Set(compile('builtins[]').all(null));
    const theirs = await answer('builtins');
    const missing = Array.isArray(theirs) ? theirs.filter((name: Json) => !ours.has(name)) : theirs;
    expect(new Set(missing as Json[])).toEqual(new Set(Object.keys(OUT_OF_SCOPE)));
  });
});
