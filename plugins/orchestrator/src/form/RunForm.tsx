import { useEffect, useMemo, useRef, useState } from 'react';
import { withTheme } from '@rjsf/core';
import type { RJSFSchema } from '@rjsf/utils';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import { RiPlayLine } from '@remixicon/react';
import type { FieldErrorDTO } from '@orchestrator/plugin-orchestrator-common';
import { OrchestratorRequestError } from '../api/request-error';
import { focusField, focusFirstField } from './focus';
import { ReviewTable } from './ReviewTable';
import { formValidator } from './rjsf-validator';
import { StepList } from './StepList';
import { formTheme } from './theme/form-theme';
import { useRunForm, type RunFormModel } from './use-run-form';

const Form = withTheme(formTheme);

interface RunFormProps {
  readonly schema: RJSFSchema;
  /** Values to begin with; the schema's defaults fill the rest. */
  readonly initialData: unknown;
  /** Starts the run; rejects with the fields at fault when the server refuses the input. */
  readonly onRun: (data: unknown) => Promise<void>;
  /** Why the run may not be started. */
  readonly blocked: string | undefined;
}

/** The run form: one step or several, then a review, then Run. */
export function RunForm({ schema, initialData, onRun, blocked }: RunFormProps) {
  const model = useRunForm(schema, initialData);
  const { run, pending, failure } = useRun(model, onRun);
  return (
    <Flex direction="column" gap="5">
      <StepList
        titles={[...model.steps.map((step) => step.title), 'Review']}
        position={model.position}
        onGo={model.goTo}
      />
      {failure && (
        <Alert status="danger" icon role="alert" title="The run was not started" description={failure} />
      )}
      {model.position < model.steps.length ? (
        <Step schema={schema} model={model} />
      ) : (
        <Review schema={schema} model={model} run={run} pending={pending} blocked={blocked} />
      )}
    </Flex>
  );
}

function Step({ schema, model }: { schema: RJSFSchema; model: RunFormModel }) {
  const container = useRef<HTMLDivElement>(null);
  const [attempts, setAttempts] = useState(0);
  const firstErrorId = useRef<string>();
  firstErrorId.current = model.firstErrorId;
  const shownErrorId = useRef<string>();
  shownErrorId.current = model.errorCount > 0 ? model.firstErrorId : undefined;
  useEffect(() => {
    if (shownErrorId.current === undefined) {
      focusFirstField(container.current);
    } else {
      focusField(container.current, shownErrorId.current);
    }
  }, [model.position]);
  useEffect(() => {
    if (attempts > 0) {
      focusField(container.current, firstErrorId.current);
    }
  }, [attempts]);
  const submit = () => {
    if (!model.next()) {
      setAttempts(attempts + 1);
    }
  };
  return (
    <div ref={container}>
      <Form
        schema={schema}
        uiSchema={model.stepUiSchema}
        formData={model.data}
        validator={formValidator}
        extraErrors={model.errors}
        templates={formTheme.templates ?? {}}
        noValidate
        noHtml5Validate
        showErrorList={false}
        onChange={(event) => model.change(event.formData)}
        onSubmit={submit}
      >
        <Flex direction="column" gap="3" mt="5">
          {model.errorCount > 0 && (
            <Text as="p" color="danger" role="alert">
              {model.errorCount === 1
                ? 'One field needs attention.'
                : `${model.errorCount} fields need attention.`}
            </Text>
          )}
          <Flex gap="2">
            {model.position > 0 && (
              <Button type="button" variant="secondary" onPress={() => model.goTo(model.position - 1)}>
                Back
              </Button>
            )}
            <Button type="submit" variant="primary">
              Next
            </Button>
          </Flex>
        </Flex>
      </Form>
    </div>
  );
}

interface ReviewProps {
  readonly schema: RJSFSchema;
  readonly model: RunFormModel;
  readonly run: () => void;
  readonly pending: boolean;
  readonly blocked: string | undefined;
}

function Review({ schema, model, run, pending, blocked }: ReviewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const problems = useMemo(() => model.elsewhere.map(describe), [model.elsewhere]);
  return (
    <Flex direction="column" gap="4">
      <Text as="h3" variant="body-large" weight="bold" ref={heading} tabIndex={-1}>
        Is this right?
      </Text>
      <ReviewTable schema={schema} uiSchema={model.uiSchema} data={model.data} />
      {problems.length > 0 && (
        <Alert
          status="danger"
          icon
          role="alert"
          title="The input does not fit"
          description={problems.join(' ')}
        />
      )}
      {blocked !== undefined && <Alert status="warning" icon role="status" title={blocked} />}
      <Flex gap="2">
        <Button variant="secondary" isDisabled={pending} onPress={() => model.goTo(model.position - 1)}>
          Back
        </Button>
        <Button
          variant="primary"
          iconStart={<RiPlayLine size={16} />}
          isDisabled={pending || blocked !== undefined}
          onPress={run}
        >
          {pending ? 'Starting…' : 'Run'}
        </Button>
      </Flex>
    </Flex>
  );
}

function useRun(model: RunFormModel, onRun: RunFormProps['onRun']) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ readonly message: string; readonly data: unknown }>();
  const run = async () => {
    setPending(true);
    setFailure(undefined);
    try {
      await onRun(model.data);
    } catch (error) {
      const fields = error instanceof OrchestratorRequestError ? error.fields : [];
      setFailure({ message: error instanceof Error ? error.message : String(error), data: model.data });
      model.refuse(fields);
    }
    setPending(false);
  };
  // What was said about other values is no longer true.
  return {
    run: () => void run(),
    pending,
    failure: failure?.data === model.data ? failure?.message : undefined,
  };
}

function describe({ path, message }: FieldErrorDTO): string {
  return path === '' ? message : `${path}: ${message}`;
}
