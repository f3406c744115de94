import { GraphQLError, Kind, Lexer, Source, TokenKind } from 'graphql';
import type { ASTVisitor, SelectionNode, SelectionSetNode, ValidationContext } from 'graphql';

/** Deepest nesting of selections; introspection needs all of it, the upstream client 4. */
const MAX_DEPTH = 15;

/** Deepest nesting of brackets of any kind: selections, and filters inside their arguments. */
const MAX_BRACKETS = 100;

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a text whose brackets nest too deeply before it is parsed, because parsing recurses.
 *
 * @param maxTokens - a longer text is left to the parser, which refuses it
 * @throws GraphQLError also for what is no token at all
 */
export function checkBrackets(query: string, maxTokens: number): void {
  const source = new Source(query);
  const lexer = new Lexer(source);
  let depth = 0;
  for (let count = 0; count <= maxTokens; count += 1) {
    const { kind, start } = lexer.advance();
    if (kind === TokenKind.EOF) return;
    if (OPENING.has(kind)) depth += 1;
    if (CLOSING.has(kind)) depth -= 1;
    if (depth > MAX_BRACKETS) {
      const message = `Syntax Error: The query nests more than ${MAX_BRACKETS} brackets deep.`;
      throw new GraphQLError(message, { source, positions: [start] });
    }
  }
}

/** A validation rule that refuses operations which nest too deeply, through fragments too. */
export function limitedDepth(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, number>();
  const depthOf = ({ selections }: SelectionSetNode): number =>
    Math.max(0, ...selections.map((selection) => depthBelow(selection)));
  const depthBelow = (selection: SelectionNode): number => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return depthOfFragment(selection.name.value);
    if (!selection.selectionSet) return 0;
    return depthOf(selection.selectionSet) + (selection.kind === Kind.FIELD ? 1 : 0);
  };
  const depthOfFragment = (name: string): number => {
    const known = fragments.get(name);
    if (known !== undefined) return known;
    // Another rule refuses fragments that hold themselves; until then they must not be followed forever.
    fragments.set(name, 0);
    const fragment = context.getFragment(name);
    const depth = fragment ? depthOf(fragment.selectionSet) : 0;
    fragments.set(name, depth);
    return depth;
  };
  return {
    OperationDefinition(node) {
      if (depthOf(node.selectionSet) < MAX_DEPTH) return;
      context.reportError(
        new GraphQLError(`The query nests more than ${MAX_DEPTH} levels deep.`, { nodes: node }),
      );
    },
  };
}
