/** Workflows that wait in every way that leaves rows, by the names of their files. */
export function upgradeWorkflows(port: number): { readonly [file: string]: string } {
  return {
    'calling.sw.yaml': `
id: calling
start: Ask
functions: [{name: get, type: custom, operation: 'rest:GET:http://127.0.0.1:${port}/x'}]
states:
  - {name: Ask, type: operation, actions: [{functionRef: get, actionDataFilter: {toStateData: .answer}}], end: true}
`,
    'napping.sw.yaml': `
id: napping
start: Nap
states:
  - {name: Nap, type: sleep, duration: PT2S, transition: Wake}
  - {name: Wake, type: inject, data: {awake: true}, end: true}
`,
    'listening.sw.yaml': `
id: listening
start: Listen
events: [{name: paid, type: paid, source: '', correlation: [{contextAttributeName: order}]}]
states:
  - {name: Listen, type: event, onEvents: [{eventRefs: [paid], eventDataFilter: {toStateData: .paid}}], end: true}
`,
    'hearing.sw.yaml': `
id: hearing
start: Listen
events: [{name: told, type: told, source: ''}]
states:
  - {name: Listen, type: event, onEvents: [{eventRefs: [told], eventDataFilter: {toStateData: .told}}], end: true}
`,
    'announcing.sw.yaml': `
id: announcing
start: Say
events: [{name: said, type: said, source: '', kind: produced}]
states:
  - {name: Say, type: inject, data: {said: true}, end: {produceEvents: [{eventRef: said}]}}
`,
    'parent.sw.yaml': `
id: parent
start: Run
states:
  - name: Run
    type: operation
    actions: [{subFlowRef: child, actionDataFilter: {toStateData: .child}}]
    end: true
`,
    'child.sw.yaml': `
id: child
start: Be
states:
  - {name: Be, type: inject, data: {inside: true}, end: true}
`,
  };
}
