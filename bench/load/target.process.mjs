// The service that steps call: it answers at once with a little JSON.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { serveJobs } from '../processes/job.mjs';

const ANSWER = JSON.stringify({ done: true, price: 42 });
const HEADERS = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(ANSWER) };

let answered = 0;
const server = createServer((request, response) => {
  answered += 1;
  request.resume();
  request.on('end', () => response.writeHead(200, HEADERS).end(ANSWER));
});
// Clients close their connections when they want to.
server.keepAliveTimeout = 0;

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
