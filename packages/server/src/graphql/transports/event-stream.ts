/** Milliseconds between signs of life, so that nobody in between takes the connection for dead. */
const PERIOD = 12_000;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

/** Whether a client wants server-sent events. */
export function wantsEvents({ headers }: Request): boolean {
  return /\btext\/event-stream\b/.test(headers.get('accept') ?? '');
}

/** One result or many as server-sent events: GraphQL over SSE, distinct connections mode. */
export function eventStream(results: AsyncIterableIterator<object> | object): Response {
  const iterator = isIterator(results) ? results : once(results);
  const encoder = new TextEncoder();
  let timer: NodeJS.Timeout | undefined;
  const stop = async (): Promise<void> => {
    clearInterval(timer);
    await iterator.return?.();
  };
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      // Headers leave with the first bytes, so the client learns that it is subscribed.
      send(':\n\n');
      timer = setInterval(() => send(':\n\n'), PERIOD).unref();
    },
    async pull(controller) {
      const result = await iterator.next();
      if (result.done !== true) {
        controller.enqueue(encoder.encode(`event: next\ndata: ${JSON.stringify(result.value)}\n\n`));
        return;
      }
      clearInterval(timer);
      controller.enqueue(encoder.encode('event: complete\ndata:\n\n'));
      controller.close();
    },
    cancel: stop,
  });
  return new Response(body, { headers: HEADERS });
}

function isIterator(
  results: AsyncIterableIterator<object> | object,
): results is AsyncIterableIterator<object> {
  return Symbol.asyncIterator in results;
}

async function* once(result: object): AsyncGenerator<object> {
  yield result;
}
