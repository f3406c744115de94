import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { closedLoop } from '../load/closed-loop.mjs';

const run = promisify(execFile);

/** What everything is compared with: single commits of eight clients, each an update, a select and an insert. */
const CLIENTS = 8;
const SCALE = 20;
const ACCOUNTS = SCALE * 100_000;

/**
 * Commits per second of `pgbench -N`, or of the same statements sent by the driver `pg` where it is not installed. The
 * driver reached two thirds of pgbench's rate on the machine where both were measured.
 */
export async function singleCommits(postgres, { seconds }) {
  const pgbench = findPgbench();
  return postgres.withDatabase(async (url) => {
    if (pgbench === undefined)
      return {
        tool: 'the statements of pgbench -N by the driver pg, which is slower than pgbench',
        ...(await driver(url, seconds)),
      };
    return { tool: `pgbench -N (${pgbench})`, ...(await original(pgbench, url, seconds)) };
  });
}

function findPgbench() {
  const versions = '/usr/lib/postgresql';
  const installed = existsSync(versions)
    ? readdirSync(versions)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(versions, version, 'bin'))
    : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...installed, '/usr/bin'];
  return folders.map((folder) => join(folder, 'pgbench')).find((file) => existsSync(file));
}

async function original(pgbench, url, seconds) {
  await run(pgbench, ['--initialize', '--quiet', '--scale', String(SCALE), url]);
  const args = ['-N', '-M', 'prepared', '-c', String(CLIENTS), '-j', '2', '-T', String(seconds), '-n', url];
  const { stdout } = await run(pgbench, args);
  const perSecond = Number(/tps = ([\d.]+) \(without initial/.exec(stdout)?.[1]);
  if (Number.isNaN(perSecond)) throw new Error(`pgbench told no rate: ${stdout}`);
  return { perSecond, p50: Number(/latency average = ([\d.]+)/.exec(stdout)?.[1]) };
}

/** Tables and statements as pgbench has them, in whose place this stands. */
const TABLES = `
create table pgbench_accounts (aid integer primary key, bid integer, abalance integer, filler char(84)) with (fillfactor = 100);
create table pgbench_history (tid integer, bid integer, aid integer, delta integer, mtime timestamp, filler char(22));
insert into pgbench_accounts select a, (a - 1) / 100000 + 1, 0, '' from generate_series(1, ${ACCOUNTS}) a;
vacuum analyze pgbench_accounts;`;

const STATEMENTS = [
  {
    name: 'update',
    text: 'update pgbench_accounts set abalance = abalance + $2 where aid = $1',
    takes: [0, 1],
  },
  { name: 'select', text: 'select abalance from pgbench_accounts where aid = $1', takes: [0] },
  {
    name: 'insert',
    text: 'insert into pgbench_history (tid, bid, aid, delta, mtime) values ($1, $2, $3, $4, current_timestamp)',
    takes: [2, 3, 0, 1],
  },
];

async function driver(url, seconds) {
  const clients = Array.from({ length: CLIENTS }, () => new pg.Client({ connectionString: url }));
  try {
    await Promise.all(clients.map((client) => client.connect()));
    for (const statement of TABLES.split(';\n')) await clients[0].query(statement);
    const free = [...clients];
    const operation = async () => {
      const client = free.pop();
      await commit(client);
      free.push(client);
    };
    return await closedLoop({ concurrency: CLIENTS, seconds, operation });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function commit(client) {
  const below = (limit) => 1 + Math.floor(Math.random() * limit);
  const given = [below(ACCOUNTS), below(10_001) - 5001, below(SCALE * 10), below(SCALE)];
  await client.query('begin');
  for (const { takes, ...statement } of STATEMENTS)
    await client.query({ ...statement, values: takes.map((at) => given[at]) });
  await client.query('commit');
}
