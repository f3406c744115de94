// A process that loads an HTTP service: connections that stay open, one request at a time on each.
import { Pool } from 'undici';
import { serveJobs } from '../processes/job.mjs';
import { closedLoop } from './closed-loop.mjs';

serveJobs({
  async post({ url, body, headers, status, ...load }) {
    const { origin, pathname } = new URL(url);
    const pool = new Pool(origin, { connections: load.concurrency, pipelining: 1 });
    const request = {
      path: pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    };
    try {
      return await closedLoop({
        ...load,
        async operation() {
          const answer = await pool.request(request);
          const text = await answer.body.text();
          if (answer.statusCode !== status) throw new Error(`${url} answered ${answer.statusCode}: ${text}`);
        },
      });
    } finally {
      await pool.close();
    }
  },
});
