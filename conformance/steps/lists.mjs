import { Mismatch } from '../mismatch.mjs';
import { eventually } from '../patience.mjs';

/** How long a list may take to become as expected, in seconds: events are handled after they were accepted. */
const PATIENCE = 5;

/** `idFromList`: binds the id of the only element. */
export async function idFromList(run, path, { as = 'id' }) {
  const [{ id }] = await ofLength(run, path, 1, 'idFromList');
  run.bind(as, id);
}

/** `listLength` */
export async function listLength(run, { path, length }) {
  await ofLength(run, path, length, 'listLength');
}

function ofLength(run, path, length, check) {
  return eventually(PATIENCE, async () => {
    const { json } = await run.get(run.resolve(path));
    if (json?.length !== length) throw new Mismatch(`${check} ${path}`, length, json);
    return json;
  });
}
