import { parseArgs } from 'node:util';

/** What can be measured, in this order. */
const PARTS = ['stored-runs', 'pending-timers', 'starts'];

export const HELP = `npm run bench -- growth [--database-url URL] [--json FILE] [--only PART,…] [--seconds N] [--most N]

PART is one of: ${PARTS.join(', ')}. --most: how many runs and timers are stored at most, 1,000,000 by default.`;

/** What the command line says. @throws Error with a sentence when it cannot be followed */
export function optionsOf(args) {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'string' },
      'database-url': { type: 'string' },
      only: { type: 'string', default: PARTS.join(',') },
      seconds: { type: 'string', default: '4' },
      most: { type: 'string', default: '1000000' },
      help: { type: 'boolean', default: false },
    },
  });
  const parts = values.only.split(',');
  const unknown = parts.find((part) => !PARTS.includes(part));
  if (unknown !== undefined) throw new Error(`--only names ${unknown}; it can name ${PARTS.join(', ')}.`);
  const [seconds, most] = [Number(values.seconds), Number(values.most)];
  if (!(seconds > 0)) throw new Error('--seconds must be a number of seconds for each measurement.');
  if (!Number.isInteger(most) || most < 10_000) throw new Error('--most must be a number from 10000.');
  return { parts, seconds, most, json: values.json, databaseUrl: values['database-url'], help: values.help };
}
