import type { Logger } from '@orchestrator/runtime';
import type { DeadLetter, DeadLetterId, DeadLetterQuery, DeadLetters } from '@orchestrator/store';
import type { Caller } from '../auth/gate.js';
import { json } from '../json.js';
import { HttpProblem } from '../problem.js';

/** How many dead letters one request lists or replays, when it does not say. */
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1_000;
/** Identifiers are bigint in the database. */
const ID = /^[1-9]\d{0,17}$/;

/** What requests about dead letters work with. */
export interface DeadLetterDesk {
  readonly deadLetters: DeadLetters;
  readonly logger: Logger;
}

/**
 * `GET /management/dead-letters?kind=&instanceId=&after=&limit=`: the newest first, without their payload. `next` is the
 * `after` of the next page, absent on the last one.
 */
export async function listDeadLetters({ deadLetters }: DeadLetterDesk, request: Request): Promise<Response> {
  const query = queryOf(request);
  const [found, count] = await Promise.all([
    deadLetters.list({ ...query, limit: query.limit + 1 }),
    deadLetters.count(),
  ]);
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return json(200, {
    count,
    deadLetters: page.map(summaryOf),
    ...(last && found.length > page.length && { next: last.id }),
  });
}

/** `GET /management/dead-letters/{id}`: one with the event, message or job that could not be handed over. */
export async function getDeadLetter({ deadLetters }: DeadLetterDesk, id: string): Promise<Response> {
  const letter = ID.test(id) ? await deadLetters.load(id) : undefined;
  if (!letter) throw unknown(id);
  return json(200, { ...summaryOf(letter), ...contentOf(letter) });
}

/** `POST /management/dead-letters/{id}/replay`: tries to hand it over again, from the beginning. */
export async function replayDeadLetter(desk: DeadLetterDesk, id: string, caller: Caller): Promise<Response> {
  const replayed = ID.test(id) ? await desk.deadLetters.replay([id]) : [];
  if (replayed.length === 0) throw unknown(id);
  audit(desk, replayed, 'replayed', caller);
  return json(200, { replayed });
}

/**
 * `POST /management/dead-letters/replay?kind=&instanceId=&limit=`: the oldest of those that fit, in the order in which they
 * were given up. Whoever wants all of them asks again until none is replayed.
 */
export async function replayDeadLetters(
  desk: DeadLetterDesk,
  request: Request,
  caller: Caller,
): Promise<Response> {
  const found = await desk.deadLetters.list({ ...queryOf(request), oldestFirst: true });
  const replayed = await desk.deadLetters.replay(found.map(({ id }) => id));
  audit(desk, replayed, 'replayed', caller);
  return json(200, { replayed });
}

/** `DELETE /management/dead-letters/{id}`: what it held is lost. */
export async function removeDeadLetter(desk: DeadLetterDesk, id: string, caller: Caller): Promise<Response> {
  const removed = ID.test(id) ? await desk.deadLetters.remove([id]) : [];
  if (removed.length === 0) throw unknown(id);
  audit(desk, removed, 'removed', caller);
  return new Response(null, { status: 204 });
}

function queryOf(request: Request): DeadLetterQuery {
  const { searchParams } = new URL(request.url);
  const kind = searchParams.get('kind') ?? undefined;
  if (kind !== undefined && kind !== 'event' && kind !== 'message' && kind !== 'job')
    throw badQuery('"kind" must be "event", "message" or "job".');
  const after = searchParams.get('after') ?? undefined;
  if (after !== undefined && !ID.test(after)) throw badQuery('"after" must be the id of a dead letter.');
  const limit = Number(searchParams.get('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw badQuery(`"limit" must be a whole number from 1 to ${MAX_LIMIT}.`);
  const instanceId = searchParams.get('instanceId') ?? undefined;
  return {
    limit,
    ...(kind && { kind }),
    ...(after !== undefined && { after }),
    ...(instanceId !== undefined && { instanceId }),
  };
}

function summaryOf(letter: DeadLetter): object {
  const { id, kind, instanceId, attempts, reason, firstFailedAt, givenUpAt } = letter;
  return {
    id,
    kind,
    type: typeOf(letter),
    instanceId,
    attempts,
    reason,
    firstFailedAt: new Date(firstFailedAt).toISOString(),
    givenUpAt: new Date(givenUpAt).toISOString(),
  };
}

function typeOf(letter: DeadLetter): string {
  if (letter.kind === 'event') return letter.event.type;
  return letter.kind === 'message' ? letter.message.kind : letter.kind;
}

function contentOf(letter: DeadLetter): object {
  if (letter.kind === 'event') return { event: letter.event };
  return letter.kind === 'message' ? { message: letter.message } : { job: letter.job };
}

function audit(
  { logger }: DeadLetterDesk,
  ids: readonly DeadLetterId[],
  what: string,
  { name }: Caller,
): void {
  const by: Record<string, string> = name === undefined ? {} : { caller: name };
  for (const deadLetter of ids)
    logger.info(`The dead letter ${deadLetter} was ${what}.`, { deadLetter, ...by });
}

function badQuery(message: string): HttpProblem {
  return new HttpProblem(400, 'bad-query', message);
}

function unknown(id: string): HttpProblem {
  return new HttpProblem(
    404,
    'unknown-dead-letter',
    `There is no dead letter ${id}; it may have been replayed or removed.`,
  );
}
