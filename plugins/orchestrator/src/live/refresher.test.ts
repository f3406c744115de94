import { describe, expect, it } from '@jest/globals';
import { Refresher, type LoadResult } from './refresher';

/** A load whose answers come when the test says so. */
function manualLoad() {
  const answers: ((value: number) => void)[] = [];
  const results: LoadResult<number>[] = [];
  const refresher = new Refresher<number>(
    () => new Promise((resolve) => answers.push(resolve)),
    (result) => results.push(result),
  );
  return { answers, results, refresher };
}

async function settle() {
  for (let turn = 0; turn < 5; turn += 1) {
    await Promise.resolve();
  }
}

describe('Refresher', () => {
  it('makes one more load of many wishes that come during a load', async () => {
    const { answers, results, refresher } = manualLoad();
    refresher.refresh();
    refresher.refresh();
    refresher.refresh();
    expect(answers).toHaveLength(1);
    answers[0]?.(1);
    await settle();
    expect(answers).toHaveLength(2);
    answers[1]?.(2);
    await settle();
    expect(results).toEqual([{ value: 1 }, { value: 2 }]);
    expect(answers).toHaveLength(2);
  });

  it('reports nothing once stopped', async () => {
    const { answers, results, refresher } = manualLoad();
    refresher.refresh();
    refresher.stop();
    answers[0]?.(1);
    await settle();
    refresher.refresh();
    expect(results).toEqual([]);
    expect(answers).toHaveLength(1);
  });

  it('reports errors and can load again', async () => {
    const results: LoadResult<number>[] = [];
    let fails = true;
    const refresher = new Refresher<number>(
      async () => {
        if (fails) {
          throw new Error('down');
        }
        return 7;
      },
      (result) => results.push(result),
    );
    refresher.refresh();
    await settle();
    fails = false;
    refresher.refresh();
    await settle();
    expect(results).toEqual([{ error: new Error('down') }, { value: 7 }]);
  });
});
