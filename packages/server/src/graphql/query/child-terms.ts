import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { Condition } from '@orchestrator/store';
import type { CountParts } from './filter-parts.js';
import { combined, isIgnored, objects } from './operators.js';

/** What one filter object says about one row below. */
type TermsOf = (filter: JsonObject) => readonly Condition[];

/**
 * A filter on rows below a row, for instance the nodes of an instance (data-index-and-jobs.md 1.4, rule 13). Each condition
 * is looked up on its own, so two may be met by two different rows; `contains` and its kind keep conditions together. No
 * row is listed or counted twice because several rows below it match, which the original does.
 *
 * Negated, an equality and `contains` say that there are rows and none matches, as after stream 10.2; any other comparison
 * says that there is a row for which it does not hold.
 */
export function childTerms(
  field: string,
  filter: JsonObject,
  negated: boolean,
  count: CountParts,
  termsOf: TermsOf,
): Condition[] {
  const some = (condition: Condition): Condition => ({ field, some: condition });
  const any = some({ and: [] });
  const none = (condition: Condition): Condition => ({ and: [any, { not: some(condition) }] });
  const matching = (value: Json): Condition[] =>
    objects(value, count)
      .map((inner): Condition => ({ and: termsOf(inner) }))
      .map(negated ? none : some);
  const entries = Object.entries(filter);
  count(entries.length);
  return entries.flatMap(([key, value]): Condition[] => {
    if (isIgnored(key, value)) return [];
    const inside = (turned: boolean): Condition[] =>
      objects(value, count).flatMap((inner) => childTerms(field, inner, turned, count, termsOf));
    switch (key) {
      case 'and':
      case 'or':
        return [combined(key, inside(negated), negated)];
      case 'not':
        return [combined('and', inside(!negated), negated)];
      case 'isNull':
        return [value === negated ? any : { not: any }];
      case 'contains':
        return matching(value);
      case 'containsAll':
        return [combined('and', matching(value), negated)];
      case 'containsAny':
        return [combined('or', matching(value), negated)];
      default:
        return isJsonObject(value)
          ? termsOf({ [key]: value }).map((term) => {
              if (!negated) return some(term);
              return isEquality(term) ? none(term) : some({ not: term });
            })
          : [];
    }
  });
}

function isEquality(condition: Condition): boolean {
  return 'operator' in condition && condition.operator === 'equal';
}
