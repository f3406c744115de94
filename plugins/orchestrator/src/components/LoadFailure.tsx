import { Alert, Button, Card, CardBody, Flex, Text } from '@backstage/ui';
import { RiLock2Line } from '@remixicon/react';
import { OrchestratorRequestError } from '../api/request-error';

interface LoadFailureProps {
  readonly error: Error;
  /** What could not be loaded, as in `Cannot show …`. */
  readonly what: string;
  readonly onRetry: () => void;
}

/** In place of what could not be loaded: the server's sentence and a way to try again. */
export function LoadFailure({ error, what, onRetry }: LoadFailureProps) {
  if (error instanceof OrchestratorRequestError && error.status === 403) {
    return <AccessDenied error={error} what={what} onRetry={onRetry} />;
  }
  return (
    <Alert
      status="danger"
      icon
      role="alert"
      title={`Cannot show ${what}`}
      description={error.message}
      customActions={<RetryButton onRetry={onRetry} />}
    />
  );
}

/** A refresh failed while an older value is on screen. */
export function StaleNotice({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <Alert
      status="warning"
      icon
      role="status"
      mb="4"
      title="This may be out of date"
      description={error.message}
      customActions={<RetryButton onRetry={onRetry} />}
    />
  );
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  return (
    <Button variant="secondary" size="small" onPress={onRetry}>
      Retry
    </Button>
  );
}

interface AccessDeniedProps {
  readonly error: OrchestratorRequestError;
  readonly what: string;
  readonly onRetry: () => void;
}

function AccessDenied({ error, what, onRetry }: AccessDeniedProps) {
  return (
    <Card role="alert">
      <CardBody>
        <Flex direction="column" align="center" gap="3" py="8">
          <RiLock2Line size={32} aria-hidden="true" />
          <Text as="h2" variant="title-x-small" weight="bold">
            You may not see {what}
          </Text>
          <Text color="secondary">{error.message}</Text>
          {error.permission !== undefined && (
            <Text color="secondary">
              Ask whoever runs this portal for the permission <code>{error.permission}</code>.
            </Text>
          )}
          <RetryButton onRetry={onRetry} />
        </Flex>
      </CardBody>
    </Card>
  );
}
