import type { Program } from '../program/program.js';
import { graphOf } from './graph.js';
import type { Graph, GraphEdge, GraphNode, GraphStep } from './graph.js';

/** The opening and closing bracket of a node's shape; see the grammar of Mermaid flowcharts. */
const SHAPES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['start', ['((', '))']],
  ['end', ['(((', ')))']],
  ['terminate', ['(((', ')))']],
  ['continue', ['(((', ')))']],
  ['switch', ['{', '}']],
  ['event', ['{{', '}}']],
  ['callback', ['{{', '}}']],
  ['sleep', ['([', '])']],
  ['parallel', ['[[', ']]']],
  ['foreach', ['[[', ']]']],
]);

/** Parts of a state that its box lists; the rest becomes a number. */
const MAX_PARTS = 8;

/** Longest text of a label, in characters; conditions can be long. */
const MAX_LABEL = 80;

/**
 * A Program as a Mermaid flowchart: its states, what each does, and the ways between them.
 *
 * @example toMermaid(program) // flowchart TB …
 */
export function toMermaid(program: Program): string {
  return drawGraph(graphOf(program));
}

/** A graph as a Mermaid flowchart. */
export function drawGraph(graph: Graph): string {
  const shown = graph.nodes.filter(({ kind }) => kind === 'start' || kind === 'state' || kind === 'end');
  // Names of the document can be words of the grammar (`end`), so nodes are numbered.
  const ids = new Map(shown.map(({ id }, index) => [id, `n${index}`]));
  const lines = ['flowchart TB'];
  for (const node of shown) lines.push(`  ${ids.get(node.id)}${boxOf(node, graph)}`);
  for (const edge of graph.edges) {
    const [from, to] = [ids.get(edge.from), ids.get(edge.to)];
    if (from !== undefined && to !== undefined) lines.push(`  ${from} ${arrowOf(edge)} ${to}`);
  }
  return `${lines.join('\n')}\n`;
}

function boxOf(node: GraphNode, graph: Graph): string {
  const [open, close] = SHAPES.get(node.type) ?? ['[', ']'];
  const parts = graph.nodes
    .filter(({ parent }) => parent === node.id)
    .map(({ name, type }) => `${type} ${name}`);
  const more = parts.length > MAX_PARTS ? [`and ${parts.length - MAX_PARTS} more`] : [];
  return `${open}"${[node.name, ...parts.slice(0, MAX_PARTS), ...more].map(escaped).join('<br/>')}"${close}`;
}

function arrowOf({ kind, label, steps }: GraphEdge): string {
  const arrow = kind === 'error' || kind === 'compensation' || kind === 'timeout' ? '-.->' : '-->';
  const reason = reasonOf(kind, label);
  const texts = [...(reason === undefined ? [] : [reason]), ...steps.map(stepText)];
  return texts.length === 0 ? arrow : `${arrow}|"${texts.map(escaped).join('<br/>')}"|`;
}

function reasonOf(kind: GraphEdge['kind'], label: string | undefined): string | undefined {
  if (kind === 'condition' || kind === 'event' || kind === 'transition') return label;
  return label === undefined ? kind : kind === 'timeout' ? label : `${kind} ${label}`;
}

function stepText({ type, name }: GraphStep): string {
  if (type === 'compensate') return 'compensate';
  return type === 'emit' ? `send ${name}` : `continue as ${name}`;
}

/**
 * Text for a label in quotes. Everything that could mean something to Mermaid (quotes, brackets, `%%{`, HTML) is
 * written as the number of its character.
 */
function escaped(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const short = [...line].length > MAX_LABEL ? `${[...line].slice(0, MAX_LABEL - 1).join('')}…` : line;
  // Mermaid takes no empty text.
  return (short || ' ').replace(
    /[^\p{L}\p{N} .,_()/+=!?*'$…-]/gu,
    (character) => `#${character.codePointAt(0) ?? 0};`,
  );
}
