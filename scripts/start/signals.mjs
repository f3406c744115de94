import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

const attempts = 10;

/**
 * Opens the way for live updates. Backstage's signals plugin begins to listen for WebSockets only when the first one
 * knocks, and never answers that one: without this the first visitor would wait some seconds for theirs.
 */
export async function openSignals(port) {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await isAnswered(port)) return;
  }
}

function isAnswered(port) {
  return new Promise((resolve) => {
    const headers = {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    };
    const knock = request({ host: '127.0.0.1', port, path: '/api/signals', headers, timeout: 100 });
    const finish = (answered) => {
      resolve(answered);
      knock.destroy();
    };
    knock.on('upgrade', (_response, socket) => {
      socket.destroy();
      finish(true);
    });
    knock.on('response', () => finish(true));
    knock.on('timeout', () => finish(false));
    knock.on('error', () => finish(false));
    knock.end();
  });
}
