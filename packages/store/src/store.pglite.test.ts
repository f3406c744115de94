import { afterAll, beforeAll, describe } from 'vitest';
import { PgliteDatabase } from './database/pglite-database.js';
import { backlogSuite } from './testing/backlog-suite.fixture.js';
import { deadLetterSuite } from './testing/dead-letter-suite.fixture.js';
import { exchangeSuite } from './testing/exchange-suite.fixture.js';
import { indexSuite } from './testing/index-suite.fixture.js';
import { jobSuite } from './testing/job-suite.fixture.js';
import { ingestSuite } from './testing/ingest-suite.fixture.js';
import { largeSuite } from './testing/large-suite.fixture.js';
import { leaseSuite } from './testing/lease-suite.fixture.js';
import { lockSuite } from './testing/lock-suite.fixture.js';
import { openedStore } from './testing/opened-store.fixture.js';
import type { OpenedStore } from './testing/opened-store.fixture.js';
import { outgoingSuite } from './testing/outgoing-suite.fixture.js';
import { shareSuite } from './testing/share-suite.fixture.js';
import { retentionSuite } from './testing/retention-suite.fixture.js';
import { startKeySuite } from './testing/start-key-suite.fixture.js';
import { storeSuite } from './testing/store-suite.fixture.js';

let opened: OpenedStore;

beforeAll(async () => {
  opened = await openedStore(await PgliteDatabase.open(undefined));
});

afterAll(() => opened.store.close());

describe('the store on PGlite', () => storeSuite(() => opened));
describe('leases on PGlite', () => leaseSuite(() => opened));
describe('the exchange on PGlite', () => exchangeSuite(() => opened));
describe('the data index on PGlite', () => indexSuite(() => opened));
describe('dead letters on PGlite', () => deadLetterSuite(() => opened));
describe('outgoing events on PGlite', () => outgoingSuite(() => opened));
describe('shares on PGlite', () => shareSuite(() => opened));
describe('locks on PGlite', () => lockSuite(() => opened));
describe('large values on PGlite', () => largeSuite(() => opened));
describe('ingest on PGlite', () => ingestSuite(() => opened));
describe('retention on PGlite', () => retentionSuite(() => opened));
describe('keys of starts on PGlite', () => startKeySuite(() => opened));
describe('the backlog on PGlite', () => backlogSuite(() => opened));
describe('jobs on PGlite', () => jobSuite(() => opened));
