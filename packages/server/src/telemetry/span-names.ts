/**
 * Names of spans and of their attributes. Those of runs and states are what dashboards of the existing stack look for
 * (workflow-runtime.md 9.2).
 */
export const sonataflow = (name: string): string => `sonataflow.${name}`;

export const INSTANCE_ID = sonataflow('process.instance.id');
export const INSTANCE_STATE = sonataflow('process.instance.state');
export const WORKFLOW_ID = sonataflow('process.id');
export const WORKFLOW_VERSION = sonataflow('process.version');
export const STATE = sonataflow('workflow.state');
export const ACTION = sonataflow('workflow.action');
export const NODE_ID = sonataflow('node.instance.id');
export const NODE_TYPE = sonataflow('node.type');
/** Absent where a node was left by itself. */
export const NODE_OUTCOME = sonataflow('node.outcome');
export const FUNCTION_NAME = sonataflow('function.name');
export const FUNCTION_TYPE = sonataflow('function.type');
export const ERROR_TYPE = 'error.type';
export const STATUS_CODE = 'http.response.status_code';
