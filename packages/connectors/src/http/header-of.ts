import type { HttpAnswer } from './http-client.js';

/** The value of an answer's header, whatever its case; one that was sent several times is one text. */
export function headerOf({ rawHeaders }: Pick<HttpAnswer, 'rawHeaders'>, name: string): string | undefined {
  const values = rawHeaders.flatMap(([written, value]) =>
    written.length === name.length && written.toLowerCase() === name ? value : [],
  );
  return values.length === 0 ? undefined : values.join(', ');
}
