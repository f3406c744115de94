import type { HttpAnswer } from './messages.js';

/** The value of an answer's header, whatever its case; one that was sent several times is one text. */
export function headerOf({ rawHeaders }: Pick<HttpAnswer, 'rawHeaders'>, name: string): string | undefined {
  let found: string | undefined;
  for (const [written, value] of rawHeaders) {
    if (written.length !== name.length || written.toLowerCase() !== name) continue;
    found = found === undefined ? value : `${found}, ${value}`;
  }
  return found;
}
