import { createServer } from 'node:http';
import { json, text } from 'node:stream/consumers';

/** Opens an HTTP server that keeps the CloudEvents sent to it, in structured or binary mode. */
export async function openSink() {
  const events = [];
  const server = createServer((request, response) => {
    readEvent(request).then(
      (event) => {
        // Events are sent at least once; one that was sent again, for instance after a restart, is still one event.
        if (!events.some(({ source, id }) => source === event.source && id === event.id)) events.push(event);
        response.writeHead(202).end();
      },
      (error) => response.writeHead(400).end(error.message),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** All events so far, in the order of their arrival. */
    events,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readEvent(request) {
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/cloudevents+json')) return json(request);
  const attributes = Object.entries(request.headers)
    .filter(([name]) => name.startsWith('ce-'))
    .map(([name, value]) => [name.slice(3), decodeURIComponent(value)]);
  const body = await text(request);
  return {
    ...Object.fromEntries(attributes),
    ...(body !== '' && { datacontenttype: type, data: /\bjson\b/.test(type) ? JSON.parse(body) : body }),
  };
}
