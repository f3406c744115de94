import { Flex, Link, Text, type HeaderMetadataItem } from '@backstage/ui';
import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { shortId } from '../model/identity';
import { endOf } from '../model/run-end';
import { runLook } from '../model/run-status';
import { CopyButton } from './CopyButton';
import { Person } from './Person';
import { StatusBadge } from './StatusBadge';
import { Duration, RelativeTime } from './Time';

/** What the header of a run's page tells. */
export function instanceFacts(instance: ProcessInstanceDTO, workflowHref: string): HeaderMetadataItem[] {
  const { id, state, version, initiatorEntity } = instance;
  const start = instance.start === undefined ? undefined : Date.parse(instance.start);
  const end = endOf(instance);
  return [
    { label: 'Status', value: <StatusBadge look={runLook(state)} /> },
    {
      label: 'Run',
      value: (
        <Flex align="center" gap="1">
          <Text title={id}>{shortId(id)}</Text>
          <CopyButton text={id} label="Copy the id of this run" />
        </Flex>
      ),
    },
    { label: 'Started', value: <Text>{start === undefined ? '–' : <RelativeTime time={start} />}</Text> },
    {
      label: 'Duration',
      value: <Text>{start === undefined ? '–' : <Duration start={start} end={end} />}</Text>,
    },
    { label: 'Run by', value: <Person entityRef={initiatorEntity} /> },
    {
      label: 'Workflow',
      value: (
        <Link href={workflowHref}>
          {version === undefined ? instance.processId : `${instance.processId} ${version}`}
        </Link>
      ),
    },
  ];
}
