import { MarkdownContent } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { Alert, Flex, Link, Text } from '@backstage/ui';
import {
  QUERY_PARAM_INSTANCE_ID,
  type ProcessInstanceDTO,
  type WorkflowOutputDTO,
} from '@orchestrator/plugin-orchestrator-common';
import { readResult, safeLink, type RunResult } from '../model/result';
import { executeWorkflowRouteRef } from '../routes';
import { Panel } from './Panel';
import styles from './Outcome.module.css';

interface OutcomeProps {
  readonly instance: ProcessInstanceDTO;
  /** Name of the state in which the run failed. */
  readonly failingState: string | undefined;
  readonly onShowState: (state: string) => void;
}

/** What came of a run: its error, its message and outputs, and what could be run next. */
export function Outcome({ instance, failingState, onShowState }: OutcomeProps) {
  const result = readResult(instance);
  return (
    <>
      {instance.error && (
        <Failure instance={instance} failingState={failingState} onShowState={onShowState} />
      )}
      {(result || !instance.error) && (
        <Panel title="Result">
          {result ? <Result instance={instance} result={result} /> : <NoResult instance={instance} />}
        </Panel>
      )}
    </>
  );
}

function Failure({ instance, failingState, onShowState }: OutcomeProps) {
  const { error } = instance;
  const completed = instance.state === 'COMPLETED';
  return (
    <Alert
      status={completed ? 'warning' : 'danger'}
      icon
      role="region"
      aria-label="Error"
      title={error?.message ?? 'The run failed without saying why.'}
      description={
        <dl className={styles['facts']}>
          {error?.cause !== undefined && <Fact name="Cause" value={error.cause} />}
          {error?.code !== undefined && <Fact name="Code" value={<code>{error.code}</code>} />}
          <Fact
            name="State"
            value={
              failingState === undefined ? (
                (error?.nodeDefinitionId ?? '–')
              ) : (
                <button
                  type="button"
                  className={styles['showState']}
                  title="Show this state in the graph"
                  onClick={() => onShowState(failingState)}
                >
                  {failingState}
                </button>
              )
            }
          />
        </dl>
      }
    />
  );
}

function NoResult({ instance }: { instance: ProcessInstanceDTO }) {
  const sentences: { readonly [state: string]: string } = {
    COMPLETED: 'Completed. This workflow hands back no result.',
    ABORTED: 'Aborted before there was a result.',
    ERROR: 'Failed before there was a result.',
    SUSPENDED: 'Suspended. It goes on once it is resumed.',
  };
  return (
    <Text as="p" color="secondary">
      {sentences[instance.state ?? ''] ?? 'The run is under way; its result appears here.'}
    </Text>
  );
}

function Result({ instance, result }: { instance: ProcessInstanceDTO; result: RunResult }) {
  return (
    <Flex direction="column" gap="3">
      {result.message !== undefined && <Markdown content={result.message} />}
      {result.outputs.length > 0 && (
        <dl className={styles['outputs']}>
          {result.outputs.map((output, index) => (
            <Fact key={index} name={output.key} value={<OutputValue output={output} />} />
          ))}
        </dl>
      )}
      {result.nextWorkflows.length > 0 && <NextWorkflows instance={instance} result={result} />}
    </Flex>
  );
}

function OutputValue({ output }: { output: WorkflowOutputDTO }) {
  const text = String(output.value);
  if (output.format === 'markdown') {
    return <Markdown content={text} />;
  }
  const link = output.format === 'link' ? safeLink(text) : undefined;
  if (link === undefined) {
    return <span>{text}</span>;
  }
  return (
    <Link href={link} target="_blank" rel="noopener noreferrer">
      {text}
    </Link>
  );
}

function NextWorkflows({ instance, result }: { instance: ProcessInstanceDTO; result: RunResult }) {
  const executeLink = useRouteRef(executeWorkflowRouteRef);
  const query = new URLSearchParams({ [QUERY_PARAM_INSTANCE_ID]: instance.id });
  return (
    <div>
      <Text as="h3" variant="body-medium" weight="bold">
        {result.nextWorkflows.length === 1 ? 'Suggested next workflow' : 'Suggested next workflows'}
      </Text>
      <ul className={styles['next']}>
        {result.nextWorkflows.map(({ id, name }) => (
          <li key={id}>
            <Link href={`${executeLink({ workflowId: id })}?${query}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Fact({ name, value }: { name: string; value: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Markdown({ content }: { content: string }) {
  return (
    <div className={styles['markdown']}>
      <MarkdownContent content={content} dialect="gfm" linkTarget="_blank" />
    </div>
  );
}
