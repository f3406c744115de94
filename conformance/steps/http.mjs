import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** `http`: any request; answers what came back. */
export async function http(run, step) {
  const { method, path: address, headers = {}, body, rawBody, bodyFile, basicAuth } = run.resolve(step);
  const credentials = basicAuth && Buffer.from(`${basicAuth.user}:${basicAuth.password}`).toString('base64');
  const allHeaders = { ...headers, ...(credentials && { authorization: `Basic ${credentials}` }) };
  const text = bodyFile ? await readFile(path.join(run.corpus, bodyFile), 'utf8') : rawBody;
  if (text === undefined) return run.requestJson(method, address, body, allHeaders);
  const declared = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return run.request(address, {
    method,
    headers: { ...(!declared && { 'content-type': 'application/json' }), ...allHeaders },
    body: text,
  });
}
