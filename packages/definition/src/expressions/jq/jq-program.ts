import { JqSyntaxError, parse } from '@orchestrator/jq';
import type { Ast, Dialect as JqDialect } from '@orchestrator/jq';
import type { Dialect } from '../../program/dialect.js';
import { undelimit } from '../delimiters.js';

/** A jq program and its syntax tree. */
export interface JqProgram {
  readonly source: string;
  readonly ast: Ast;
}

/** The dialect of jq that belongs to a dialect of workflows: SonataFlow evaluates with jackson-jq. */
export function jqDialect(dialect: Dialect): JqDialect {
  return dialect === 'sonataflow' ? 'jackson' : 'jq';
}

/**
 * Reads a program without delimiters. In the dialect `sonataflow` a text that is no program, but has `\( … )` in it, is
 * read as if it stood in quotes (workflow-runtime.md 3.1).
 *
 * @throws JqSyntaxError about the text as it stands
 */
export function parseProgram(source: string, dialect: Dialect): JqProgram {
  try {
    return { source, ast: parse(source, { dialect: jqDialect(dialect) }) };
  } catch (error) {
    const quoted = dialect === 'sonataflow' && source.includes('\\(') ? inQuotes(source) : undefined;
    if (quoted?.ast.kind === 'string') return quoted;
    throw error;
  }
}

/**
 * What SonataFlow makes of a text that is no program: escapes of jq strings (`\n`, `\"` …) are resolved where the text
 * becomes a string in quotes, which one of several lines never does.
 */
export function jqPlainText(text: string): string {
  const ast = text.includes('\\') ? inQuotes(undelimit(text).source)?.ast : undefined;
  return ast?.kind === 'literal' && typeof ast.value === 'string' ? ast.value : text;
}

/** The string that a text becomes in quotes; undefined when it then is not one string, or none at all. */
function inQuotes(text: string): JqProgram | undefined {
  const source = `"${text}"`;
  try {
    return { source, ast: parse(source, { dialect: jqDialect('sonataflow') }) };
  } catch (error) {
    if (error instanceof JqSyntaxError) return undefined;
    throw error;
  }
}
