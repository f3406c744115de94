import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
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
let sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  server?.close();
});

/** The URL of a server that does this with each connection once the client has said hello. */
async function serve(answer: (socket: Socket) => void): Promise<string> {
  server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return `postgres://user:password@127.0.0.1:${port}/database`;
}

test('a connection that is ended with the very word that it is ready fails its statements and nothing else', async () => {
  const url = await serve((socket) => socket.end(Buffer.concat([authenticated, ready, terminated])));
  const database = new PostgresDatabase(url);
  const statement = { text: 'select 1' };
  await expect(database.transaction([{ statement, values: [] }])).rejects.toThrow(StoreUnavailableError);
  await expect(database.query(statement)).rejects.toThrow();
  await database.close();
});

test('a statement for which no connection is free says what that can mean', async () => {
  const url = await serve((socket) => socket.write(Buffer.concat([authenticated, ready])));
  const database = new PostgresDatabase(url, 100);
  const hanging = Array.from({ length: 10 }, () =>
    database.query({ text: 'select 1' }).catch(() => undefined),
  );
  const late = database.query({ text: 'select 1' });
  await expect(late).rejects.toThrow(/all that this process may have are busy/);
  await expect(late).rejects.toThrow(StoreUnavailableError);
  for (const socket of sockets) socket.destroy();
  await Promise.all(hanging);
  await database.close();
});

test('a server that does not let anybody in says that it cannot be reached', async () => {
  const database = new PostgresDatabase(await serve(() => undefined), 100);
  await expect(database.query({ text: 'select 1' })).rejects.toThrow(/Cannot reach PostgreSQL/);
  await database.close();
});
