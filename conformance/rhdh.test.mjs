import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLogs } from './checks/logs.mjs';
import { Mismatch } from './mismatch.mjs';
import { eventually } from './patience.mjs';
import { cases } from './rhdh/cases/cases.mjs';
import { collectionIsPresent, serveCollection } from './rhdh/collection.mjs';
import { begin, over } from './rhdh/runs.mjs';
import { services } from './rhdh/services/services.mjs';
import { openSink } from './sink.mjs';
import { openMocks } from './stand-ins/http-mocks.mjs';

/** The longest run waits for seventy seconds, and the server of the whole collection has to start as well. */
const PATIENCE_MS = 180_000;

const suite = collectionIsPresent
  ? 'the sample workflows of the developer hub'
  : 'the sample workflows of the developer hub (skipped: ../shared/corpus/rhdh-workflows is absent)';

/** Seconds that an event may take to go out. */
const EVENT_PATIENCE = 10;

describe.skipIf(!collectionIsPresent)(suite, () => {
  let mocks, sink, served, urls;
  const begun = new Map();

  beforeAll(async () => {
    mocks = await openMocks(services);
    sink = await openSink();
    urls = new Map([...mocks.ports].map(([name, port]) => [name, `http://127.0.0.1:${port}`]));
    urls.set('sink', sink.url);
    served = await serveCollection(urls);
    // Runs wait in their documents, so all of them run at the same time.
    for (const given of cases) {
      const id = served[given.server ?? 'whole'].then(({ application }) => begin(application, given));
      id.catch(() => undefined);
      begun.set(given, id);
    }
  }, PATIENCE_MS);

  afterAll(async () => {
    await served?.close();
    await mocks?.close();
    await sink?.close();
  });

  test(
    'load, but for two with the ids of others and a schema with too many braces',
    async () => {
      const [whole, apart] = await Promise.all([served.whole, served.apart]);
      expect(whole.findings).toEqual([
        expect.stringMatching(/^backstage-token\/.* "backstage-token" .*\(duplicate-id\)$/),
        expect.stringMatching(/^create-ocp-project\/.* "create-ocp-project" .*\(duplicate-id\)$/),
        expect.stringMatching(/^github-pr\/.*workflow-output-schema\.json.*\(schema-problem\)$/),
      ]);
      expect(apart.findings).toEqual([]);
      const answer = await whole.application.fetch('/management/processes');
      expect([...new Set(cases.map(({ workflow }) => workflow))].sort()).toEqual(
        (await answer.json()).sort(),
      );
    },
    PATIENCE_MS,
  );

  for (const given of cases) {
    const { workflow, title, server = 'whole', leftOut } = given;
    const name = [workflow, title, leftOut && `(left out: ${leftOut})`].filter(Boolean).join(' ');
    test.skipIf(leftOut)(
      name,
      async () => {
        const { application } = await served[server];
        const run = await over(application, await begun.get(given));
        const {
          state = 'COMPLETED',
          error,
          data = {},
          calls = {},
          logs = [],
          events = [],
        } = given.expected({
          ...run,
          url: (name) => urls.get(name),
        });
        expect(
          { state: run.state, ...(error && { error: run.error?.message }) },
          JSON.stringify(run.error),
        ).toEqual({
          state,
          ...(error && { error }),
        });
        expect(run.variables.workflowdata).toMatchObject(data);
        expect(callsOf(run.id)).toEqual(calls);
        await checkLogs(
          application,
          logs.map((textContains) => ({ textContains })),
        );
        expect(await eventsOf(run.id, events.length)).toMatchObject(events);
      },
      PATIENCE_MS,
    );
  }

  /** The requests of a run by stand-in. */
  function callsOf(id) {
    const named = [...mocks.ports.keys()].map((name) => [
      name,
      mocks.received(name).filter(({ headers }) => headers.kogitoprocinstanceid === id),
    ]);
    const some = named.filter(([, requests]) => requests.length > 0);
    return Object.fromEntries(some.map(([name, requests]) => [name, requests.map(written)]));
  }

  function written({ method, url, text, json }) {
    const request = `${method} ${url.pathname}${url.search}`;
    return text === '' ? request : [request, json];
  }

  function eventsOf(id, count) {
    return eventually(EVENT_PATIENCE, () => {
      const sent = sink.events.filter((event) => event.kogitoprocinstanceid === id);
      if (sent.length < count) throw new Mismatch('events', count, sent);
      return sent;
    });
  }
});
