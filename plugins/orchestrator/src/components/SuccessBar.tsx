import { Text } from '@backstage/ui';
import type { WorkflowRunStatsDTO } from '@orchestrator/plugin-orchestrator-common';
import styles from './SuccessBar.module.css';

/** How many finished runs succeeded, in numbers and as a bar. */
export function SuccessBar({ stats }: { stats: WorkflowRunStatsDTO | undefined }) {
  const success = stats?.successCount ?? 0;
  const total = stats?.totalCount ?? success + (stats?.errorCount ?? 0);
  if (total === 0) {
    return <Text color="secondary">–</Text>;
  }
  return (
    <span className={styles['success']}>
      <svg className={styles['bar']} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles['failed']} width="100" height="1" />
        <rect className={styles['succeeded']} width={(success / total) * 100} height="1" />
      </svg>
      {success} of {total}
    </span>
  );
}
