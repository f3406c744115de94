import { CallFailure } from '../call-failure.js';

/** Reads a body up to a number of bytes. @throws CallFailure `response-too-large` */
export async function readLimited(body: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > limit) {
      throw new CallFailure({
        code: 'response-too-large',
        message: `The service answered with more than ${limit} bytes.`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
