// The service that steps call: it answers at once with a little JSON. What it takes of the machine is missing to the
// engines, and node:http, which reads and writes all headers, takes more than twice as much; so this one looks only for
// where requests end.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { serveJobs } from '../processes/job.mjs';

const ANSWER = JSON.stringify({ done: true, price: 42 });
const END_OF_HEAD = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: *(\d+)\r\n/i;

let answered = 0;

const server = createServer({ noDelay: true }, (socket) => {
  let unread = '';
  socket.setEncoding('latin1');
  // Clients close their connections when they want to, and however they want to.
  socket.on('error', () => socket.destroy());
  socket.on('data', (text) => {
    unread += text;
    for (let end = endOfRequest(unread); end !== undefined; end = endOfRequest(unread)) {
      unread = unread.slice(end);
      answered += 1;
      socket.write(answer());
    }
  });
});

/** Where the first of these requests ends; undefined while some of it is missing. Clients tell how long bodies are. */
function endOfRequest(text) {
  const head = text.indexOf(END_OF_HEAD);
  if (head === -1) return undefined;
  const body = head + END_OF_HEAD.length;
  const length = LENGTH.exec(text.slice(0, body));
  if (length === null) throw new Error(`A request does not tell its length: ${text.slice(0, body)}`);
  const end = body + Number(length[1]);
  return text.length < end ? undefined : end;
}

const answer = () =>
  [
    'HTTP/1.1 200 OK',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(ANSWER)}`,
    `date: ${new Date().toUTCString()}`,
    '',
    ANSWER,
  ].join('\r\n');

serveJobs({
  async listen() {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${server.address().port}`;
  },
  async answered() {
    return answered;
  },
});
