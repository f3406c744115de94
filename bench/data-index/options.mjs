import { parseArgs } from 'node:util';

export const HELP = `npm run bench -- data-index [--database-url URL] [--json FILE] [--runs N] [--seconds N]

Stores --runs runs (1,000,000 by default) with five nodes each, then asks for pages, counts and details over HTTP, and
measures steps with and without twenty people who look at pages.`;

/** What the command line says. @throws Error with a sentence when it cannot be followed */
export function optionsOf(args) {
  const { values } = parseArgs({
    args,
    options: {
      json: { type: 'string' },
      'database-url': { type: 'string' },
      runs: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: '10' },
      help: { type: 'boolean', default: false },
    },
  });
  const [runs, seconds] = [Number(values.runs), Number(values.seconds)];
  if (!Number.isInteger(runs) || runs < 10_000) throw new Error('--runs must be a number from 10000.');
  if (!(seconds > 0)) throw new Error('--seconds must be a number of seconds for each measurement.');
  return { runs, seconds, json: values.json, databaseUrl: values['database-url'], help: values.help };
}
