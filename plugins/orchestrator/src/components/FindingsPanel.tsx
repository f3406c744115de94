import type { FindingDTO, WorkflowProblemDTO } from '@orchestrator/plugin-orchestrator-common';
import { Panel } from './Panel';
import { StatusIcon } from './StatusBadge';
import { classNames } from './class-names';
import styles from './FindingsPanel.module.css';

interface FindingsPanelProps {
  readonly problems: readonly WorkflowProblemDTO[];
  /** Whether an older, good version of the document runs meanwhile. */
  readonly hasGoodVersion: (problem: WorkflowProblemDTO) => boolean;
}

/** Documents that need their author: every finding with the place where it is. */
export function FindingsPanel({ problems, hasGoodVersion }: FindingsPanelProps) {
  if (problems.length === 0) {
    return null;
  }
  return (
    <Panel title={problems.length === 1 ? 'A document needs attention' : 'Documents need attention'}>
      <ul className={styles['documents']}>
        {problems.map((problem) => (
          <li key={problem.file}>
            <p className={styles['document']}>
              <code>{problem.file}</code>
              <span className={styles['consequence']}>{consequence(problem, hasGoodVersion(problem))}</span>
            </p>
            <FindingList findings={problem.findings} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function FindingList({ findings }: { findings: readonly FindingDTO[] }) {
  return (
    <ul className={styles['findings']}>
      {findings.map((finding) => (
        <li key={`${finding.file}:${finding.line}:${finding.column}:${finding.code}:${finding.message}`}>
          <StatusIcon look={looks[finding.severity]} />
          <span className={styles['severity']}>{looks[finding.severity].label}</span>
          <code className={classNames(styles['place'])}>
            {finding.file}:{finding.line}:{finding.column}
          </code>
          <span className={styles['message']}>{finding.message}</span>
        </li>
      ))}
    </ul>
  );
}

const looks = {
  error: { key: 'failed', label: 'Error', tone: 'negative' },
  warning: { key: 'warning', label: 'Warning', tone: 'warning' },
  hint: { key: 'hint', label: 'Hint', tone: 'announcement' },
} as const;

function consequence(problem: WorkflowProblemDTO, hasGoodVersion: boolean): string {
  if (!problem.findings.some((finding) => finding.severity === 'error')) {
    return 'It runs all the same.';
  }
  return hasGoodVersion
    ? 'The last good version stays in force.'
    : 'It cannot be run until this is mended; saving the file loads it again.';
}
