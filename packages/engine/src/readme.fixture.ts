import { loadDefinition, StoredResources } from '@orchestrator/definition';
import { advance, createInstance } from './index.js';

const text = `
id: greeting
functions: [{name: translate, type: custom, operation: 'rest:post:http://localhost/translate'}]
states:
  - name: Greet
    type: operation
    actions: [{functionRef: {refName: translate, arguments: {text: Hello, to: .language}}}]
    end: true
`;
const { program } = await loadDefinition('greeting.sw.yaml', text, new StoredResources(new Map()));
if (!program) throw new Error('The document has findings.');

const now = Date.UTC(2026, 0, 2);
const created = createInstance(program, { id: 'run-1', data: { language: 'Spanish' } }, now);
const first = advance(program, created, { type: 'started' }, now);
const call = first.effects.find((effect) => effect.type === 'call');
if (!call) throw new Error('Nothing is to be called.');

// Here a host stores first.instance, and then carries the call out.
const result = { greeting: 'Hola' };
const second = advance(program, first.instance, { type: 'call-succeeded', node: call.node, result }, now);

export { call, second };
