import { describe, expect, it } from 'vitest';
import { BAD, command, GOOD } from '../command.fixture.js';

describe('orchestrator graph', () => {
  it('prints a Mermaid flowchart', async () => {
    const { code, out } = await command({ 'a.sw.yaml': GOOD }, ['graph', 'a.sw.yaml']);
    expect(code).toBe(0);
    expect(out).toMatch(/^flowchart TB\n {2}n0\(\("Start"\)\)\n {2}n1\["A"\]/);
  });

  it('prints the findings of a broken document instead, apart from the chart', async () => {
    const { code, out, err } = await command({ 'a.sw.yaml': BAD }, ['graph', 'a.sw.yaml']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('a.sw.yaml:9:17 error');
  });

  it('needs a file', async () => {
    const { code, err } = await command({ 'a/a.sw.yaml': GOOD }, ['graph', 'a']);
    expect([code, err]).toEqual([2, 'error: There is no file a; correct the path.\n']);
  });
});
