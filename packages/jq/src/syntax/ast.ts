import type { Json } from '../json.js';
import type { ArithmeticOperator, ComparisonOperator } from '../value/arithmetic.js';

/** Where a node stands in the program's text, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The operators that assign. */
export type AssignOperator = '=' | '|=' | '//=' | '+=' | '-=' | '*=' | '/=' | '%=';

/** A function definition: `def name(params): body;`. A parameter with `$` is bound to each value of its argument. */
export interface Definition extends Span {
  readonly name: string;
  readonly params: readonly string[];
  readonly body: Ast;
}

/** One member of an object construction. */
export interface Member {
  readonly key: Ast;
  readonly value: Ast;
}

/** What stands after `as`: a variable, or a shape that is taken apart. */
export type Pattern = Span &
  (
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'array'; readonly items: readonly Pattern[] }
    | { readonly kind: 'object'; readonly members: readonly PatternMember[] }
  );

/** One member of an object pattern; `variable` is also bound to the value when it is there. */
export interface PatternMember {
  readonly key: Ast;
  readonly variable: string | null;
  readonly value: Pattern | null;
}

/** A part of a string: text, or a program whose outputs are put in. */
export type StringPart = { readonly text: string } | { readonly program: Ast };

/** A step into a value: `.name`, `[key]`, `[from:to]`, `[]`. */
export interface Step {
  readonly target: Ast;
  /** Set when a `?` follows: then this very step gives nothing where it would fail. */
  readonly optional?: true;
}

/** A program as plain, frozen data. */
export type Ast = Span &
  (
    | { readonly kind: 'identity' }
    | { readonly kind: 'recurse' }
    | { readonly kind: 'literal'; readonly value: Json }
    | { readonly kind: 'string'; readonly format: string | null; readonly parts: readonly StringPart[] }
    | { readonly kind: 'format'; readonly name: string }
    | { readonly kind: 'array'; readonly body: Ast | null }
    | { readonly kind: 'object'; readonly members: readonly Member[] }
    | (Step & { readonly kind: 'index'; readonly key: Ast })
    | (Step & { readonly kind: 'slice'; readonly from: Ast | null; readonly to: Ast | null })
    | (Step & { readonly kind: 'iterate' })
    | { readonly kind: 'negate'; readonly body: Ast }
    | { readonly kind: 'pipe'; readonly left: Ast; readonly right: Ast }
    | { readonly kind: 'comma'; readonly left: Ast; readonly right: Ast }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Ast;
        readonly right: Ast;
      }
    | {
        readonly kind: 'compare';
        readonly operator: ComparisonOperator;
        readonly left: Ast;
        readonly right: Ast;
      }
    | { readonly kind: 'and'; readonly left: Ast; readonly right: Ast }
    | { readonly kind: 'or'; readonly left: Ast; readonly right: Ast }
    | { readonly kind: 'alternative'; readonly left: Ast; readonly right: Ast }
    | { readonly kind: 'assign'; readonly operator: AssignOperator; readonly left: Ast; readonly right: Ast }
    | { readonly kind: 'if'; readonly condition: Ast; readonly then: Ast; readonly otherwise: Ast | null }
    | { readonly kind: 'try'; readonly body: Ast; readonly handler: Ast | null }
    | {
        readonly kind: 'reduce';
        readonly source: Ast;
        readonly patterns: readonly Pattern[];
        readonly initial: Ast;
        readonly update: Ast;
      }
    | {
        readonly kind: 'foreach';
        readonly source: Ast;
        readonly patterns: readonly Pattern[];
        readonly initial: Ast;
        readonly update: Ast;
        readonly extract: Ast | null;
      }
    | {
        readonly kind: 'bind';
        readonly source: Ast;
        readonly patterns: readonly Pattern[];
        readonly body: Ast;
      }
    | { readonly kind: 'function'; readonly definition: Definition; readonly rest: Ast }
    | { readonly kind: 'call'; readonly name: string; readonly args: readonly Ast[] }
    | { readonly kind: 'variable'; readonly name: string }
    | { readonly kind: 'label'; readonly name: string; readonly body: Ast }
    | { readonly kind: 'break'; readonly name: string }
    | { readonly kind: 'location'; readonly line: number }
  );

/** The names of the node kinds. */
export type AstKind = Ast['kind'];

/** The node of one kind. */
export type Node<K extends AstKind> = Extract<Ast, { readonly kind: K }>;
