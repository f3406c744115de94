/** Object types and enums of the Data Index, stream 10.2 (data-index-and-jobs.md 1.2). */
export const objectTypes = /* GraphQL */ `
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
  }

  type TimerInstance {
    timerId: String!
    processId: String!
    processInstanceId: String!
    nodeInstanceId: String
    description: String
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
    milestones: [Milestone!]
    variables: JSON
    start: DateTime
    end: DateTime
    parentProcessInstance: ProcessInstance
    childProcessInstances: [ProcessInstance!]
    error: ProcessInstanceError
    addons: [String!]
    lastUpdate: DateTime!
    businessKey: String
    nodeDefinitions: [Node!]
    diagram: String
    source: String
    definition: ProcessDefinition
    identity: String
    createdBy: String
    updatedBy: String
    executionSummary: [String]
    slaDueDate: DateTime
    timers: [TimerInstance]
    cloudEventId: String
    cloudEventSource: String
  }

  type ProcessInstanceError {
    nodeDefinitionId: String!
    nodeInstanceId: String
    message: String
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
    slaDueDate: DateTime
    retrigger: Boolean
    errorMessage: String
    cancelType: CancelType
    inputArgs: JSON
    outputArgs: JSON
  }

  type Milestone {
    id: String!
    name: String!
    status: MilestoneStatus!
  }

  type Comment {
    id: String!
    content: String!
    updatedBy: String!
    updatedAt: DateTime!
  }

  type Attachment {
    id: String!
    name: String!
    content: String!
    updatedBy: String!
    updatedAt: DateTime!
  }

  type UserTaskInstance {
    id: String!
    userTaskId: String
    description: String
    name: String
    priority: String
    processInstanceId: String!
    processId: String
    rootProcessInstanceId: String
    rootProcessId: String
    state: String
    actualOwner: String
    adminGroups: [String!]
    adminUsers: [String!]
    completed: DateTime
    started: DateTime
    excludedUsers: [String!]
    potentialGroups: [String!]
    potentialUsers: [String!]
    inputs: String
    outputs: String
    referenceName: String
    lastUpdate: DateTime!
    endpoint: String
    comments: [Comment!]
    attachments: [Attachment!]
    externalReferenceId: String
    slaDueDate: DateTime
    schema(user: String, groups: [String]): String
  }

  type Job {
    id: String!
    processId: String
    processInstanceId: String
    nodeInstanceId: String
    rootProcessInstanceId: String
    rootProcessId: String
    status: JobStatus!
    expirationTime: DateTime
    priority: Int
    callbackEndpoint: String
    repeatInterval: Int
    repeatLimit: Int
    scheduledId: String
    retries: Int
    lastUpdate: DateTime
    executionCounter: Int
    endpoint: String
    exceptionMessage: String
    exceptionDetails: String
  }

  type KogitoMetadata {
    lastUpdate: DateTime!
    processInstances: [ProcessInstanceMeta]
    userTasks: [UserTaskInstanceMeta]
  }

  type ProcessInstanceMeta {
    id: String!
    processId: String!
    version: String
    processName: String
    parentProcessInstanceId: String
    rootProcessInstanceId: String
    rootProcessId: String
    roles: [String!]
    state: ProcessInstanceState!
    endpoint: String!
    serviceUrl: String
    start: DateTime!
    end: DateTime
    lastUpdate: DateTime!
    businessKey: String
    createdBy: String
    updatedBy: String
  }

  type UserTaskInstanceMeta {
    id: String!
    description: String
    name: String
    priority: String
    processInstanceId: String!
    state: String!
    actualOwner: String
    adminGroups: [String!]
    adminUsers: [String!]
    completed: DateTime
    started: DateTime!
    excludedUsers: [String!]
    potentialGroups: [String!]
    potentialUsers: [String!]
    referenceName: String
    lastUpdate: DateTime!
    comments: [Comment!]
    attachments: [Attachment!]
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

  enum MilestoneStatus {
    AVAILABLE
    ACTIVE
    COMPLETED
  }

  enum OrderBy {
    ASC
    DESC
  }

  enum JobStatus {
    ERROR
    RUNNING
    EXECUTED
    SCHEDULED
    RETRY
    CANCELED
  }
`;
