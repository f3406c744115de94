import { NotFoundError } from '@backstage/errors';
import type { ProcessInstanceListResultDTO, SearchRequest } from '@orchestrator/plugin-orchestrator-common';
import { scopeCondition, type RunScope } from '../access/run-scope';
import type { DataIndex } from '../client/data-index';
import type { Instance } from '../client/instance';
import { present } from '../client/present';
import { compileFilter } from '../filters/compile-filter';
import { allOf } from '../filters/conditions';
import { compilePage } from '../filters/page';
import { toInstanceDto } from './instance-dto';

/** Finds runs. */
export class Instances {
  readonly #index: DataIndex;

  constructor(index: DataIndex) {
    this.#index = index;
  }

  /** The runs in the scope that match, newest first unless the request says otherwise. */
  async list(request: SearchRequest, scope: RunScope): Promise<ProcessInstanceListResultDTO> {
    const schema = await this.#index.schema();
    const filters = request.filters;
    const condition = allOf([
      scopeCondition(scope),
      filters ? compileFilter(filters, schema.fields('ProcessInstanceArgument')) : true,
    ]);
    const page = compilePage(request.paginationInfo, schema.fields('ProcessInstanceOrderBy'), {
      field: 'start',
      direction: 'DESC',
    });
    const where = condition === true ? {} : condition;
    const [items, totalCount] =
      where === false
        ? [[], 0]
        : await Promise.all([this.#index.instances({ ...page, where }), this.#index.countInstances(where)]);
    const { pageSize, offset } = request.paginationInfo ?? {};
    return { items: items.map(toInstanceDto), totalCount, paginationInfo: present({ pageSize, offset }) };
  }

  /** One run with everything. @throws NotFoundError */
  async one(instanceId: string): Promise<Instance> {
    const instance = await this.#index.instance(instanceId);
    if (instance === undefined) {
      throw new NotFoundError(`There is no run ${instanceId}. Look for it in the list of runs.`);
    }
    return instance;
  }
}
