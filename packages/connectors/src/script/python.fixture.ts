import { spawnSync } from 'node:child_process';
import type { JsonObject } from '@orchestrator/definition';
import type { PythonChanges, PythonVariables } from '@orchestrator/engine';
import type { ConnectorCall } from '../connector.js';
import { callOf, never } from '../testing/call.fixture.js';
import { scriptConnector } from './script-connector.js';

/** Whether this machine has what the tests of Python scripts need. */
export const pythonIsPresent = spawnSync('python3', ['--version']).status === 0;

/** Name of a suite that needs Python; says when it is left out. */
export function pythonSuite(name: string): string {
  return pythonIsPresent ? name : `${name} (left out: python3 not found; install Python to run these)`;
}

/** A run whose scripts are called one after the other. */
export class PythonRun {
  variables: PythonVariables = {};

  /** Calls a script, and keeps what it has changed. */
  async run(
    script: string,
    variables: JsonObject = {},
    more: Partial<ConnectorCall> = {},
    signal: AbortSignal = never,
  ): Promise<PythonChanges> {
    const given = { operation: 'python', arguments: { script, ...variables }, python: this.variables };
    const { result, python } = await scriptConnector.call(callOf({ ...given, ...more }), signal);
    if (result !== null || !python) throw new Error('a Python script has variables and no result');
    const all = Object.entries({ ...this.variables, ...python });
    this.variables = Object.fromEntries(all.flatMap(([name, kept]) => (kept ? [[name, kept]] : [])));
    return python;
  }

  /** What `$WORKFLOW.python` would read. */
  get values(): JsonObject {
    return Object.fromEntries(Object.entries(this.variables).map(([name, { value }]) => [name, value]));
  }
}
