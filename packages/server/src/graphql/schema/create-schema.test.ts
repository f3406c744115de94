import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSchema } from './create-schema.js';
import { expectedLines, linesOf, linesOfContract } from './schema-lines.fixture.js';

const CONTRACT = path.resolve(
  import.meta.dirname,
  '../../../../../../shared/contracts/data-index-and-jobs.md',
);
const HAS_CONTRACT = existsSync(CONTRACT);

describe('the schema', () => {
  const lines = new Set(linesOf(createSchema()));

  it('has every type, field, argument and value of the Data Index, with its nullability', () => {
    const missing = expectedLines().filter((line) => !lines.has(line));
    expect(missing).toEqual([]);
  });

  it('adds this, and nothing else', () => {
    const expected = new Set(expectedLines());
    expect([...lines].filter((line) => !expected.has(line))).toMatchInlineSnapshot(`
      [
        "Query.WorkflowFindings: [DocumentFindings!]!",
        "Query.RunStatistics(processIds: [String!]!, initiatorEntity: String): [RunStatistics!]!",
        "Query.ProcessInstancePages(where: ProcessInstanceArgument, search: String, first: Int, after: String): ProcessInstancePage!",
        "Query.ProcessInstanceGroups(where: ProcessInstanceArgument, by: [ProcessInstanceDimension!]!): [ProcessInstanceGroup!]!",
        "ProcessDefinition.findings: [Finding!]",
        "ProcessInstance.commit: Int",
        "ProcessInstance.nodeAttempts: [NodeAttempts!]!",
        "ProcessInstanceError.code: String",
        "ProcessInstanceError.cause: String",
        "NodeInstance.retries: Int",
        "NodeInstance.retryMessage: String",
        "NodeInstance.parent: String",
        "ProcessInstanceArgument.version: StringArgument",
        "NodeInstanceArgument.contains: NodeInstanceArgument",
        "NodeInstanceArgument.containsAll: [NodeInstanceArgument!]",
        "NodeInstanceArgument.containsAny: [NodeInstanceArgument!]",
        "NodeInstanceArgument.isNull: Boolean",
        "MilestoneArgument.and: [MilestoneArgument!]",
        "MilestoneArgument.or: [MilestoneArgument!]",
        "MilestoneArgument.not: MilestoneArgument",
        "MilestoneArgument.contains: MilestoneArgument",
        "MilestoneArgument.containsAll: [MilestoneArgument!]",
        "MilestoneArgument.containsAny: [MilestoneArgument!]",
        "MilestoneArgument.isNull: Boolean",
        "CommentArgument.content: StringArgument",
        "CommentArgument.updatedBy: StringArgument",
        "CommentArgument.updatedAt: DateArgument",
        "CommentArgument.and: [CommentArgument!]",
        "CommentArgument.or: [CommentArgument!]",
        "CommentArgument.not: CommentArgument",
        "CommentArgument.contains: CommentArgument",
        "CommentArgument.containsAll: [CommentArgument!]",
        "CommentArgument.containsAny: [CommentArgument!]",
        "CommentArgument.isNull: Boolean",
        "AttachmentArgument.and: [AttachmentArgument!]",
        "AttachmentArgument.or: [AttachmentArgument!]",
        "AttachmentArgument.not: AttachmentArgument",
        "AttachmentArgument.contains: AttachmentArgument",
        "AttachmentArgument.containsAll: [AttachmentArgument!]",
        "AttachmentArgument.containsAny: [AttachmentArgument!]",
        "AttachmentArgument.isNull: Boolean",
        "ProcessInstanceOrderBy.id: OrderBy",
        "ProcessInstancePage.nodes: [ProcessInstance!]!",
        "ProcessInstancePage.next: String",
        "ProcessInstanceGroup.processId: String",
        "ProcessInstanceGroup.state: ProcessInstanceState",
        "ProcessInstanceGroup.time: DateTime",
        "ProcessInstanceGroup.count: Int!",
        "ProcessInstanceDimension.WORKFLOW",
        "ProcessInstanceDimension.STATE",
        "ProcessInstanceDimension.HOUR",
        "ProcessInstanceDimension.DAY",
        "ProcessInstanceDimension.MONTH",
        "NodeAttempts.definitionId: String!",
        "NodeAttempts.name: String!",
        "NodeAttempts.attempts: [NodeInstance!]!",
        "DocumentFindings.file: String!",
        "DocumentFindings.workflowId: String",
        "DocumentFindings.findings: [Finding!]!",
        "Finding.code: String!",
        "Finding.severity: String!",
        "Finding.message: String!",
        "Finding.file: String!",
        "Finding.line: Int!",
        "Finding.column: Int!",
        "RunStatistics.processId: String!",
        "RunStatistics.completed: Int!",
        "RunStatistics.error: Int!",
        "RunStatistics.startedLastMonth: Int!",
        "RunStatistics.lastRunId: String!",
        "RunStatistics.lastRunState: ProcessInstanceState!",
        "RunStatistics.lastRunStart: DateTime!",
        "RunStatistics.averageMs: Float",
      ]
    `);
  });

  it.skipIf(!HAS_CONTRACT)(
    HAS_CONTRACT
      ? 'is compared with what the contract says'
      : 'is compared with what the contract says (skipped: ../shared/contracts is absent)',
    () => {
      const contract = linesOfContract(readFileSync(CONTRACT, 'utf8'));
      expect(contract.length).toBeGreaterThan(400);
      expect(expectedLines()).toEqual(contract);
    },
  );
});
