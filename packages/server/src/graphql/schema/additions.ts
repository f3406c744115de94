/**
 * What this server offers beyond the Data Index. Only additions: a document that is valid there is valid here, and means
 * the same.
 *
 * Filters on child lists take the forms that came after stream 10.2 too (`contains` …), which keep several conditions on
 * one child together.
 */
export const additions = /* GraphQL */ `
  extend type Query {
    "Problems of the newest form of each workflow document."
    WorkflowFindings: [DocumentFindings!]!
    "Runs per workflow; with initiatorEntity only that person's."
    RunStatistics(processIds: [String!]!, initiatorEntity: String): [RunStatistics!]!
    "Runs page by page, the newest first: what begins meanwhile moves no page. A search looks for a text in the variables, with * for any text."
    ProcessInstancePages(
      where: ProcessInstanceArgument
      search: String
      first: Int
      after: String
    ): ProcessInstancePage!
    "Numbers of runs, told apart by workflow, state, and the hour, day or month of their start in UTC."
    ProcessInstanceGroups(
      where: ProcessInstanceArgument
      by: [ProcessInstanceDimension!]!
    ): [ProcessInstanceGroup!]!
  }

  type ProcessInstancePage {
    nodes: [ProcessInstance!]!
    "Where the next page begins; null after the last one."
    next: String
  }

  type ProcessInstanceGroup {
    processId: String
    state: ProcessInstanceState
    time: DateTime
    count: Int!
  }

  enum ProcessInstanceDimension {
    WORKFLOW
    STATE
    HOUR
    DAY
    MONTH
  }

  "What was done for one node of the definition: each time anew after a failure, or in a loop."
  type NodeAttempts {
    definitionId: String!
    name: String!
    attempts: [NodeInstance!]!
  }

  extend type ProcessDefinition {
    "Problems of the newest form of this workflow's document; with an error among them, the version shown here is an older one."
    findings: [Finding!]
  }

  extend type ProcessInstance {
    "Counts the commits of this instance; two answers with the same number are equal."
    commit: Int
    "The node instances by what they carry out, each with what went in and came out."
    nodeAttempts: [NodeAttempts!]!
  }

  extend type ProcessInstanceError {
    "Stable name of what went wrong."
    code: String
    "Technical reason below the message."
    cause: String
  }

  extend type NodeInstance {
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
    "Mean milliseconds from start to end of the last thousand completed runs."
    averageMs: Float
  }

  extend input ProcessInstanceArgument {
    version: StringArgument
  }

  extend input NodeInstanceArgument {
    "One node meets all of these conditions."
    contains: NodeInstanceArgument
    containsAll: [NodeInstanceArgument!]
    containsAny: [NodeInstanceArgument!]
    "Whether there is no node at all."
    isNull: Boolean
  }

  extend input MilestoneArgument {
    and: [MilestoneArgument!]
    or: [MilestoneArgument!]
    not: MilestoneArgument
    contains: MilestoneArgument
    containsAll: [MilestoneArgument!]
    containsAny: [MilestoneArgument!]
    isNull: Boolean
  }

  extend input CommentArgument {
    content: StringArgument
    updatedBy: StringArgument
    updatedAt: DateArgument
    and: [CommentArgument!]
    or: [CommentArgument!]
    not: CommentArgument
    contains: CommentArgument
    containsAll: [CommentArgument!]
    containsAny: [CommentArgument!]
    isNull: Boolean
  }

  extend input AttachmentArgument {
    and: [AttachmentArgument!]
    or: [AttachmentArgument!]
    not: AttachmentArgument
    contains: AttachmentArgument
    containsAll: [AttachmentArgument!]
    containsAny: [AttachmentArgument!]
    isNull: Boolean
  }

  extend input ProcessInstanceOrderBy {
    id: OrderBy
  }
`;
