import type {
  LineCounter,
  Document as YamlDocument,
  Node as YamlNode,
  Pair,
  YAMLMap,
  YAMLParseError,
} from 'yaml';
import type { Finding } from '../finding.js';
import type { Json } from '../json.js';
import type { SourceFile } from '../program/program.js';
import { dropDuplicateKeys } from './duplicate-keys.js';
import { plainJson } from './plain-json.js';
import { yaml as library } from './yaml.js';

/** A place in a text; both numbers start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Longest document that is read, in UTF-16 units. */
const MAX_DOCUMENT_LENGTH = 2_000_000;

/** How many alias expansions a document may hold; more is taken for an attack by nested aliases. */
const MAX_ALIASES = 100;

/** Syntax errors that are told at once. */
const MAX_SYNTAX_ERRORS = 20;

/** What the parser makes of a text. */
interface Read {
  readonly yaml: YamlDocument;
  readonly lines: LineCounter;
}

/** A parsed YAML or JSON text that still knows where each of its values stands. */
export class SourceDocument {
  readonly file: string;
  readonly value: Json;
  readonly #source: SourceFile;
  #read: Read | undefined;
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

  private constructor(source: SourceFile, value: Json, read?: Read) {
    this.file = source.path;
    this.#source = source;
    this.value = value;
    this.#read = read;
  }

  /**
   * Parses a text that has been parsed without errors before. Where it is JSON the places of its values are found out only
   * when somebody asks for them.
   */
  static parseChecked(source: SourceFile): { document?: SourceDocument; findings: Finding[] } {
    const value = source.format === 'json' ? plainJson(source.text) : undefined;
    if (value === undefined) return SourceDocument.parse(source);
    return { document: new SourceDocument(source, value), findings: [] };
  }

  /**
   * Parses a text. Syntax errors come back as findings, all of them at once; there can be warnings beside a document.
   */
  static parse(source: SourceFile): { document?: SourceDocument; findings: Finding[] } {
    if (source.text.length > MAX_DOCUMENT_LENGTH) {
      return { findings: [tooLarge(source.path)] };
    }
    const { yaml, lines } = read(source);
    const findings = causes(yaml.errors, lines).map((error): Finding => {
      const { line, col } = lines.linePos(error.pos[0]);
      return finding('syntax', `${firstSentence(error.message)}.`, source.path, { line, column: col });
    });
    if (findings.length > 0) return { findings };
    const warnings = dropDuplicateKeys(yaml).map(({ name, offset }): Finding => {
      const { line, col } = lines.linePos(offset);
      const message = `"${name}" stands here again further down, and only the last one counts; keep one of them.`;
      return {
        ...finding('duplicate-key', message, source.path, { line, column: col }),
        severity: 'warning',
      };
    });
    try {
      // A reviver-free conversion of a document without errors yields plain JSON values only.
      const value = (yaml.toJS({ maxAliasCount: MAX_ALIASES }) ?? null) as Json;
      return { document: new SourceDocument(source, value, { yaml, lines }), findings: warnings };
    } catch (error) {
      const message = `The document can't be read: ${error instanceof Error ? error.message : String(error)}.`;
      return { findings: [finding('syntax', message, source.path, { line: 1, column: 1 })] };
    }
  }

  /** Where the value under a JSON pointer stands; for a missing one, its nearest existing parent. */
  position(pointer: string): Position {
    const node = this.#nodeAt(pointer);
    const offset = node?.range?.[0] ?? 0;
    const { line, col } = this.#tree().lines.linePos(offset);
    return { line, column: col };
  }

  /** Where a character of a text stands, as far as the text is written the way it reads; else where the text begins. */
  positionIn(pointer: string, offset: number): Position {
    const node = this.#nodeAt(pointer);
    if (!library().isScalar(node) || typeof node.value !== 'string' || !node.range)
      return this.position(pointer);
    const [start, end] = node.range;
    const before = node.value.slice(0, offset).split('\n');
    const lines = node.value.split('\n').slice(0, before.length);
    let place = start;
    for (const [index, line] of lines.entries()) {
      const found = this.#source.text.slice(0, end).indexOf(line, place);
      if (found === -1) return this.position(pointer);
      place = found + (index < lines.length - 1 ? line.length : (before[index] ?? '').length);
    }
    const { line, col } = this.#tree().lines.linePos(place);
    return { line, column: col };
  }

  /** Where the name of the value under a JSON pointer stands; for an element of a list, the element itself. */
  namePosition(pointer: string): Position {
    const slash = pointer.lastIndexOf('/');
    const parent = this.#nodeAt(pointer.slice(0, Math.max(slash, 0)));
    const [name] = splitPointer(pointer.slice(Math.max(slash, 0)));
    const { isMap, isScalar } = library();
    const pair = isMap(parent) && name !== undefined ? this.#pairOf(parent, name) : undefined;
    const offset = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    if (offset === undefined) return this.position(pointer);
    const { line, col } = this.#tree().lines.linePos(offset);
    return { line, column: col };
  }

  /** The characters that a scalar was written with: tells `1.0` from `1`. */
  writtenText(pointer: string): string | undefined {
    const node = this.#nodeAt(pointer);
    return library().isScalar(node) ? node.source : undefined;
  }

  #tree(): Read {
    this.#read ??= read(this.#source);
    return this.#read;
  }

  #nodeAt(pointer: string): YamlNode | null {
    const { yaml } = this.#tree();
    const { isAlias, isCollection, isMap, isPair, isScalar } = library();
    let node: unknown = yaml.contents;
    for (const part of splitPointer(pointer)) {
      if (isAlias(node)) node = node.resolve(yaml);
      let next: unknown;
      if (isMap(node)) next = this.#pairOf(node, part)?.value;
      else if (isCollection(node)) next = node.get(Number(part), true);
      if (next === undefined || next === null || isPair(next)) break;
      node = next;
    }
    return isCollection(node) || isScalar(node) || isAlias(node) ? node : null;
  }

  /** Looks a name up in an index: the parser searches from the beginning, and there can be many findings. */
  #pairOf(map: YAMLMap, name: string): Pair | undefined {
    const { isScalar } = library();
    let pairs = this.#pairs.get(map);
    if (!pairs) {
      pairs = new Map(
        map.items.flatMap((pair) => (isScalar(pair.key) ? [[String(pair.key.value), pair]] : [])),
      );
      this.#pairs.set(map, pairs);
    }
    return pairs.get(name);
  }
}

/** JSON is read by the YAML parser as well, because it is the one that keeps positions. */
function read({ text, format }: SourceFile): Read {
  const { LineCounter: Lines, parseDocument } = library();
  const lines = new Lines();
  const yaml = parseDocument(text, {
    lineCounter: lines,
    schema: format === 'json' ? 'json' : 'core',
    prettyErrors: false,
    uniqueKeys: false,
  });
  return { yaml, lines };
}

/** Adds a property name or an index to a JSON pointer. */
export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function splitPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The errors without those that follow from them: the rest of a line, and what stands behind an open quote. */
function causes(errors: readonly YAMLParseError[], lines: LineCounter): YAMLParseError[] {
  const open = errors.findIndex(({ code }) => code === 'MISSING_CHAR');
  const seen = new Set<number>();
  return errors
    .slice(0, open < 0 ? errors.length : open + 1)
    .filter(({ pos: [offset] }) => {
      const { line } = lines.linePos(offset);
      const isNew = !seen.has(line);
      seen.add(line);
      return isNew;
    })
    .slice(0, MAX_SYNTAX_ERRORS);
}

function finding(code: string, message: string, file: string, position: Position): Finding {
  return { code, severity: 'error', message, file, ...position };
}

function tooLarge(file: string): Finding {
  const message = `The document is larger than ${MAX_DOCUMENT_LENGTH} characters; split it or move data out of it.`;
  return finding('too-large', message, file, { line: 1, column: 1 });
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.replace(/[.:\s]+$/, '') ?? message;
}
