import { closedLoop } from '../load/closed-loop.mjs';

/** Asks each question again and again, one at a time; answers its latencies at the client. */
export async function answers({ url, questions, seconds }) {
  const rows = [];
  for (const { kind, name, ask } of questions) {
    const operation = () => answer(url, ask());
    const { p50, p99, all } = await closedLoop({ concurrency: 1, seconds, operation });
    rows.push({ kind, name, p50, p99, all });
  }
  return rows;
}

/** The answer to one question. @throws Error when it is none */
export async function answer(url, question) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  });
  const { data, errors } = await response.json();
  if (errors !== undefined) throw new Error(`${JSON.stringify(question.variables)}: ${errors[0].message}`);
  return data;
}
