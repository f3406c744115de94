import type { OutputUnit } from '@cfworker/json-schema';

/** Keywords whose own error only says that something below is wrong. */
const APPLICATORS = new Set([
  'allOf',
  'items',
  'prefixItems',
  'additionalItems',
  'properties',
  'patternProperties',
  'if',
  '$ref',
  'dependentSchemas',
  'false',
]);

/**
 * Drops errors that only point at others, and of each failed `anyOf` / `oneOf` keeps the branch that came closest: the
 * person filling the form means one branch and should not read about the others.
 */
export function bestBranches(units: readonly OutputUnit[]): OutputUnit[] {
  const choice = units.find((unit) => unit.keyword === 'anyOf' || unit.keyword === 'oneOf');
  if (!choice) {
    return units.filter((unit) => !isPointer(unit));
  }
  const below = units.filter((unit) => unit.keywordLocation.startsWith(`${choice.keywordLocation}/`));
  const others = units.filter((unit) => unit !== choice && !below.includes(unit));
  const branches = [...groupByBranch(choice, below).values()].map(bestBranches);
  const best = branches.reduce((a, b) => (b.length < a.length ? b : a), branches[0] ?? []);
  return [...bestBranches(others), ...(best.length > 0 ? best : [choice])];
}

function isPointer(unit: OutputUnit): boolean {
  return APPLICATORS.has(unit.keyword);
}

function groupByBranch(choice: OutputUnit, below: readonly OutputUnit[]): Map<string, OutputUnit[]> {
  const groups = new Map<string, OutputUnit[]>();
  for (const unit of below) {
    const branch = unit.keywordLocation.slice(choice.keywordLocation.length + 1).split('/')[0] ?? '';
    groups.set(branch, [...(groups.get(branch) ?? []), unit]);
  }
  return groups;
}
