/** How the page looks, by light and by dark. */
export const pageStyle = `
:root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif; }
body { margin: 0; height: 100vh; display: grid; grid: auto 1fr / 2fr 2fr 1fr; }
header { grid-column: 1 / -1; display: flex; gap: .75rem; align-items: center; padding: .5rem 1rem; border-bottom: 1px solid #8886; }
h1 { font-size: 1rem; margin: 0 auto 0 0; }
section { display: flex; flex-direction: column; gap: .25rem; min-width: 0; min-height: 0; padding: .75rem 1rem; overflow: auto; border-right: 1px solid #8886; }
label { font-size: .8rem; }
textarea, pre, code { font: 13px/1.5 ui-monospace, monospace; }
textarea { flex: 3; min-height: 6rem; resize: none; border: 1px solid #8886; border-radius: 4px; padding: .5rem; }
#variables { flex: 1; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
code { display: block; overflow-wrap: anywhere; padding-left: 1rem; }
p { margin: 0 0 .25rem 1rem; font-size: .8rem; }
button { font: inherit; padding: .25rem 1rem; }
@media (max-width: 800px) { body { grid: auto / 1fr; height: auto; } }
`;
