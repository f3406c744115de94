import { JqError } from '../errors.js';
import type { Node } from '../syntax/ast.js';
import { type Code, multi } from './code.js';
import { type Compile, findBinding, type Names, outer, Scope, withBinding } from './scope.js';

/** Thrown by `break` to its label. It is an error like any other in jq: a `try` on the way catches it. */
class BreakSignal extends JqError {
  readonly label: Scope;

  constructor(label: Scope) {
    super({ __jq: 0 }, 'break');
    this.label = label;
  }
}

/** `label $name | body`. */
export function compileLabel(ast: Node<'label'>, names: Names, compile: Compile): Code {
  const body = compile(ast.body, withBinding(names, { kind: 'label', name: ast.name }));
  return multi(
    (input, scope, run, emit) => {
      const label = new Scope(null, null, scope);
      const { depth } = run;
      try {
        return body.each(input, label, run, emit);
      } catch (error) {
        if (!(error instanceof BreakSignal) || error.label !== label) throw error;
        run.depth = depth;
        return false;
      }
    },
    () => {
      const walk = body.walk();
      return (input, path, scope, run, emit) => {
        const label = new Scope(null, null, scope);
        const { depth } = run;
        try {
          return walk(input, path, label, run, emit);
        } catch (error) {
          if (!(error instanceof BreakSignal) || error.label !== label) throw error;
          run.depth = depth;
          return false;
        }
      };
    },
  );
}

/** `break $name`. */
export function compileBreak(ast: Node<'break'>, names: Names): Code {
  const hops = findBinding(names, 'label', ast.name)?.hops ?? 0;
  return multi((_input, scope) => {
    throw new BreakSignal(outer(scope, hops));
  });
}
