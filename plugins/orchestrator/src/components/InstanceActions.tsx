import { useState } from 'react';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import {
  Alert,
  Button,
  ButtonLink,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  Text,
} from '@backstage/ui';
import { RiRestartLine } from '@remixicon/react';
import { QUERY_PARAM_INSTANCE_ID, type ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { orchestratorApiRef } from '../api/orchestrator-api';
import { isOpen } from '../model/run-status';
import { useMayRun } from '../permissions';
import { executeWorkflowRouteRef } from '../routes';

interface InstanceActionsProps {
  readonly instance: ProcessInstanceDTO;
  /** Called once something was done to the run. */
  readonly onChanged: () => void;
}

/** What can be done with a run: abort it while it goes on, run it again afterwards. */
export function InstanceActions({ instance, onChanged }: InstanceActionsProps) {
  const executeLink = useRouteRef(executeWorkflowRouteRef);
  const { allowed } = useMayRun(instance.processId);
  const open = isOpen(instance.state);
  if (!allowed) {
    return null;
  }
  const again = `${executeLink({ workflowId: instance.processId })}?${new URLSearchParams({
    [QUERY_PARAM_INSTANCE_ID]: instance.id,
  })}`;
  return (
    <Flex gap="2">
      {(open || instance.state === 'ERROR') && <AbortButton instance={instance} onChanged={onChanged} />}
      {!open && (
        <ButtonLink href={again} variant="primary" iconStart={<RiRestartLine size={16} />}>
          Run again
        </ButtonLink>
      )}
    </Flex>
  );
}

function AbortButton({ instance, onChanged }: InstanceActionsProps) {
  const [isOpenDialog, setOpenDialog] = useState(false);
  return (
    <DialogTrigger isOpen={isOpenDialog} onOpenChange={setOpenDialog}>
      <Button variant="secondary" destructive>
        Abort
      </Button>
      <Dialog width={460}>
        <AbortDialog instance={instance} onChanged={onChanged} onClose={() => setOpenDialog(false)} />
      </Dialog>
    </DialogTrigger>
  );
}

function AbortDialog({
  instance,
  onChanged,
  onClose,
}: InstanceActionsProps & { readonly onClose: () => void }) {
  const api = useApi(orchestratorApiRef);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<Error>();
  const ended = !isOpen(instance.state) && instance.state !== 'ERROR';
  const abort = async () => {
    setPending(true);
    setError(undefined);
    try {
      await api.abortWorkflowInstance(instance.id);
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
    setPending(false);
    onChanged();
  };
  return (
    <>
      <DialogHeader>Abort this run?</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <Text as="p">
            It stops where it is. What it has already done elsewhere stays done, and it cannot be resumed.
          </Text>
          {ended && <Alert status="info" icon role="status" title="The run has ended in the meantime." />}
          {error && (
            <Alert status="danger" icon role="alert" title="Not aborted" description={error.message} />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" destructive isDisabled={pending || ended} onPress={() => void abort()}>
          {pending ? 'Aborting…' : 'Abort'}
        </Button>
        <Button variant="secondary" slot="close">
          Cancel
        </Button>
      </DialogFooter>
    </>
  );
}
