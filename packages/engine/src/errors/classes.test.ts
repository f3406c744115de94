import { describe, expect, it } from 'vitest';
import { matches } from './match.js';

/** What every error is known by in published workflows. */
const ANY = ['java.lang.RuntimeException', 'java.lang.Exception', 'java.lang.Throwable'];

/** Every class that an error can be known by here, and one that none is known by. */
const KNOWN = [
  ...ANY,
  'jakarta.ws.rs.WebApplicationException',
  'jakarta.ws.rs.ProcessingException',
  'java.net.ConnectException',
  'java.net.SocketException',
  'java.io.IOException',
  'java.io.UncheckedIOException',
  'java.util.concurrent.TimeoutException',
  'java.lang.IllegalArgumentException',
  'org.kie.kogito.internal.process.workitem.WorkItemExecutionException',
  'java.lang.Error',
];

const ARGUMENT = ['java.lang.IllegalArgumentException'];
const SOCKET = ['java.net.ConnectException', 'java.net.SocketException', 'java.io.IOException'];
const WORK_ITEM = ['org.kie.kogito.internal.process.workitem.WorkItemExecutionException'];

function classes(code: string, named?: readonly string[]): string[] {
  const error = { code, message: '-', ...(named && { classes: named }) };
  return KNOWN.filter((name) => matches(error, { name: 'e', code: name }));
}

describe('an error is known by the Java classes', () => {
  it.each<[string, readonly string[]]>([
    ['http-status', ['jakarta.ws.rs.WebApplicationException', 'jakarta.ws.rs.ProcessingException']],
    ['network', ['jakarta.ws.rs.ProcessingException', 'java.net.ConnectException', 'java.io.IOException']],
    ['timeout', ['java.util.concurrent.TimeoutException', 'java.io.IOException']],
    ['bad-arguments', ARGUMENT],
    ['bad-duration', ARGUMENT],
    ['expression-failed', ARGUMENT],
    ['expression-budget', ARGUMENT],
    ['unknown-variable', ARGUMENT],
    ['no-branch', ARGUMENT],
    ['bad-collection', ARGUMENT],
    ['resource-unavailable', ['java.io.UncheckedIOException', 'java.io.IOException']],
    ['call-failed', WORK_ITEM],
    ['toString', WORK_ITEM],
  ])('of %s', (code, expected) => {
    expect(classes(code).sort()).toEqual([...ANY, ...expected].sort());
  });

  it.each<[string, readonly string[]]>([
    ['java.net.ConnectException', SOCKET],
    ['java.io.IOException', ['java.io.IOException']],
    ['my.Odd', []],
  ])('that a function named, and what they extend: %s', (name, expected) => {
    expect(classes('call-failed', [name]).sort()).toEqual([...ANY, ...expected].sort());
  });
});
