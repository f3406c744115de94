import type { CommittedStep } from '@orchestrator/runtime';
import { printable } from '../report/printable.js';
import type { Style } from '../report/style.js';
import { duration } from './duration.js';
import type { Run } from './waiting.js';

type TraceEntry = CommittedStep['trace'][number];

/** A state or action that was entered. */
interface Node {
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly depth: number;
}

/** Tells line by line which states and actions of a run are entered and left, those of subflows below the action that runs them. */
export class Progress {
  readonly #write: (line: string) => void;
  readonly #style: Style;
  readonly #nodes = new Map<string, Node>();

  constructor(write: (line: string) => void, style: Style) {
    this.#write = write;
    this.#style = style;
  }

  /** Tells what happened in a step, and what the workflow printed meanwhile. */
  step({ parent }: Run, { trace, effects }: CommittedStep): void {
    const outside = parent?.node === undefined ? undefined : this.#nodes.get(parent.node);
    const printed = Map.groupBy(
      effects.flatMap((effect) => (effect.type === 'log' && effect.level !== 'debug' ? effect : [])),
      ({ node }) => node,
    );
    for (const entry of trace) {
      this.#entry(entry, outside);
      if (entry.type !== 'entered') continue;
      this.#print(printed.get(entry.node));
      printed.delete(entry.node);
    }
    for (const rest of printed.values()) this.#print(rest);
  }

  #print(lines: readonly { readonly node: string; readonly message: string }[] = []): void {
    for (const { node, message } of lines) {
      const depth = this.#nodes.get(node)?.depth ?? 0;
      this.#line({ name: message, depth: depth + 1 }, 'dim', '|', '');
    }
  }

  #entry(entry: TraceEntry, outside: Node | undefined): void {
    if (entry.type === 'entered') {
      const above = entry.parent === undefined ? outside : this.#nodes.get(entry.parent);
      const node = { name: entry.name, at: entry.at, depth: above ? above.depth + 1 : 0 };
      this.#nodes.set(entry.node, node);
      return this.#line(node, 'cyan', '>', '');
    }
    const node = this.#nodes.get(entry.node);
    if (!node) return;
    const took = duration(entry.at - node.at);
    switch (entry.type) {
      case 'exited':
        return this.#line(node, 'green', '<', took);
      case 'retrying':
        return this.#line(node, 'yellow', '~', `${took}, try ${entry.attempt} failed: ${entry.message}`);
      case 'failed':
        return this.#line(node, 'red', '!', `${took}, failed: ${entry.message}`);
      case 'skipped':
      case 'cancelled':
        return this.#line(node, 'yellow', 'x', `${took}, ${entry.type}`);
    }
  }

  #line(
    { name, depth }: Pick<Node, 'name' | 'depth'>,
    colour: Parameters<Style>[0],
    mark: string,
    rest: string,
  ): void {
    const end = rest === '' ? '' : `  ${this.#style('dim', printable(rest))}`;
    this.#write(`${'  '.repeat(depth)}${this.#style(colour, mark)} ${printable(name)}${end}\n`);
  }
}
