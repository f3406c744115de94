import { GraphQLError } from 'graphql';
import type { Store } from '@orchestrator/store';
import { serviceUrlOf } from '../views/service-url.js';
import type { Command, Forward } from './command.js';
import { resultText } from './result-text.js';

/** How commands of one request are carried out. */
export interface Channels {
  /** Carries a command out on this server, durably. */
  readonly local: (request: Request) => Promise<Response>;
  /** Passes a command on to another runtime. */
  readonly forward?: Forward;
  /** The caller's header. */
  readonly authorization: string | undefined;
}

/** Finds out who has what a command is for, and has it carried out there. */
export class Commander {
  readonly #store: Store;
  readonly #channels: Channels;

  constructor(store: Store, channels: Channels) {
    this.#store = store;
    this.#channels = channels;
  }

  /** To a run. @throws GraphQLError when nobody has it, or it could not be done */
  async toInstance(id: string, commandOf: (workflowId: string) => Command): Promise<string> {
    const own = await this.#store.load(id);
    if (own) return this.here(commandOf(own.workflowId));
    const other = await this.#store.ingest.instance(id);
    if (!other) throw unknown('instance', id);
    return this.#there(serviceUrlOf(other.endpoint, other.workflowId), commandOf(other.workflowId));
  }

  /** To a job, a timer of a run among them. @throws GraphQLError */
  async toJob(id: string, command: Command): Promise<string> {
    const found = await this.#store.index.jobs({ where: { field: 'id', operator: 'equal', value: id } });
    // An own one comes first: another service may have told of a job with its id before it was ordered here.
    if (found.some(({ origin }) => origin !== 'ingested')) return this.here(command);
    const other = await this.#store.ingest.job(id);
    if (!other) throw unknown('job', id);
    return this.#there(other.endpoint, command);
  }

  /** To a user task. @throws GraphQLError */
  async toTask(id: string, command: Command): Promise<string> {
    const task = await this.#store.ingest.task(id);
    if (!task) throw unknown('user task', id);
    return this.#there(task.endpoint, command);
  }

  /** To the user task that has a comment or an attachment. @throws GraphQLError */
  async toTaskOf(
    part: 'comment' | 'attachment',
    id: string,
    commandOf: (taskId: string) => Command,
  ): Promise<string> {
    const task = await this.#store.ingest.taskOf(part, id);
    if (!task) throw unknown(part, id);
    return this.#there(task.endpoint, commandOf(task.id));
  }

  /** To the runtime that has a version of a workflow. @throws GraphQLError */
  async toDefinition(id: string, version: string, command: Command): Promise<string> {
    const where = {
      and: [
        { field: 'id', operator: 'equal', value: id },
        { field: 'version', operator: 'equal', value: version },
      ],
    } as const;
    const [definition] = await this.#store.index.definitions({ where });
    if (!definition) throw new GraphQLError(`Unable to find the workflow ${id} of version ${version}`);
    if (!definition.ingested) return this.here(command);
    return this.#there(serviceUrlOf(definition.endpoint, id), command);
  }

  /** To this server. It answers once nothing can be lost any more. @throws GraphQLError */
  async here(command: Command): Promise<string> {
    const { method, path, body } = command;
    const headers = new Headers({ prefer: 'respond-async' });
    if (body !== undefined) headers.set('content-type', 'application/json');
    const request = new Request(`http://localhost${path}`, {
      method,
      headers,
      ...(body !== undefined && { body }),
    });
    return resultText(await this.#channels.local(request), command);
  }

  async #there(address: string | null, command: Command): Promise<string> {
    if (address === null) {
      throw new GraphQLError(
        'The address of the runtime is not defined: its events have none. Set kogito.service.url there.',
      );
    }
    const { forward, authorization } = this.#channels;
    if (!forward) throw new GraphQLError(`This server does not pass on commands: ${command.operation}`);
    return resultText(await forward(address, command, authorization), command);
  }
}

/** The original's words about a run that is not there; ours for all else. */
function unknown(what: string, id: string): GraphQLError {
  return new GraphQLError(`Unable to find the ${what} with id ${id}`);
}
