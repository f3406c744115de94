import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { StoreUnavailableError } from '../errors.js';
import { PostgresDatabase } from './postgres-database.js';

/** A message of PostgreSQL's protocol: its letter, its length, its content. */
function message(letter: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}

const authenticated = message('R', Buffer.alloc(4));
const ready = message('Z', Buffer.from('I'));
const fields = ['SFATAL', 'C57P01', 'Mterminating connection due to administrator command', ''];
const terminated = message('E', Buffer.from(fields.map((field) => `${field}\0`).join('')));

let server: Server | undefined;
afterEach(() => server?.close());

test('a connection that is ended with the very word that it is ready fails its statements and nothing else', async () => {
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([authenticated, ready, terminated])));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const database = new PostgresDatabase(`postgres://user:password@127.0.0.1:${port}/database`);
  const statement = { text: 'select 1' };
  await expect(database.transaction([{ statement, values: [] }])).rejects.toThrow(StoreUnavailableError);
  await expect(database.query(statement)).rejects.toThrow();
  await database.close();
});
