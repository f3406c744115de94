import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isJsonObject } from '@orchestrator/definition';
import type { Json } from '@orchestrator/definition';
import type { CloudEvent } from '@orchestrator/engine';
import { toCloudEvent } from '../http/events/cloud-event.js';
import { MAX_BATCH } from '../http/events/read-events.js';
import { parseJson } from '../http/json.js';
import { HttpProblem } from '../http/problem.js';

const inflate = promisify(gunzip);

/** Bytes that the compressed groups of a request may have together when they are unpacked. */
const MAX_UNPACKED = 50_000_000;

/** What the groups of one request may still become. */
export interface UnpackBudget {
  bytes: number;
}

/** The budget of a request of which nothing is unpacked yet. */
export function unpackBudget(): UnpackBudget {
  return { bytes: MAX_UNPACKED };
}

/**
 * The events of a group: a list of whole events, as JSON or as JSON compressed with gzip (`compressdata`,
 * data-index-and-jobs.md 3.5). What it takes to unpack them is taken off the budget.
 *
 * @throws HttpProblem 400, 413 or 415
 */
export async function eventsOfGroup(group: CloudEvent, budget: UnpackBudget): Promise<readonly CloudEvent[]> {
  const members = typeof group.data === 'string' ? await unpacked(group, group.data, budget) : group.data;
  if (!Array.isArray(members))
    throw new HttpProblem(400, 'bad-event', `The data of the group ${group.id} must be a list of events.`);
  if (members.length > MAX_BATCH)
    throw new HttpProblem(413, 'too-large', `A group holds at most ${MAX_BATCH} events.`);
  return (members as readonly Json[]).map((member) => toCloudEvent(withoutUnknown(member)));
}

async function unpacked(group: CloudEvent, text: string, budget: UnpackBudget): Promise<Json> {
  const isCompressed = String(group.compressdata) === 'true';
  const packed = Buffer.from(text, 'base64');
  const bytes = isCompressed ? await gunzipped(packed, budget) : packed;
  const inner = isCompressed || !text.trimStart().startsWith('[') ? bytes.toString('utf8') : text;
  if (inner.trimStart().startsWith('[')) return parseJson(inner);
  throw new HttpProblem(
    415,
    'binary-group',
    'Groups of events are taken as JSON only; switch their binary form off where they come from.',
  );
}

async function gunzipped(packed: Buffer, budget: UnpackBudget): Promise<Buffer> {
  try {
    const bytes = await inflate(packed, { maxOutputLength: Math.max(1, budget.bytes) });
    budget.bytes -= bytes.length;
    return bytes;
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    throw tooLarge
      ? new HttpProblem(
          413,
          'too-large',
          `The groups of a request may have ${MAX_UNPACKED} bytes when they are unpacked.`,
        )
      : new HttpProblem(
          400,
          'bad-event',
          'The data of the group is said to be compressed, but it is not gzip.',
        );
  }
}

/** Attributes of CloudEvents are scalars; others are no business of ours. */
function withoutUnknown(member: Json): Json {
  if (!isJsonObject(member)) return member;
  return Object.fromEntries(
    Object.entries(member).filter(
      ([name, value]) => name === 'data' || typeof value !== 'object' || value === null,
    ),
  );
}
