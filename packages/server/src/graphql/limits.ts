import { GraphQLError } from 'graphql';
import type { ASTVisitor, ValidationContext } from 'graphql';

/** Deepest nesting of selections; introspection needs 14, the upstream client 4. */
const MAX_DEPTH = 15;

/** A validation rule that refuses documents which nest too deeply. */
export function limitedDepth(context: ValidationContext): ASTVisitor {
  let depth = 0;
  return {
    SelectionSet: {
      enter(node) {
        depth += 1;
        if (depth <= MAX_DEPTH) return;
        context.reportError(
          new GraphQLError(`The query nests more than ${MAX_DEPTH} levels deep.`, { nodes: node }),
        );
      },
      leave() {
        depth -= 1;
      },
    },
  };
}
