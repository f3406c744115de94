import { SourceDocument } from '../document/document.js';
import type { Position } from '../document/document.js';
import { isJsonObject } from '../json.js';
import type { Json } from '../json.js';
import type { Program } from '../program/program.js';
import type { Task, TaskId } from '../program/task.js';
import { linksOf, partsOf } from './task-links.js';
import type { LinkKind } from './task-links.js';
import { destination } from './state-links.js';

/** A Program as nodes and edges: what pages, editors and documentation draw. Plain data. */
export interface Graph {
  /** The start, then every state with its parts in the order of the document, then the ends. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** A state, branch or action, or a point where the workflow starts or ends. */
export interface GraphNode {
  /** Id of the task, by which traces name it; `start` and ids that begin with `end` are no tasks. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'start' | 'end' | 'state' | 'branch' | 'action';
  /** What the document calls it (`operation`, `inject`, …), else the kind of its task (`call`, `emit`, `run`, …). */
  readonly type: string;
  /** Where it stands in the document; absent for start and ends. */
  readonly position?: Position;
  /** Id of the node that it is a part of. */
  readonly parent?: string;
}

/** One way from a node to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: LinkKind;
  /** What decides that this way is taken: a condition, names of events or errors. */
  readonly label?: string;
  /** What happens on the way, in this order. */
  readonly steps: readonly GraphStep[];
}

/** Something that a transition or an end does: it sends an event, undoes states, begins another instance. */
export interface GraphStep {
  /** Id of the task. */
  readonly id: string;
  readonly type: 'emit' | 'compensate' | 'continue';
  /** The event that is sent, or the workflow that is begun. */
  readonly name: string;
  readonly position: Position;
}

const START = 'start';

/** The nodes and edges of a Program. */
export function graphOf(program: Program): Graph {
  const { document } = SourceDocument.parse(program.source);
  // A Program comes from a document that could be read.
  return document ? new GraphBuilder(program, document).build() : { nodes: [], edges: [] };
}

class GraphBuilder {
  readonly #program: Program;
  readonly #document: SourceDocument;
  readonly #nodes: GraphNode[] = [{ id: START, name: 'Start', kind: 'start', type: 'start' }];
  readonly #ends = new Map<string, GraphNode>();
  readonly #edges: GraphEdge[] = [];

  constructor(program: Program, document: SourceDocument) {
    this.#program = program;
    this.#document = document;
  }

  build(): Graph {
    const { start, states, timeout } = this.#program;
    this.#edges.push({ from: START, to: start, kind: 'transition', steps: [] });
    if (timeout?.runBefore !== undefined) {
      const label = 'workflow timeout';
      this.#edges.push({ from: START, to: timeout.runBefore, kind: 'timeout', label, steps: [] });
    }
    for (const id of states) this.#add(id);
    return { nodes: [...this.#nodes, ...this.#ends.values()], edges: this.#edges };
  }

  #add(id: TaskId, parent?: TaskId): void {
    const task = this.#program.tasks.get(id);
    if (!task) return;
    this.#nodes.push({
      id,
      name: task.name,
      kind: task.role === 'transition' ? 'action' : task.role,
      type: this.#typeOf(task),
      position: this.#document.position(id),
      ...(parent !== undefined && { parent }),
    });
    for (const part of partsOf(task)) this.#add(part, id);
    this.#addSequence(task);
    this.#addLinks(task);
  }

  #typeOf({ id, kind, role }: Task): string {
    const written = role === 'state' ? valueAt(this.#document.value, `${id}/type`) : undefined;
    return typeof written === 'string' ? written : kind;
  }

  #addSequence(task: Task): void {
    if (task.kind !== 'do') return;
    task.children.slice(1).forEach((to, index) => {
      const from = task.children[index];
      if (from !== undefined) this.#edges.push({ from, to, kind: 'transition', steps: [] });
    });
  }

  #addLinks(task: Task): void {
    for (const { kind, label, then } of linksOf(task)) {
      const { to, via, terminates } = destination(then, this.#program.tasks);
      const steps = via.flatMap((id) => this.#step(id) ?? []);
      this.#edges.push({
        from: task.id,
        to: to ?? this.#end(steps, terminates),
        kind,
        steps,
        ...(label !== undefined && label !== '' && { label }),
      });
    }
  }

  #step(id: TaskId): GraphStep | undefined {
    const task = this.#program.tasks.get(id);
    const position = this.#document.position(id);
    switch (task?.kind) {
      case 'emit':
        return { id, type: task.kind, name: task.event.name, position };
      case 'continue':
        return { id, type: task.kind, name: task.workflowId, position };
      case 'compensate':
        return { id, type: task.kind, name: task.name, position };
      default:
        return undefined;
    }
  }

  /** One node for each way in which the workflow can end. */
  #end(steps: readonly GraphStep[], terminates: boolean): string {
    const next = steps.find(({ type }) => type === 'continue');
    const node: GraphNode = next
      ? { id: `end:continue:${next.name}`, name: `Continue as ${next.name}`, kind: 'end', type: 'continue' }
      : terminates
        ? { id: 'end:terminate', name: 'Terminate', kind: 'end', type: 'terminate' }
        : { id: 'end', name: 'End', kind: 'end', type: 'end' };
    this.#ends.set(node.id, node);
    return node.id;
  }
}

function valueAt(value: Json, pointer: string): Json | undefined {
  let here: Json | undefined = value;
  for (const part of pointer.split('/').slice(1)) {
    if (Array.isArray(here)) here = (here as readonly Json[])[Number(part)];
    else here = isJsonObject(here) && Object.hasOwn(here, part) ? here[part] : undefined;
  }
  return here;
}
