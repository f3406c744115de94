import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import type { ASTVisitor, ValidationContext } from 'graphql';

/** Deepest nesting of selections; introspection needs 14, the upstream client 4. */
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
