/** Order, ranges and pages of the Data Index, stream 10.2 (data-index-and-jobs.md 1.2). */
export const orderInputs = /* GraphQL */ `
  input ProcessDefinitionOrderBy {
    id: OrderBy
    name: OrderBy
    version: OrderBy
  }

  input ProcessInstanceOrderBy {
    processId: OrderBy
    processName: OrderBy
    rootProcessId: OrderBy
    state: OrderBy
    start: OrderBy
    end: OrderBy
    error: ProcessInstanceErrorOrderBy
    lastUpdate: OrderBy
    businessKey: OrderBy
    createdBy: OrderBy
    updatedBy: OrderBy
  }

  input ProcessInstanceErrorOrderBy {
    nodeDefinitionId: OrderBy
    message: OrderBy
  }

  input NumericRange {
    from: Int!
    to: Int!
  }

  input LongRange {
    from: Long!
    to: Long!
  }

  input FloatRange {
    from: Float!
    to: Float!
  }

  input BigDecimalRange {
    from: BigDecimal!
    to: BigDecimal!
  }

  input DateRange {
    from: DateTime!
    to: DateTime!
  }

  input UserTaskInstanceOrderBy {
    state: OrderBy
    actualOwner: OrderBy
    description: OrderBy
    name: OrderBy
    priority: OrderBy
    processId: OrderBy
    completed: OrderBy
    started: OrderBy
    referenceName: OrderBy
    lastUpdate: OrderBy
  }

  input Pagination {
    limit: Int
    offset: Int
  }

  input JobOrderBy {
    processId: OrderBy
    rootProcessId: OrderBy
    status: OrderBy
    expirationTime: OrderBy
    priority: OrderBy
    retries: OrderBy
    lastUpdate: OrderBy
    executionCounter: OrderBy
    exceptionMessage: OrderBy
  }

  input KogitoMetadataOrderBy {
    lastUpdate: OrderBy
  }
`;
