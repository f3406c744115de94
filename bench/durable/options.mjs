import { parseArgs } from 'node:util';

/** What can be measured, in this order. */
const GROUPS = ['zero-step', 'three-step', 'resume', 'pglite', 'peers'];

export const HELP = `npm run bench -- durable [--database-url URL] [--json FILE] [--only GROUP,…] [--seconds N]

GROUP is one of: ${GROUPS.join(', ')}. Single commits are measured before and after in any case.`;

/** What the command line says. @throws Error with a sentence when it cannot be followed */
export function optionsOf(args) {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'string' },
      'database-url': { type: 'string' },
      only: { type: 'string' },
      seconds: { type: 'string', default: '6' },
      help: { type: 'boolean', default: false },
    },
  });
  const groups = values.only === undefined ? GROUPS : values.only.split(',');
  const unknown = groups.find((group) => !GROUPS.includes(group));
  if (unknown !== undefined) throw new Error(`--only names ${unknown}; it can name ${GROUPS.join(', ')}.`);
  const seconds = Number(values.seconds);
  if (!(seconds > 0)) throw new Error('--seconds must be a number of seconds for each measurement.');
  return { groups, seconds, json: values.json, databaseUrl: values['database-url'], help: values.help };
}
