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

describe('/q/metrics', () => {
  let orchestrator: TestOrchestrator;
  let text = '';
  const labels = (workflow: string, version = '1.0') =>
    `app_id="sonataflow-process-monitoring-listener",process_id="${workflow}",artifactId="orchestrator",version="${version}"`;

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator({ ...documents, 'script.sw.yaml': script });
    for (const name of ['Ada', 'Bob']) await orchestrator.post('/greet', { name });
    expect((await orchestrator.post('/script', {})).status).toBe(201);
    const failed = (await (await orchestrator.post('/fail', {})).json()) as { id: string };
    await orchestrator.post(`/management/processes/fail/instances/${failed.id}/retrigger`, '');
    const naps = ['/nap', '/nap'].map(async (path) => (await orchestrator.post(path, {})).json());
    const [nap] = (await Promise.all(naps)) as { id: string }[];
    await orchestrator.send('DELETE', `/nap/${nap?.id}`);
    const response = await orchestrator.get('/q/metrics');
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    text = await response.text();
  });
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

  it('shows nothing of what runs are about', () => {
    expect(text).not.toMatch(/Ada|Bob|out of paper/);
  });
});
