import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';
import { page } from './page.js';
import { wantsPage } from './wants-page.js';

const address = 'http://localhost/graphql';
const get = (url: string, accept: string): Request => new Request(url, { headers: { accept } });

describe('the page at the address of GraphQL', () => {
  let orchestrator: TestOrchestrator;
  beforeAll(async () => {
    const sha256 = createHash('sha256').update('reader').digest('hex');
    orchestrator = await openTestOrchestrator({}, {}, {}, [{ name: 'reader', sha256, scopes: ['read'] }]);
  });
  afterAll(() => orchestrator.close());

  it('is for browsers that ask nothing', () => {
    expect(wantsPage(get(address, 'text/html,application/xhtml+xml,*/*;q=0.8'))).toBe(true);
    expect(wantsPage(get(`${address}?query={x}`, 'text/html'))).toBe(false);
    expect(wantsPage(get(address, 'application/json'))).toBe(false);
    expect(wantsPage(new Request(address, { method: 'POST', headers: { accept: 'text/html' } }))).toBe(false);
  });

  it('opens without a token, by which its queries are asked', async () => {
    expect((await orchestrator.fetch(get(address, 'text/html'))).status).toBe(200);
    expect((await orchestrator.fetch(get(address, 'application/json'))).status).toBe(401);
    expect((await orchestrator.fetch(get(`${address}?query={CountJobs}`, 'text/html'))).status).toBe(401);
    expect((await orchestrator.fetch(get('http://localhost/greet', 'text/html'))).status).toBe(401);
  });

  it('lets run what is in it, and nothing else', async () => {
    const response = page();
    const policy = response.headers.get('content-security-policy');
    const html = await response.text();
    const hashes = [...html.matchAll(/<(?:script|style)[^>]*>([^]*?)<\/(?:script|style)>/g)].map(
      ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    );
    expect(hashes).toHaveLength(2);
    for (const hash of hashes) expect(policy).toContain(hash);
    expect(policy).not.toContain('unsafe');
    expect(html).not.toMatch(/(?:src|href)=|https?:\/\//);
  });
});
