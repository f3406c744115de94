import { useState } from 'react';
import { Alert, Button, Flex } from '@backstage/ui';
import { RiPlayLine } from '@remixicon/react';

interface RunWithoutInputProps {
  readonly onRun: () => Promise<void>;
  /** Why the run may not be started. */
  readonly blocked: string | undefined;
}

/** In place of the form, for workflows that want no input. */
export function RunWithoutInput({ onRun, blocked }: RunWithoutInputProps) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string>();
  const run = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      await onRun();
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
    setPending(false);
  };
  return (
    <Flex direction="column" gap="4">
      <Alert
        status="info"
        icon
        title="This workflow asks for nothing"
        description="It has no input schema, so it starts without input."
      />
      {failure !== undefined && (
        <Alert status="danger" icon role="alert" title="The run was not started" description={failure} />
      )}
      {blocked !== undefined && <Alert status="warning" icon role="status" title={blocked} />}
      <div>
        <Button
          variant="primary"
          iconStart={<RiPlayLine size={16} />}
          isDisabled={pending || blocked !== undefined}
          onPress={() => void run()}
        >
          {pending ? 'Starting…' : 'Run'}
        </Button>
      </div>
    </Flex>
  );
}
