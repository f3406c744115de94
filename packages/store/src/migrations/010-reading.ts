/**
 * What a process found out when it read the document of a workflow in force, in a form of its own: the next process need
 * not compile a document again that is still the same. A release that knows nothing of it leaves it as it is, so it names
 * the definition that it is about.
 */
export const reading = `
alter table orchestrator.workflow add column reading json;
`;
