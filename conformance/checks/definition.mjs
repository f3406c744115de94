import { covers } from '../compare.mjs';
import { Mismatch } from '../mismatch.mjs';

const QUERY = '{ WorkflowFindings { file findings { code line column severity message } } }';

/**
 * Checks whether the application accepts the definitions of a case.
 *
 * @param {import('../case-run.mjs').CaseRun} run
 * @param {{definition: 'accepted' | 'rejected', process?: object, findingsAtLeast?: number, reasonContains?: string}}
 *   expected
 */
export async function checkDefinition(run, expected) {
  const errors = await findErrors(run);
  if (expected.definition === 'accepted') {
    if (errors.length > 0) throw new Mismatch('definition', 'accepted', errors);
    await checkProcess(run, expected.process ?? {});
    return;
  }
  const atLeast = expected.findingsAtLeast ?? 1;
  if (errors.length < atLeast)
    throw new Mismatch('definition', `rejected, at least ${atLeast} findings`, errors);
  const reason = expected.reasonContains ?? '';
  if (!errors.some((error) => error.includes(reason))) throw new Mismatch('reasonContains', reason, errors);
}

/** Every finding that keeps a definition out, one text each. */
async function findErrors(run) {
  const answer = await run.requestJson('POST', '/graphql', { query: QUERY });
  return answer.json.data.WorkflowFindings.flatMap(({ file, findings }) =>
    findings
      .filter(({ severity }) => severity === 'error')
      .map(({ line, column, message, code }) => `${file}:${line}:${column} ${message} (${code})`),
  );
}

async function checkProcess(run, expected) {
  const { status, json } = await run.requestJson('GET', `/management/processes/${run.workflowId}`);
  if (status !== 200) throw new Mismatch('definition', 'listed with status 200', status);
  if (!covers(json, expected)) throw new Mismatch('process', expected, json);
}
