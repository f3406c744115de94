import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { defineScalars } from './scalars.js';

/**
 * The part of the Data Index schema that this version answers (data-index-and-jobs.md 1.2). Names, types and
 * nullability are the contract's; what carries a description is ours and additive.
 */
const SDL = /* GraphQL */ `
  scalar DateTime
  scalar JSON

  type Query {
    ProcessDefinitions(
      where: ProcessDefinitionArgument
      orderBy: ProcessDefinitionOrderBy
      pagination: Pagination
    ): [ProcessDefinition]
    ProcessInstances(
      where: ProcessInstanceArgument
      orderBy: ProcessInstanceOrderBy
      pagination: Pagination
    ): [ProcessInstance]
    CountProcessInstances(where: ProcessInstanceArgument): Int
    CountProcessDefinitions(where: ProcessDefinitionArgument): Int
    "Problems of the newest form of each workflow document."
    WorkflowFindings: [DocumentFindings!]!
    "Runs per workflow; with initiatorEntity only that person's."
    RunStatistics(processIds: [String!]!, initiatorEntity: String): [RunStatistics!]!
  }

  type ProcessDefinition {
    id: String!
    name: String
    version: String
    nodes: [Node!]
    source: String
    addons: [String!]
    roles: [String!]
    type: String
    endpoint: String
    serviceUrl: String
    description: String
    annotations: [String]
    metadata: JSON
    "Problems of the newest form of this workflow's document; with an error among them, the version shown here is an older one."
    findings: [Finding!]
  }

  type ProcessInstance {
    id: String!
    processId: String!
    version: String
    processName: String
    parentProcessInstanceId: String
    rootProcessInstanceId: String
    rootProcessId: String
    roles: [String!]
    state: ProcessInstanceState
    endpoint: String!
    serviceUrl: String
    nodes: [NodeInstance!]
    variables: JSON
    start: DateTime
    end: DateTime
    parentProcessInstance: ProcessInstance
    childProcessInstances: [ProcessInstance!]
    error: ProcessInstanceError
    addons: [String!]
    lastUpdate: DateTime!
    businessKey: String
    source: String
    definition: ProcessDefinition
    executionSummary: [String]
    "Counts the commits of this instance; two answers with the same number are equal."
    commit: Int
  }

  type ProcessInstanceError {
    nodeDefinitionId: String!
    nodeInstanceId: String
    message: String
    "Stable name of what went wrong."
    code: String
    "Technical reason below the message."
    cause: String
  }

  type Node {
    id: String!
    metadata: NodeMetadata!
    name: String!
    type: String!
    uniqueId: String!
  }

  type NodeMetadata {
    UniqueId: String!
    state: String
    branch: String
    action: String
  }

  type NodeInstance {
    id: String!
    name: String!
    type: String!
    enter: DateTime!
    exit: DateTime
    definitionId: String!
    nodeId: String!
    errorMessage: String
    cancelType: CancelType
    inputArgs: JSON
    outputArgs: JSON
    "True: an operator repeated a failed node, and this is the repetition."
    retrigger: Boolean
    "How often the action was tried again so far, and why the last time."
    retries: Int
    retryMessage: String
    "The node instance around this one: a state around its actions."
    parent: String
  }

  type DocumentFindings {
    file: String!
    workflowId: String
    findings: [Finding!]!
  }

  type Finding {
    code: String!
    severity: String!
    message: String!
    file: String!
    line: Int!
    column: Int!
  }

  type RunStatistics {
    processId: String!
    completed: Int!
    error: Int!
    startedLastMonth: Int!
    lastRunId: String!
    lastRunState: ProcessInstanceState!
    lastRunStart: DateTime!
    "Mean milliseconds from start to end of completed runs."
    averageMs: Float
  }

  enum ProcessInstanceState {
    PENDING
    ACTIVE
    COMPLETED
    ABORTED
    SUSPENDED
    ERROR
  }
  enum CancelType {
    ABORTED
    SKIPPED
    OBSOLETE
    ERROR
  }
  enum OrderBy {
    ASC
    DESC
  }

  input ProcessDefinitionArgument {
    and: [ProcessDefinitionArgument!]
    or: [ProcessDefinitionArgument!]
    not: ProcessDefinitionArgument
    id: StringArgument
    name: StringArgument
    version: StringArgument
    annotations: StringArrayArgument
    description: StringArgument
    metadata: JSON
  }

  input ProcessInstanceArgument {
    and: [ProcessInstanceArgument!]
    or: [ProcessInstanceArgument!]
    not: ProcessInstanceArgument
    id: IdArgument
    processId: StringArgument
    processName: StringArgument
    parentProcessInstanceId: IdArgument
    rootProcessInstanceId: IdArgument
    rootProcessId: StringArgument
    state: ProcessInstanceStateArgument
    error: ProcessInstanceErrorArgument
    start: DateArgument
    end: DateArgument
    lastUpdate: DateArgument
    businessKey: StringArgument
    variables: JSON
  }

  input ProcessInstanceErrorArgument {
    nodeDefinitionId: StringArgument
    message: StringArgument
  }
  input IdArgument {
    in: [String!]
    equal: String
    isNull: Boolean
  }
  input StringArgument {
    in: [String!]
    like: String
    isNull: Boolean
    equal: String
  }
  input StringArrayArgument {
    contains: String
    containsAll: [String!]
    containsAny: [String!]
    isNull: Boolean
  }
  input ProcessInstanceStateArgument {
    equal: ProcessInstanceState
    in: [ProcessInstanceState]
  }
  input DateRange {
    from: DateTime!
    to: DateTime!
  }
  input DateArgument {
    isNull: Boolean
    equal: DateTime
    greaterThan: DateTime
    greaterThanEqual: DateTime
    lessThan: DateTime
    lessThanEqual: DateTime
    between: DateRange
  }

  input ProcessDefinitionOrderBy {
    id: OrderBy
    name: OrderBy
    version: OrderBy
  }
  input ProcessInstanceOrderBy {
    id: OrderBy
    processId: OrderBy
    processName: OrderBy
    rootProcessId: OrderBy
    state: OrderBy
    start: OrderBy
    end: OrderBy
    lastUpdate: OrderBy
    businessKey: OrderBy
  }
  input Pagination {
    limit: Int
    offset: Int
  }
`;

/** The executable schema; resolvers come with the root value. */
export function createSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  defineScalars(schema);
  return schema;
}
