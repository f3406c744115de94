import { describe, expect, it } from 'vitest';
import { RequestHeaders } from './request-headers.js';
import { runHeaders } from './run-headers.js';

describe('the headers of a run', () => {
  const run = { instanceId: 'i', workflowId: 'order', workflowVersion: '1.0', correlation: {} };

  it('hold plain values as they are', () => {
    expect(runHeaders({ ...run, businessKey: 'Order 7 (50 %)', correlation: { order: '7' } })).toMatchObject({
      kogitoprocinstanceid: 'i',
      kogitobusinesskey: 'Order 7 (50 %)',
      order: '7',
    });
  });

  it('can be sent whatever a run is called, has as its key or is correlated by', () => {
    const headers = runHeaders({
      ...run,
      workflowId: 'Gr\u00f6\u00dfe',
      businessKey: '\u65e5\u672c\r\nx-admin: true\ud800',
      correlation: { 'no name': '1', Host: 'elsewhere', customer: 'a\u0000b' },
    });
    expect(headers).toMatchObject({
      kogitoprocid: 'Gr%C3%B6%C3%9Fe',
      kogitobusinesskey: '%E6%97%A5%E6%9C%AC%0D%0Ax-admin: true%EF%BF%BD',
      customer: 'a%00b',
    });
    expect(headers).not.toHaveProperty('no name');
    expect(headers).not.toHaveProperty('Host');
    expect([...new RequestHeaders(headers)]).toHaveLength(Object.keys(headers).length);
  });
});
