import { openStore } from '../open-store.js';
import { callOf, changeOf, definitionOf, instanceOf } from './changes.fixture.js';

/*
 * A process that holds a store open: node … store-process.fixture.ts <data folder>
 * It commits one instance after the other, each with a leased call, and prints the id of each once it is committed.
 */
const [, , dataDir = ''] = process.argv;
const store = await openStore({ kind: 'pglite', dataDir });
await store.saveDefinition(definitionOf('greeting'));
for (let n = 0; ; n++) {
  const id = `run-${n}`;
  const lease = { owner: `process ${process.pid}`, milliseconds: 3_600_000 };
  const effects = [callOf(`${id}:1`)];
  const [outcome] = await store.commit([changeOf(instanceOf(id, 1), { effects, lease })]);
  process.stdout.write(`${outcome} ${id}\n`);
}
