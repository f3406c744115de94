/** The header of a service that asks for name and password. */
export const basic = (username, password) =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

/** The header of a service that asks for a token. */
export const bearer = (token) => `Bearer ${token}`;

/**
 * Mocks of a service that answers requests with its credentials only; others get a 404.
 *
 * @param {string} server
 * @param {string | undefined} authorization the header that every request must have; undefined = none is asked for
 * @param {Readonly<Record<string, unknown>>} answers what `METHOD /path` is answered with: JSON, a {@link Reply}, or
 *   {@link InTurn}
 */
export function guarded(server, authorization, answers) {
  return Object.entries(answers).map(([request, answer]) => {
    const [method, path] = request.split(' ');
    const headers = authorization === undefined ? {} : { authorization };
    return { server, when: { method, path, headers }, reply: replyOf(answer) };
  });
}

/** An answer with another status than 200, or without a body. */
export class Reply {
  constructor(status, json) {
    this.reply = { status, ...(json !== undefined && { json }) };
  }
}

/** Answers that a run gets one after the other; the last one is repeated. */
export class InTurn {
  constructor(...answers) {
    this.reply = answers.map(replyOf);
  }
}

function replyOf(answer) {
  return answer instanceof Reply || answer instanceof InTurn ? answer.reply : { json: answer };
}
