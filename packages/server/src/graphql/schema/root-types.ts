/** The root types of the Data Index, stream 10.2 (data-index-and-jobs.md 1.2). */
export const rootTypes = /* GraphQL */ `
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
    UserTaskInstances(
      where: UserTaskInstanceArgument
      orderBy: UserTaskInstanceOrderBy
      pagination: Pagination
    ): [UserTaskInstance]
    Jobs(where: JobArgument, orderBy: JobOrderBy, pagination: Pagination): [Job]
    CountProcessInstances(where: ProcessInstanceArgument): Int
    CountUserTaskInstances(where: UserTaskInstanceArgument): Int
    CountJobs(where: JobArgument): Int
    CountProcessDefinitions(where: ProcessDefinitionArgument): Int
  }

  type Mutation {
    ProcessInstanceAbort(id: String): String
    ProcessInstanceRetry(id: String): String
    ProcessInstanceSkip(id: String): String
    ProcessInstanceUpdateVariables(id: String, variables: String): String
    ProcessInstanceRescheduleSlaTimer(id: String!, expirationTime: DateTime!): String
    NodeInstanceRescheduleSlaTimer(
      processInstanceId: String!
      nodeInstanceId: String!
      expirationTime: DateTime!
    ): String
    NodeInstanceTrigger(id: String, nodeId: String): String
    NodeInstanceRetrigger(id: String, nodeInstanceId: String): String
    NodeInstanceCancel(id: String, nodeInstanceId: String): String
    JobCancel(id: String): String
    JobReschedule(id: String, data: String): String
    UserTaskInstanceUpdate(
      taskId: String
      user: String
      groups: [String]
      description: String
      priority: String
      actualOwner: String
      adminGroups: [String!]
      adminUsers: [String!]
      excludedUsers: [String!]
      potentialGroups: [String!]
      potentialUsers: [String!]
      inputParams: String
    ): String
    UserTaskInstanceCommentCreate(taskId: String, user: String, groups: [String], comment: String): String
    UserTaskInstanceAttachmentCreate(
      taskId: String
      user: String
      groups: [String]
      name: String
      uri: String
    ): String
    UserTaskInstanceCommentUpdate(user: String, groups: [String], commentId: String, comment: String): String
    UserTaskInstanceCommentDelete(user: String, groups: [String], commentId: String): String
    UserTaskInstanceAttachmentUpdate(
      user: String
      groups: [String]
      attachmentId: String
      name: String
      uri: String
    ): String
    UserTaskInstanceAttachmentDelete(user: String, groups: [String], attachmentId: String): String
    ExecuteAfter(
      completedInstanceId: String
      processId: String!
      processVersion: String!
      input: JSON
      excludeProperties: [String]
    ): String
  }

  type Subscription {
    ProcessInstanceAdded: ProcessInstance!
    ProcessInstanceUpdated: ProcessInstance!
    UserTaskInstanceAdded: UserTaskInstance!
    UserTaskInstanceUpdated: UserTaskInstance!
    JobAdded: Job!
    JobUpdated: Job!
  }
`;
