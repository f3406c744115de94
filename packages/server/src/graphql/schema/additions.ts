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
  }

  extend type ProcessDefinition {
    "Problems of the newest form of this workflow's document; with an error among them, the version shown here is an older one."
    findings: [Finding!]
  }

  extend type ProcessInstance {
    "Counts the commits of this instance; two answers with the same number are equal."
    commit: Int
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
