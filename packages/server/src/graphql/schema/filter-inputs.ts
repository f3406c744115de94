/** Filters of the Data Index, stream 10.2 (data-index-and-jobs.md 1.2 and 1.4). */
export const filterInputs = /* GraphQL */ `
  input ProcessDefinitionArgument {
    and: [ProcessDefinitionArgument!]
    or: [ProcessDefinitionArgument!]
    not: ProcessDefinitionArgument
    id: StringArgument
    name: StringArgument
    version: StringArgument
    annotations: StringArrayArgument
    roles: StringArrayArgument
    serviceUrl: StringArgument
    description: StringArgument
    type: StringArgument
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
    nodes: NodeInstanceArgument
    milestones: MilestoneArgument
    endpoint: StringArgument
    roles: StringArrayArgument
    start: DateArgument
    end: DateArgument
    addons: StringArrayArgument
    lastUpdate: DateArgument
    businessKey: StringArgument
    createdBy: StringArgument
    updatedBy: StringArgument
    definition: ProcessDefinitionArgument
    slaDueDate: DateArgument
    cloudEventId: StringArgument
    cloudEventSource: StringArgument
    variables: JSON
  }

  input ProcessInstanceErrorArgument {
    nodeDefinitionId: StringArgument
    message: StringArgument
  }

  input NodeInstanceArgument {
    and: [NodeInstanceArgument!]
    or: [NodeInstanceArgument!]
    not: NodeInstanceArgument
    id: IdArgument
    name: StringArgument
    definitionId: StringArgument
    nodeId: StringArgument
    type: StringArgument
    enter: DateArgument
    exit: DateArgument
    errorMessage: StringArgument
    retrigger: BooleanArgument
    slaDueDate: DateArgument
    inputArgs: JSON
    outputArgs: JSON
  }

  input MilestoneStatusArgument {
    equal: MilestoneStatus
    in: [MilestoneStatus]
  }

  input MilestoneArgument {
    id: IdArgument
    name: StringArgument
    status: MilestoneStatusArgument
  }

  input StringArrayArgument {
    contains: String
    containsAll: [String!]
    containsAny: [String!]
    isNull: Boolean
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

  input BooleanArgument {
    isNull: Boolean
    equal: Boolean
  }

  input NumericArgument {
    in: [Int!]
    isNull: Boolean
    equal: Int
    greaterThan: Int
    greaterThanEqual: Int
    lessThan: Int
    lessThanEqual: Int
    between: NumericRange
  }

  input LongArgument {
    in: [Long!]
    isNull: Long
    equal: Long
    greaterThan: Long
    greaterThanEqual: Long
    lessThan: Long
    lessThanEqual: Long
    between: LongRange
  }

  input FloatArgument {
    in: [Float!]
    isNull: Boolean
    equal: Float
    greaterThan: Float
    greaterThanEqual: Float
    lessThan: Float
    lessThanEqual: Float
    between: FloatRange
  }

  input BigDecimalArgument {
    in: [BigDecimal!]
    isNull: Boolean
    equal: BigDecimal
    greaterThan: BigDecimal
    greaterThanEqual: BigDecimal
    lessThan: BigDecimal
    lessThanEqual: BigDecimal
    between: BigDecimalRange
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

  input ProcessInstanceStateArgument {
    equal: ProcessInstanceState
    in: [ProcessInstanceState]
  }

  input UserTaskInstanceArgument {
    and: [UserTaskInstanceArgument!]
    or: [UserTaskInstanceArgument!]
    not: UserTaskInstanceArgument
    state: StringArgument
    id: IdArgument
    description: StringArgument
    name: StringArgument
    priority: StringArgument
    processId: StringArgument
    processInstanceId: IdArgument
    actualOwner: StringArgument
    potentialUsers: StringArrayArgument
    potentialGroups: StringArrayArgument
    excludedUsers: StringArrayArgument
    adminGroups: StringArrayArgument
    adminUsers: StringArrayArgument
    completed: DateArgument
    started: DateArgument
    referenceName: StringArgument
    lastUpdate: DateArgument
    comments: CommentArgument
    attachments: AttachmentArgument
    slaDueDate: DateArgument
    rootProcessInstanceId: StringArgument
    rootProcessId: StringArgument
    externalReferenceId: StringArgument
    endpoint: StringArgument
  }

  input CommentArgument {
    id: IdArgument
    name: StringArgument
  }

  input AttachmentArgument {
    id: IdArgument
    name: StringArgument
  }

  input JobStatusArgument {
    equal: JobStatus
    in: [JobStatus]
  }

  input JobArgument {
    and: [JobArgument!]
    or: [JobArgument!]
    not: JobArgument
    id: IdArgument
    processId: StringArgument
    processInstanceId: IdArgument
    nodeInstanceId: IdArgument
    rootProcessInstanceId: IdArgument
    rootProcessId: StringArgument
    status: JobStatusArgument
    expirationTime: DateArgument
    priority: NumericArgument
    scheduledId: IdArgument
    lastUpdate: DateArgument
    exceptionMessage: StringArgument
  }

  input KogitoMetadataArgument {
    lastUpdate: DateArgument
    processInstances: ProcessInstanceMetaArgument
    userTasks: UserTaskInstanceMetaArgument
  }

  input ProcessInstanceMetaArgument {
    id: IdArgument
    processId: StringArgument
    processName: StringArgument
    parentProcessInstanceId: IdArgument
    rootProcessInstanceId: IdArgument
    rootProcessId: StringArgument
    state: ProcessInstanceStateArgument
    endpoint: StringArgument
    roles: StringArrayArgument
    start: DateArgument
    end: DateArgument
    businessKey: StringArgument
    createdBy: StringArgument
    updatedBy: StringArgument
  }

  input UserTaskInstanceMetaArgument {
    state: StringArgument
    id: IdArgument
    description: StringArgument
    name: StringArgument
    priority: StringArgument
    processInstanceId: IdArgument
    actualOwner: StringArgument
    potentialUsers: StringArrayArgument
    potentialGroups: StringArrayArgument
    excludedUsers: StringArrayArgument
    adminGroups: StringArrayArgument
    adminUsers: StringArrayArgument
    completed: DateArgument
    started: DateArgument
    referenceName: StringArgument
  }
`;
