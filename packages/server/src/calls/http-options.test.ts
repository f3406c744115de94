import { describe, expect, it } from 'vitest';
import { httpOptions } from './http-options.js';

const read = (values: { readonly [key: string]: string }) =>
  httpOptions((key) => (Object.hasOwn(values, key) ? values[key] : undefined));

describe('the settings of calls over HTTP', () => {
  it('are read from keys, and nothing is set that they leave out', () => {
    expect(read({})).toEqual({});
    expect(
      read({
        'orchestrator.http.timeout': '5000',
        'orchestrator.http.max-response-bytes': '1000',
        'orchestrator.http.ca-files': '/a.pem, /b.pem',
        'orchestrator.http.proxy': 'http://proxy:3128',
        'orchestrator.egress.allow': '*.example.com,10.0.0.0/8,',
      }),
    ).toEqual({
      timeout: 5000,
      maxResponseBytes: 1000,
      caFiles: ['/a.pem', '/b.pem'],
      proxy: 'http://proxy:3128',
      egress: { allow: ['*.example.com', '10.0.0.0/8'] },
    });
  });

  it('allow nobody when the list of hosts is empty', () => {
    expect(read({ 'orchestrator.egress.allow': '' })).toEqual({ egress: { allow: [] } });
  });

  it.each([
    ['orchestrator.http.timeout', 'soon'],
    ['orchestrator.http.timeout', '0'],
    ['orchestrator.http.max-response-bytes', '1.5'],
    ['orchestrator.http.proxy', 'proxy'],
  ])('%s can not be "%s"', (key, value) => {
    expect(() => read({ [key]: value })).toThrow(key);
  });
});
