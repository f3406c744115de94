import { useId, type ReactNode } from 'react';
import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';

interface PanelProps {
  readonly title: string;
  /** At the right of the title: buttons, a count, a remark. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled card; a landmark of its own, so that screen readers can jump to it. */
export function Panel({ title, aside, children }: PanelProps) {
  const id = useId();
  return (
    <Card role="region" aria-labelledby={id}>
      <CardHeader>
        <Flex justify="between" align="center" gap="2" style={{ minHeight: 32 }}>
          <Text as="h2" variant="body-large" weight="bold" id={id}>
            {title}
          </Text>
          {aside}
        </Flex>
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
}
