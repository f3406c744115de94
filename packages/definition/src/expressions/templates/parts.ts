import type { Meter } from '@orchestrator/jq';
import type { Json } from '../../json.js';
import type { Expression, Variables } from '../expression.js';
import type { Template } from '../template.js';

/** A part of a template without expressions. */
export class Constant implements Template {
  readonly confidential = false;
  readonly expressions: readonly Expression[] = [];
  readonly value: Json;

  constructor(value: Json) {
    this.value = value;
  }

  evaluate(): Json {
    return this.value;
  }
}

/** What the parts below share: they are as confidential as the expressions in them. */
abstract class Compound implements Template {
  readonly confidential: boolean;
  readonly expressions: readonly Expression[];

  constructor(expressions: readonly Expression[]) {
    this.expressions = expressions;
    this.confidential = expressions.some((expression) => expression.confidential);
  }

  abstract evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json;
}

/** A text that is one expression. */
export class Evaluated extends Compound {
  readonly #expression: Expression;

  constructor(expression: Expression) {
    super([expression]);
    this.#expression = expression;
  }

  evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json {
    return this.#expression.evaluate(data, variables, now, meter);
  }
}

/** A text with expressions in it. Their values are put in as text; what is not text, as JSON. */
export class Embedding extends Compound {
  readonly #parts: readonly (string | Expression)[];

  constructor(parts: readonly (string | Expression)[]) {
    super(parts.filter((part) => typeof part !== 'string'));
    this.#parts = parts;
  }

  evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json {
    let text = '';
    for (const part of this.#parts) {
      const value = typeof part === 'string' ? part : part.evaluate(data, variables, now, meter);
      text += typeof value === 'string' ? value : JSON.stringify(value);
    }
    return text;
  }
}

/** An array with expressions in it. */
export class ListTemplate extends Compound {
  readonly #items: readonly Template[];

  constructor(items: readonly Template[]) {
    super(items.flatMap((item) => item.expressions));
    this.#items = items;
  }

  evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json {
    return this.#items.map((item) => item.evaluate(data, variables, now, meter));
  }
}

const PLAIN = { writable: true, enumerable: true, configurable: true };

/** An object with expressions in its values. */
export class ObjectTemplate extends Compound {
  readonly #keys: readonly string[];
  readonly #values: readonly Template[];

  constructor(keys: readonly string[], values: readonly Template[]) {
    super(values.flatMap((value) => value.expressions));
    this.#keys = keys;
    this.#values = values;
  }

  evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json {
    const object: Record<string, Json> = {};
    for (const [index, key] of this.#keys.entries()) {
      const value = this.#values[index]?.evaluate(data, variables, now, meter) ?? null;
      // Plain assignment would run the setter of __proto__.
      if (key === '__proto__') Object.defineProperty(object, key, { value, ...PLAIN });
      else object[key] = value;
    }
    return object;
  }
}
