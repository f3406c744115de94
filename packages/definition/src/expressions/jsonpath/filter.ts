import { jsonpath } from 'json-p3';
import type { JSONPathQuery } from 'json-p3';
import type { Json } from '../../json.js';
import { ExpressionSyntaxError } from '../expression.js';
import { comparisonOf } from './compare.js';
import type { Search } from './search.js';
import { child, selectAll } from './select.js';
import { definiteKey } from './step.js';
import type { Step, Test } from './step.js';

const { BooleanLiteral, NullLiteral, NumberLiteral, StringLiteral } = jsonpath.expressions;
const { FilterQuery, InfixExpression, LogicalExpression, PrefixExpression, RootQuery } = jsonpath.expressions;

type FilterExpression = jsonpath.expressions.FilterExpression;
type Query = jsonpath.expressions.FilterQuery;
type Infix = jsonpath.expressions.InfixExpression;
/** Undefined: a path in the filter leads nowhere. */
type Value = (current: Json, search: Search) => Json | undefined;

/** Compiles the expression of a filter. */
export class FilterCompiler {
  /** Whether a path in the filter begins at `$`. */
  readsRoot = false;
  readonly #toSteps: (query: JSONPathQuery) => readonly Step[];

  /** @param toSteps - compiles the paths in the filter */
  constructor(toSteps: (query: JSONPathQuery) => readonly Step[]) {
    this.#toSteps = toSteps;
  }

  /** @throws ExpressionSyntaxError */
  test(expression: FilterExpression): Test {
    if (expression instanceof LogicalExpression) return this.test(expression.expression);
    if (expression instanceof FilterQuery) return this.#exists(expression);
    if (expression instanceof PrefixExpression) {
      const negated = this.test(expression.right);
      return (current, search) => !negated(current, search);
    }
    if (expression instanceof InfixExpression) {
      return expression.logical ? this.#logical(expression) : this.#comparison(expression);
    }
    throw unsupported();
  }

  #logical({ left, operator, right }: Infix): Test {
    const first = this.test(left);
    const second = this.test(right);
    return operator === '&&'
      ? (current, search) => first(current, search) && second(current, search)
      : (current, search) => first(current, search) || second(current, search);
  }

  #comparison({ left, operator, right }: Infix): Test {
    const first = this.#value(left);
    const second = this.#value(right);
    const compare = comparisonOf(operator);
    if (!compare) throw unsupported();
    return (current, search) => compare(first(current, search), second(current, search), search);
  }

  #exists(query: Query): Test {
    const steps = this.#toSteps(query.path);
    const isRoot = this.#isRoot(query);
    return (current, search) => selectAll(isRoot ? search.root : current, steps, search).length > 0;
  }

  #value(expression: FilterExpression): Value {
    if (expression instanceof NullLiteral) return () => null;
    if (
      expression instanceof BooleanLiteral ||
      expression instanceof NumberLiteral ||
      expression instanceof StringLiteral
    ) {
      const { value } = expression;
      return () => value;
    }
    if (!(expression instanceof FilterQuery)) throw unsupported();
    // The grammar lets only paths to one place be compared.
    const keys = this.#toSteps(expression.path).flatMap((step) => definiteKey(step) ?? []);
    const isRoot = this.#isRoot(expression);
    return (current, search) => {
      let value: Json | undefined = isRoot ? search.root : current;
      for (const key of keys) value = child(value, key);
      return value;
    };
  }

  #isRoot(query: Query): boolean {
    const isRoot = query instanceof RootQuery;
    this.readsRoot ||= isRoot;
    return isRoot;
  }
}

function unsupported(): ExpressionSyntaxError {
  return new ExpressionSyntaxError('The filter contains something that cannot be evaluated');
}
