/**
 * The floors of the house: which packages of this repository each one may import. Dependencies point down only;
 * `store` and `connectors` stand side by side and do not know each other.
 */
export const floors = {
  'packages/jq': [],
  'packages/definition': ['jq'],
  'packages/engine': ['jq', 'definition'],
  'packages/cli': ['definition', 'runtime', 'server'],
  'packages/store': ['definition', 'engine'],
  'packages/connectors': ['definition', 'engine'],
  'packages/runtime': ['jq', 'definition', 'engine', 'store', 'connectors'],
  'packages/server': ['jq', 'definition', 'engine', 'store', 'connectors', 'runtime'],
  'plugins/orchestrator-common': [],
  'plugins/orchestrator': ['plugin-orchestrator-common'],
  'plugins/orchestrator-backend': [
    'definition',
    'engine',
    'store',
    'connectors',
    'runtime',
    'server',
    'plugin-orchestrator-common',
  ],
  'packages/app': ['plugin-orchestrator'],
  'packages/backend': ['plugin-orchestrator-backend'],
};

/** Floors written in strict ESM TypeScript, below Backstage. */
export const engineFloors = Object.keys(floors).filter(
  (folder) => folder.startsWith('packages/') && !['packages/app', 'packages/backend'].includes(folder),
);

const drivers = 'pg|pg-.*|postgres|@electric-sql/.*|knex|better-sqlite3|sqlite3|mysql2?';

/** Patterns of `no-restricted-imports` for the sources of one floor. */
export function importPatterns(folder) {
  const patterns = [
    {
      regex: `^@orchestrator/(?!(?:${[...floors[folder], '\\0'].join('|')})$)`,
      message: `${folder} may import only the floors below it; see scripts/lint/floors.mjs.`,
    },
  ];
  if (folder !== 'packages/store') {
    patterns.push({
      regex: `^(?:${drivers})(?:/|$)`,
      message: 'Only packages/store talks to a database: add what you need to its Store interface.',
    });
  }
  if (folder === 'packages/jq') {
    patterns.push({
      regex: '^[^.]',
      message: 'packages/jq has no dependencies and does no input or output.',
    });
  }
  if (folder === 'packages/engine') {
    patterns.push({
      regex: '^(?!\\.|@orchestrator/)',
      message: 'packages/engine is pure: it imports only the definition and jq packages.',
    });
  }
  return patterns;
}
