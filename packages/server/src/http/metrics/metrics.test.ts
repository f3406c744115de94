import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

const script = `
id: script
start: Ask
functions: [{name: ask, type: custom, operation: 'script:javascript'}]
states:
  - name: Ask
    type: operation
    actions: [{name: compute, functionRef: {refName: ask, arguments: {script: 'const a = 1; ({ a });'}}}]
    end: true
`;

const begin = `
id: begin
start: Begin
events: [{name: begun, type: begun, source: x}]
states:
  - {name: Begin, type: event, onEvents: [{eventRefs: [begun]}], end: true}
`;

describe('/q/metrics', () => {
  let orchestrator: TestOrchestrator;
  let text = '';
  const committed = 'outcome="committed"';
  const labels = (workflow: string, version = '1.0') =>
    `app_id="sonataflow-process-monitoring-listener",process_id="${workflow}",artifactId="orchestrator",version="${version}"`;

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator({
      ...documents,
      'script.sw.yaml': script,
      'begin.sw.yaml': begin,
    });
    for (const name of ['Ada', 'Bob']) await orchestrator.post('/greet', { name });
    expect((await orchestrator.post('/script', {})).status).toBe(201);
    const failed = (await (await orchestrator.post('/fail', {})).json()) as { id: string };
    await orchestrator.post(`/management/processes/fail/instances/${failed.id}/retrigger`, '');
    const naps = ['/nap', '/nap'].map(async (path) => (await orchestrator.post(path, {})).json());
    const [nap] = (await Promise.all(naps)) as { id: string }[];
    await orchestrator.send('DELETE', `/nap/${nap?.id}`);
    for (const type of ['begun', 'begun', 'nobody'])
      await orchestrator.post('/', {
        specversion: '1.0',
        id: `e-${type}`,
        source: 'x',
        type,
        data: { a: 'Ada' },
      });
    const response = await orchestrator.get('/q/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    text = await response.text();
    // Making a database takes 3 s of a free processor.
  }, 120_000);
  afterAll(() => orchestrator.close());

  const value = (name: string, labelled: string) => {
    const line = text.split('\n').find((candidate) => candidate.startsWith(`${name}{${labelled}} `));
    return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')));
  };

  it('counts runs by how they begin and end', () => {
    const completed = 'kogito_process_instance_completed_total';
    expect(value('kogito_process_instance_started_total', labels('greet', '2.0'))).toBe(2);
    expect(value(completed, `${labels('greet', '2.0')},process_state="Completed"`)).toBe(2);
    expect(value('kogito_process_instance_started_total', labels('nap'))).toBe(2);
    expect(value(completed, `${labels('nap')},process_state="Aborted"`)).toBe(1);
  });

  it('counts every failure under its code, and failed runs as running', () => {
    const error = `${labels('fail')},error_message="expression-failed"`;
    expect(value('kogito_process_instance_error_total', error)).toBe(2);
    expect(value('kogito_process_instance_running_total', labels('fail'))).toBe(1);
    expect(value('kogito_process_instance_running_total', labels('nap'))).toBe(1);
    expect(value('kogito_process_instance_running_total', labels('greet', '2.0'))).toBe(0);
  });

  it('measures runs, nodes and calls', () => {
    expect(value('kogito_process_instance_duration_seconds_count', labels('greet', '2.0'))).toBe(2);
    const node = `${labels('greet', '2.0')},node_name="Hello"`;
    expect(value('kogito_node_instance_duration_milliseconds_count', node)).toBe(2);
    const call = `${labels('script')},name="compute"`;
    expect(value('kogito_work_item_duration_seconds_count', call)).toBe(1);
  });

  it('counts and measures what the runtime does', () => {
    const greet = 'workflow="greet",version="2.0"';
    expect(value('orchestrator_runs_started_total', greet)).toBe(2);
    expect(value('orchestrator_runs_ended_total', `${greet},state="COMPLETED"`)).toBe(2);
    expect(value('orchestrator_runs_ended_total', 'workflow="nap",version="1.0",state="ABORTED"')).toBe(1);
    expect(value('orchestrator_runs_failed_total', 'workflow="fail",version="1.0"')).toBe(2);
    expect(value('orchestrator_run_duration_seconds_count', 'workflow="greet"')).toBe(2);
    expect(value('orchestrator_step_duration_seconds_bucket', 'workflow="greet",le="+Inf"')).toBe(2);
    expect(value('orchestrator_step_duration_seconds_sum', 'workflow="greet"')).toBeGreaterThan(0);
    const steps = value('orchestrator_commit_steps_sum', '');
    expect(steps).toBeGreaterThanOrEqual(
      value('orchestrator_commit_duration_seconds_count', committed) ?? NaN,
    );
  });

  it('says what becomes of events', () => {
    const received = 'orchestrator_events_received_total';
    expect(value(received, 'outcome="started"')).toBe(1);
    expect(value(received, 'outcome="duplicate"')).toBe(1);
    expect(value(received, 'outcome="unwanted"')).toBe(1);
    expect(value(received, 'outcome="told"')).toBeUndefined();
  });

  it('shows what is being done and what waits', () => {
    for (const name of [
      'orchestrator_steps_active',
      'orchestrator_calls_active',
      'orchestrator_dead_letters',
    ])
      expect(value(name, '')).toBe(0);
    expect(value('orchestrator_backlog', 'queue="outbox"')).toBe(0);
    expect(value('process_resident_memory_bytes', '')).toBeGreaterThan(1e7);
    expect(value('nodejs_eventloop_lag_p99_seconds', '')).toBeGreaterThanOrEqual(0);
  });

  it('shows nothing of what runs are about', () => {
    expect(text).not.toMatch(/Ada|Bob|out of paper/);
  });
});
