import type { Condition, Query } from '../data-index.js';
import { states } from '../rows/state-number.js';
import { compilePage, compileQuery } from './compile-query.js';
import { instanceFields } from './instance-fields.js';
import type { Parameters } from './parameters.js';
import { conjuncts, namedBy } from './terms.js';

/** Most workflows that are looked up one by one; more are found sooner in the order of all. */
const maxWorkflows = 20;
/** Most terms of a filter that is repeated for each branch, and most values of each. */
const maxTerms = 20;
const maxValues = 50;

/** Fields that an index has together with the start, or by which it finds one run. */
const indexed: ReadonlySet<string> = new Set(['state', 'processId', 'id']);

/**
 * The `where` and `order by` of a page of instances `i` in order of their start, of some states or of some workflows. It is
 * put together from a branch for each, since an index has the rows of each in this order, but not those of several.
 * Undefined: the list is none of these.
 *
 * PostgreSQL would walk through the runs of all in this order instead, where it expects to meet enough that fit soon. It
 * takes them for evenly spread, and they are not: behind a workflow that ran fifty thousand times since, a page of another
 * one took half a second.
 *
 * Each branch looks until it has found something, so this is for filters only that indexes can answer. What is searched in
 * data may be found soon among all, and not at all in one of the branches.
 */
export function compileBranches(query: Query, parameters: Parameters): string | undefined {
  const { where, orderBy: [order, ...more] = [], limit, offset = 0 } = query;
  if (where === undefined || limit === undefined || order?.field !== 'start' || more.length > 0)
    return undefined;
  const branches = branchesOf(conjuncts(where));
  if (branches === undefined) return undefined;
  const texts = branches.map((branch) => {
    const page = { where: branch, orderBy: [order], limit: limit + offset };
    return `(select i.id, i.started_at from orchestrator.any_instance i ${compileQuery(page, instanceFields, parameters)})`;
  });
  const found = compilePage({ orderBy: [order], limit, offset }, instanceFields, parameters);
  return `where i.id = any(array(select i.id from (${texts.join(' union all ')}) i ${found}))
    ${compilePage({ orderBy: [order] }, instanceFields, parameters)}`;
}

/** One condition for each branch. */
function branchesOf(terms: readonly Condition[]): readonly Condition[] | undefined {
  if (terms.length > maxTerms || !terms.every(isIndexed)) return undefined;
  const left = statesOf(terms);
  // Nearly all runs have completed: they are no rarity to be looked for.
  if (left.length > 1 && !left.includes('COMPLETED')) {
    const others = terms.filter((term) => !isAboutState(term));
    return left.map((value) => ({ and: [{ field: 'state', operator: 'equal', value }, ...others] }));
  }
  const list = terms.find((term) => namedBy(term, 'processId'));
  const workflows = new Set(list && namedBy(list, 'processId'));
  if (workflows.size < 2 || workflows.size > maxWorkflows) return undefined;
  const others = terms.filter((term) => term !== list);
  return [...workflows].map((value) => ({
    and: [{ field: 'processId', operator: 'equal', value }, ...others],
  }));
}

/** Whether a term is judged by an index, whose values are few. */
function isIndexed(term: Condition): boolean {
  if ('not' in term) return namedBy(term.not, 'state') !== undefined && isIndexed(term.not);
  if (!('operator' in term) || (Array.isArray(term.value) && term.value.length > maxValues)) return false;
  if ('path' in term)
    return (
      term.operator === 'equal' && term.field === 'variables' && term.path.join('.') === 'initiatorEntity'
    );
  return term.field === 'start' || (namedBy(term, term.field) !== undefined && indexed.has(term.field));
}

/** The states that these terms leave. */
function statesOf(terms: readonly Condition[]): readonly (typeof states)[number][] {
  return states.filter((state) =>
    terms.every((term) => {
      const named = namedBy(term, 'state');
      const excluded = 'not' in term ? namedBy(term.not, 'state') : undefined;
      return named?.includes(state) ?? !excluded?.includes(state);
    }),
  );
}

function isAboutState(term: Condition): boolean {
  return (namedBy(term, 'state') ?? ('not' in term ? namedBy(term.not, 'state') : undefined)) !== undefined;
}
