import { NotFoundError } from '@backstage/errors';
import type {
  SearchRequest,
  WorkflowOverviewDTO,
  WorkflowOverviewListResultDTO,
  WorkflowProblemDTO,
} from '@orchestrator/plugin-orchestrator-common';
import type { RunScope } from '../access/run-scope';
import type { ReadableWorkflows } from '../access/workflow-access';
import type { DataIndex } from '../client/data-index';
import type { Definition } from '../client/definition';
import { present } from '../client/present';
import { compileFilter } from '../filters/compile-filter';
import { allOf, anyOf, not, oneOf, type Condition } from '../filters/conditions';
import { compilePage } from '../filters/page';
import type { Availability } from './availability';
import { toOverview } from './overview-dto';

/** Describes workflows together with what their runs tell. */
export class Overviews {
  readonly #index: DataIndex;
  readonly #availability: Availability;

  constructor(index: DataIndex, availability: Availability) {
    this.#index = index;
    this.#availability = availability;
  }

  /** The workflows that match and may be read; numbers count only runs in the scope. */
  async list(request: SearchRequest, scope: RunScope): Promise<WorkflowOverviewListResultDTO> {
    const schema = await this.#index.schema();
    const fields = schema.fields('ProcessDefinitionArgument');
    const where = allOf([
      scope.workflows === 'all' ? true : oneOf('id', [...scope.workflows]),
      fields.has('metadata') ? notWithdrawn() : true,
      request.filters ? compileFilter(request.filters, fields) : true,
    ]);
    const page = compilePage(request.paginationInfo, schema.fields('ProcessDefinitionOrderBy'), {
      field: 'name',
      direction: 'ASC',
    });
    const [definitions, problems] = await Promise.all([
      where === false ? [] : this.#index.definitions({ ...page, where: where === true ? undefined : where }),
      this.#index.problems(),
    ]);
    const shown = definitions.filter(({ status }) => status !== 'unavailable');
    return {
      overviews: await this.#overviews(shown, scope),
      paginationInfo: pageEcho(request),
      problems: problems.filter((problem) => mayRead(problem, scope.workflows)),
    };
  }

  /** One workflow. @throws NotFoundError */
  async one(workflowId: string, scope: RunScope): Promise<WorkflowOverviewDTO> {
    const definition = await this.definition(workflowId);
    const [overview] = await this.#overviews([definition], scope);
    if (overview === undefined) {
      throw unknownWorkflow(workflowId);
    }
    return overview;
  }

  /** The definition of one workflow. @throws NotFoundError */
  async definition(workflowId: string): Promise<Definition> {
    const definition = await this.#index.definition(workflowId);
    if (definition === undefined) {
      throw unknownWorkflow(workflowId);
    }
    return definition;
  }

  async #overviews(definitions: readonly Definition[], scope: RunScope): Promise<WorkflowOverviewDTO[]> {
    const ids = [...new Set(definitions.map(({ id }) => id))];
    const [statistics, availabilities] = await Promise.all([
      this.#index.statistics(ids, scope.owner),
      Promise.all(definitions.map((definition) => this.#availability.check(definition))),
    ]);
    const byId = new Map(statistics.map((row) => [row.processId, row]));
    return definitions.map((definition, index) =>
      toOverview(definition, byId.get(definition.id), availabilities[index] ?? { isAvailable: false }),
    );
  }
}

/** Operators mark withdrawn workflows (contract 5.4); a definition without a mark is not withdrawn. */
function notWithdrawn(): Condition {
  return anyOf([
    { metadata: { status: { isNull: true } } },
    not({ metadata: { status: { equal: 'unavailable' } } }),
  ]);
}

/** A document that could not be read far enough to know its workflow is for those who may read every workflow. */
function mayRead({ workflowId }: WorkflowProblemDTO, workflows: ReadableWorkflows): boolean {
  return workflows === 'all' || (workflowId !== undefined && workflows.has(workflowId));
}

function pageEcho({ paginationInfo }: SearchRequest) {
  return present({ pageSize: paginationInfo?.pageSize, offset: paginationInfo?.offset });
}

function unknownWorkflow(workflowId: string): NotFoundError {
  return new NotFoundError(`There is no workflow ${workflowId}. Look for its id in the list of workflows.`);
}
