import { describe, expect, it } from 'vitest';
import { scenarios } from '../scenarios/scenarios.mjs';
import { check } from './checks.mjs';
import { HonestRecord } from './record.fixture.mjs';

/** The order of the run that an event began. */
const ORDER = new HonestRecord().run('orders').input.order;

/** What is found after a record was falsified, as `promise run`. */
function found(falsify) {
  const record = new HonestRecord();
  falsify(record);
  return check(record).violations.map(({ promise, run }) => `${promise} ${run}`);
}

describe('the checks of a chaos run', () => {
  it('find nothing where every promise was kept', () => {
    const { passed, violations } = check(new HonestRecord());
    expect(violations).toEqual([]);
    expect(passed).toBeGreaterThan(100);
  });

  it('count what holds and what does not', () => {
    const all = check(new HonestRecord()).passed;
    const record = new HonestRecord();
    record.shown('tells').variables.workflowdata.begin.value += 1;
    const { passed, violations } = check(record);
    expect(passed + violations.length).toBe(all);
  });

  it('D1: miss a run that was accepted', () => {
    expect(found(({ index }) => index.delete('run-sequence'))).toContain('D1 run-sequence');
  });

  it('D1: miss a run that did not end, or failed', () => {
    for (const state of ['ACTIVE', 'ERROR', 'ABORTED'])
      expect(found((record) => void (record.shown('each').state = state))).toContain('D1 run-each');
  });

  it('D1: see a start that was answered with two runs', () => {
    expect(found((record) => void (record.run('each').repeatedId = 'another'))).toEqual(['D1 run-each']);
  });

  it('D1: see what the outside could not get accepted', () => {
    expect(found((record) => void (record.run('each').failure = 'refused'))).toEqual(['D1 run-each']);
  });

  it('D1: miss an event that was produced, and see one that overtook another', () => {
    expect(found(({ ledger }) => ledger.events.pop())).toEqual(['D1 run-tells']);
    expect(found(({ ledger }) => ledger.events.reverse())).toEqual(['D1 run-tells']);
    expect(found(({ ledger }) => ledger.events.push({ ...ledger.events[0], id: 'new' }))).toEqual([
      'D1 run-tells',
    ]);
  });

  it('allow that an event is sent again', () => {
    expect(found(({ ledger }) => ledger.events.push({ ...ledger.events[0] }))).toEqual([]);
  });

  it('D2: see a result that comes from no recorded answer', () => {
    const falsify = (record) => {
      record.shown('sequence').variables.workflowdata.b.receipt = 'b#2';
      record.tables.runs.get('run-sequence').snapshot.root.data.b.receipt = 'b#2';
    };
    expect(found(falsify)).toEqual(['D2 run-sequence']);
  });

  it('D2: see the same event in both waits of a run', () => {
    const falsify = (record) => {
      for (const data of [
        record.shown('answers').variables.workflowdata,
        record.tables.runs.get('run-answers').snapshot.root.data,
      ])
        data.second = data.first;
    };
    expect(found(falsify)).toEqual(['D2 run-answers']);
  });

  it('D3: see a call under one key more than it was answered', () => {
    expect(
      found(({ ledger }) => ledger.calls.push({ ...ledger.calls.at(0), key: 'new', attempt: 3 })),
    ).toEqual(['D3 run-sequence']);
  });

  it('D3: miss a call', () => {
    expect(found(({ ledger }) => ledger.calls.splice(0, 1))).toContain('D3 run-sequence');
  });

  it('D3: see one key with two contents, and a call without a key', () => {
    expect(found(({ ledger }) => ledger.calls.push({ ...ledger.calls[0], body: { value: 2 } }))).toEqual([
      'D3 run-sequence',
    ]);
    expect(found(({ ledger }) => void (ledger.calls[0].key = ''))).toEqual(['D3 run-sequence']);
  });

  it('D3: see a call of a node that was never committed', () => {
    const falsify = (record) => {
      const { input } = record.run('aborted');
      record.run('aborted').abort = { status: 404, attempts: 2 };
      record.abort('run-aborted', input);
      const shown = record.shown('aborted');
      shown.nodes = shown.nodes.filter(({ name }) => name !== 'close');
      record.tables.runs.get('run-aborted').snapshot.entered -= 1;
    };
    expect(found(falsify)).toEqual(['D3 run-aborted']);
  });

  it('D3: see a step of which the definition knows nothing, and one before its time', () => {
    expect(
      found(({ ledger }) => ledger.calls.push({ ...ledger.calls[0], step: 'else', key: 'else' })),
    ).toEqual(['D3 run-sequence', 'D3 run-sequence']);
    const falsify = (record) => {
      const { calls } = record.ledger;
      const [release] = record.calls('undo', 'release');
      calls.splice(calls.indexOf(release), 1);
      calls.unshift(release);
    };
    expect(found(falsify)).toEqual(['D3 run-undo']);
  });

  it('allow that a call is repeated under its key', () => {
    expect(found(({ ledger }) => ledger.calls.push({ ...ledger.calls[0] }))).toEqual([]);
  });

  it('D5: see a timer that fired a millisecond early', () => {
    const after = (milliseconds) => (record) => {
      const [{ at }] = record.calls('pauses', 'before');
      record.calls('pauses', 'between').at(-1).at = at + milliseconds;
      record.calls('pauses', 'between')[0].at = at + milliseconds;
    };
    expect(found(after(999))).toEqual(['D5 run-pauses']);
    expect(found(after(1000))).toEqual([]);
  });

  it('D6: see an event that began two runs, and one that began none', () => {
    const twice = ({ index, tables }) => {
      index.set('twin', { ...index.get('run-orders'), id: 'twin' });
      tables.runs.set('twin', tables.runs.get('run-orders'));
    };
    expect(found(twice)).toEqual(expect.arrayContaining([`D6 ${ORDER}`, 'D6 twin']));
    expect(found(({ index }) => index.delete('run-orders'))).toEqual([`D6 ${ORDER}`]);
  });

  it('D7: see an index that shows something else than the engine has', () => {
    const falsified = [
      (stored) => void (stored.commit -= 1),
      (stored) => void (stored.state = 'ACTIVE'),
      (stored) => void (stored.snapshot.version += 1),
      (stored) => void (stored.snapshot.state = 'ACTIVE'),
      (stored) => void (stored.snapshot.entered += 1),
      (stored) => void (stored.snapshot.root.data.a.value += 1),
    ];
    for (const falsify of falsified)
      expect(found(({ tables }) => falsify(tables.runs.get('run-sequence')))).toEqual(['D7 run-sequence']);
  });

  it('D7: see a node that was never left, visited twice, or not at all', () => {
    expect(found((record) => void (record.shown('each').nodes[0].exit = null))).toEqual(['D7 run-each']);
    expect(found((record) => record.shown('each').nodes.push(record.shown('each').nodes[0]))).toContain(
      'D7 run-each',
    );
    expect(found((record) => record.shown('each').nodes.pop())).toContain('D7 run-each');
  });

  it('D8: see that a cancelled run completed, and that one completed which was cancelled', () => {
    const lost = (record) => void (record.run('aborted').abort = { status: 200, attempts: 1 });
    expect(found(lost)).toEqual(['D8 run-aborted']);
    const won = (record) => {
      record.run('aborted').abort = { status: 404, attempts: 1 };
      record.abort('run-aborted', record.run('aborted').input);
    };
    expect(found(won)).toEqual(['D8 run-aborted']);
  });

  it('D8: see that a cancelled run did not undo what it had done', () => {
    const falsify = (undone) => (record) => {
      const { workflowdata } = record.shown('aborted').variables;
      const { prepare } = workflowdata;
      record.run('aborted').abort = { status: 200, attempts: 1 };
      const reopen = scenarios.get('aborted').expected(record.run('aborted').input, 'ABORTED').data.reopen;
      record.abort('run-aborted', { ...record.run('aborted').input, prepare, ...(undone && { reopen }) });
    };
    expect(found(falsify(false))).toEqual(['D8 run-aborted']);
    expect(found(falsify(true))).toEqual([]);
  });

  it('D8: leave open who won when the first answer was lost', () => {
    const unknown = (record) => void (record.run('aborted').abort = { status: 404, attempts: 2 });
    expect(found(unknown)).toEqual([]);
    const aborted = (record) => {
      unknown(record);
      record.abort('run-aborted', record.run('aborted').input);
    };
    expect(found(aborted)).toEqual([]);
  });

  it('D8: see a child that outlives its parent, and one that was started twice', () => {
    const child = 'child-of-run-parent';
    expect(found(({ index }) => void (index.get(child).state = 'ACTIVE'))).toContain(`D8 ${child}`);
    const twice = ({ index, tables }) => {
      index.set('twin', { ...index.get(child), id: 'twin' });
      tables.runs.set('twin', tables.runs.get(child));
    };
    expect(found(twice)).toContain('D8 run-parent');
    expect(found(({ index }) => index.delete(child))).toContain('D8 run-parent');
  });

  it('D6: see a run that nobody wished for', () => {
    expect(found(({ index }) => index.set('x', { ...index.get('run-each'), id: 'x' }))).toEqual(['D6 x']);
  });

  it('D9: see rows that are left, also those of nobody', () => {
    for (const table of ['call', 'timer', 'subscription', 'inbox', 'outbox', 'kept_event'])
      expect(found(({ tables }) => tables.work.push({ table, run: 'run-each' }))).toEqual(['D9 run-each']);
    expect(found(({ tables }) => tables.work.push({ table: 'inbox', run: 'nobody' }))).toEqual(['D9 nobody']);
  });

  it('D9: see that there was no rest, and that a replica ended by itself', () => {
    expect(found((record) => void (record.rest = { reached: false, seconds: 120 }))).toEqual(['D9 all']);
    expect(found(({ crashes }) => crashes.push('out of memory'))).toEqual(['D9 all']);
  });
});
