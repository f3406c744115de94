import type { CallError } from '../facts.js';

/**
 * Java class names under which published workflows know errors that have other names here (workflow-runtime.md 7.7):
 * the exception first, then what it wraps.
 */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  'http-status': ['jakarta.ws.rs.WebApplicationException', 'jakarta.ws.rs.ProcessingException'],
  network: ['jakarta.ws.rs.ProcessingException', 'java.net.ConnectException', 'java.io.IOException'],
  timeout: ['java.util.concurrent.TimeoutException', 'java.io.IOException'],
  'bad-arguments': ['java.lang.IllegalArgumentException'],
  'bad-duration': ['java.lang.IllegalArgumentException'],
  'expression-failed': ['java.lang.IllegalArgumentException'],
  'expression-budget': ['java.lang.IllegalArgumentException'],
  'unknown-variable': ['java.lang.IllegalArgumentException'],
  'no-branch': ['java.lang.IllegalArgumentException'],
  'bad-collection': ['java.lang.IllegalArgumentException'],
  'resource-unavailable': ['java.io.UncheckedIOException', 'java.io.IOException'],
};

const RUNTIME = ['java.lang.RuntimeException', 'java.lang.Exception', 'java.lang.Throwable'];

/** What exceptions extend beside the classes that all of them extend. */
const EXTENDS: Readonly<Record<string, readonly string[]>> = {
  'java.net.ConnectException': ['java.net.SocketException', 'java.io.IOException'],
};

/** The class names of an error, the exception itself first. */
export function classesOf({ code, classes }: CallError): readonly string[] {
  if (classes !== undefined) return classes;
  return (
    (Object.hasOwn(CLASSES, code) ? CLASSES[code] : undefined) ?? [
      'org.kie.kogito.internal.process.workitem.WorkItemExecutionException',
    ]
  );
}

/** What the class of an error extends. Handlers in practice name `java.lang.RuntimeException` to mean any failure. */
export function superclassesOf(error: CallError): readonly string[] {
  const [name = ''] = classesOf(error);
  // The runtime wrapped what its calls threw, so a runtime exception is always among the superclasses.
  return [...((Object.hasOwn(EXTENDS, name) ? EXTENDS[name] : undefined) ?? []), ...RUNTIME];
}
