import { GraphQLError } from 'graphql';
import type { ASTVisitor, ValidationContext } from 'graphql';

/** Deepest nesting of selections. The upstream client needs 4. */
const MAX_DEPTH = 12;

/** Root fields of one document, aliases included. */
const MAX_ROOT_FIELDS = 50;

/** A validation rule that refuses documents which nest too deeply or ask for too many lists at once. */
export function limitedDocument(context: ValidationContext): ASTVisitor {
  let depth = 0;
  let rootFields = 0;
  return {
    SelectionSet: {
      enter(node) {
        depth += 1;
        if (depth === 1) rootFields += node.selections.length;
        if (depth > MAX_DEPTH)
          context.reportError(
            new GraphQLError(`The query nests more than ${MAX_DEPTH} levels deep.`, { nodes: node }),
          );
        if (rootFields > MAX_ROOT_FIELDS) {
          context.reportError(
            new GraphQLError(`The query asks for more than ${MAX_ROOT_FIELDS} fields at its root.`, {
              nodes: node,
            }),
          );
        }
      },
      leave() {
        depth -= 1;
      },
    },
  };
}
