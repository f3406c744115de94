import type { ReactNode } from 'react';
import { Flex, Text } from '@backstage/ui';

interface EmptyStateProps {
  readonly title: string;
  /** What makes the emptiness end. */
  readonly hint: ReactNode;
  readonly action?: ReactNode;
}

/** In place of a list without rows: says that there is nothing, and what to do about it. */
export function EmptyState({ title, hint, action }: EmptyStateProps) {
  return (
    <Flex direction="column" align="center" gap="2" py="10">
      <Text as="p" weight="bold">
        {title}
      </Text>
      <Text as="p" color="secondary">
        {hint}
      </Text>
      {action}
    </Flex>
  );
}
