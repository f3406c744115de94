import { parse } from 'yaml';
import { arrayProperty, isRecord, property, stringProperty, type UnknownRecord } from '../json';

/** Id of the marker in front of the first state. */
export const START_ID = '#start';

/** Id of the marker behind the last states. */
export const END_ID = '#end';

/** The states of a workflow and the ways between them, as its definition says. */
export interface StateGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A state, or one of the two markers. */
export interface GraphNode {
  /** Name of the state; {@link START_ID} or {@link END_ID} for the markers. */
  readonly id: string;
  readonly kind: 'start' | 'state' | 'end';
  readonly name: string;
  /** Type of the state as the definition writes it: `switch`, `operation`, … */
  readonly type: string;
  /** JSON pointer of the state in the definition; the id under which the engine reports it. */
  readonly pointer: string;
}

/** Why a way is taken. */
export type EdgeKind = 'transition' | 'condition' | 'default' | 'event' | 'error' | 'compensation';

/** A way from one state to the next. */
export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;
  /** Condition, event or error, in the author's words. */
  readonly label?: string;
}

/**
 * Builds the graph of a 0.8 definition in YAML or JSON. A way to a state that does not exist is left out.
 *
 * @returns undefined when the text is no definition with states
 */
export function buildStateGraph(source: string): StateGraph | undefined {
  const definition = parseDefinition(source);
  const states = arrayProperty(definition, 'states').flatMap(readState);
  if (states.length === 0) {
    return undefined;
  }
  const names = new Set(states.map((state) => state.node.id));
  const startName = readStart(definition) ?? states[0]?.node.id ?? '';
  const ways = states.flatMap((state) => waysOf(state.body).map((way) => ({ from: state.node.id, ...way })));
  const edges = [{ from: START_ID, to: startName, kind: 'transition' as const }, ...ways]
    .filter((way) => way.to === END_ID || names.has(way.to))
    .map((way, index): GraphEdge => ({ id: `way-${index}`, ...way }));
  return { nodes: [startNode, ...states.map((state) => state.node), ...endNodes(edges)], edges };
}

type Way = Omit<GraphEdge, 'id' | 'from'>;

const startNode: GraphNode = { id: START_ID, kind: 'start', name: 'Start', type: 'start', pointer: '' };

function endNodes(edges: readonly GraphEdge[]): GraphNode[] {
  return edges.some((edge) => edge.to === END_ID)
    ? [{ id: END_ID, kind: 'end', name: 'End', type: 'end', pointer: '' }]
    : [];
}

function parseDefinition(source: string): unknown {
  try {
    return parse(source);
  } catch {
    return undefined;
  }
}

function readState(body: unknown, index: number): { node: GraphNode; body: UnknownRecord }[] {
  const name = stringProperty(body, 'name');
  if (name === undefined || !isRecord(body)) {
    return [];
  }
  const type = stringProperty(body, 'type') ?? 'state';
  return [{ node: { id: name, kind: 'state', name, type, pointer: `/states/${index}` }, body }];
}

function readStart(definition: unknown): string | undefined {
  return stringProperty(definition, 'start') ?? stringProperty(property(definition, 'start'), 'stateName');
}

/** Every way out of a state, in the order in which the definition writes them. */
function waysOf(state: UnknownRecord): Way[] {
  return [
    ...target(state, 'transition'),
    ...arrayProperty(state, 'dataConditions').flatMap((condition) =>
      target(
        condition,
        'condition',
        stringProperty(condition, 'name') ?? stringProperty(condition, 'condition'),
      ),
    ),
    ...arrayProperty(state, 'eventConditions').flatMap((condition) =>
      target(condition, 'event', stringProperty(condition, 'name') ?? stringProperty(condition, 'eventRef')),
    ),
    ...target(property(state, 'defaultCondition'), 'default', 'otherwise'),
    ...arrayProperty(state, 'onErrors').flatMap((handler) => target(handler, 'error', errorNames(handler))),
    ...compensation(state),
  ];
}

/** Where a state, a condition or an error handler leads to. */
function target(holder: unknown, kind: EdgeKind, label?: string): Way[] {
  const labelled = label === undefined ? {} : { label: tidy(label) };
  const transition = property(holder, 'transition');
  const next = typeof transition === 'string' ? transition : stringProperty(transition, 'nextState');
  if (next !== undefined) {
    return [{ to: next, kind, ...labelled }];
  }
  const end = property(holder, 'end');
  return end === true || isRecord(end) ? [{ to: END_ID, kind, ...labelled }] : [];
}

function errorNames(handler: unknown): string {
  const names = arrayProperty(handler, 'errorRefs').filter((name) => typeof name === 'string');
  return stringProperty(handler, 'errorRef') ?? (names.join(', ') || 'error');
}

function compensation(state: UnknownRecord): Way[] {
  const to = stringProperty(state, 'compensatedBy');
  return to === undefined ? [] : [{ to, kind: 'compensation', label: 'undone by' }];
}

/** One line without the brackets of an expression. */
function tidy(label: string): string {
  const line = label.replace(/\s+/g, ' ').trim();
  return /^\$\{.*\}$/.test(line) ? line.slice(2, -1).trim() : line;
}
