// zod, which Backstage brings along, tries out at its first use whether it may generate code. Under the portal's content
// security policy it may not, and the mere attempt is reported as a violation. This tells it beforehand.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
