import { Command, Option } from 'commander';
import type { Dialect } from '@orchestrator/definition';
import { checkDocument, withDuplicates } from '../documents/check.js';
import type { CheckedDocument } from '../documents/check.js';
import { findDocuments } from '../documents/find-documents.js';
import { workflowsFolderOf } from '../documents/workflows-folder.js';
import { githubReport } from '../report/github-report.js';
import { jsonReport } from '../report/json-report.js';
import { styleFor } from '../report/style.js';
import { summarise, summaryLine } from '../report/summary.js';
import { textReport } from '../report/text-report.js';
import type { Terminal } from '../terminal.js';
import { dialectOption, existingFolder, resourceMap, resourceMapOption, rootOption } from './options.js';

interface Options {
  readonly root?: string;
  readonly resourceMap?: readonly string[];
  readonly fetch?: true;
  readonly dialect: Dialect;
  readonly json?: true;
  readonly format?: 'text' | 'github';
}

const HELP = `
Examples:
  $ orchestrator validate workflows
  $ orchestrator validate workflows/greeting/greeting.sw.yaml
  $ orchestrator validate workflows --format github
  $ orchestrator validate workflows --resource-map https://example.com/specs/=specs
  $ orchestrator validate workflows --json > findings.json

Without --root, the workflows folder is the folder that is named; for a document, or a folder with a document in it,
it is the folder above, since each workflow has a folder of its own.

--json prints one object:
  { "valid": false,
    "summary": { "files": 1, "errors": 1, "warnings": 0, "hints": 0 },
    "documents": [ { "file": "a/a.sw.yaml", "workflowId": "a", "valid": false,
      "findings": [ { "severity": "error", "code": "unknown-state", "message": "…",
                      "file": "a/a.sw.yaml", "line": 12, "column": 17 } ] } ] }
"severity" is error, warning or hint; "workflowId" is null when there is none; paths are relative to the current folder.

Exit code: 0 when no document has an error, warnings or not; 1 when one has; 2 when nothing could be checked, for
instance because of a misspelt option or path.`;

/** `orchestrator validate PATH…`: prints everything that is to be said about workflow documents. */
export function validateCommand(terminal: Terminal, end: (code: number) => void): Command {
  return new Command('validate')
    .summary('check workflow documents')
    .description('Checks workflow documents and prints what is wrong with them, with file, line and column.')
    .argument('<path...>', 'documents, or folders: all *.sw.json, *.sw.yaml and *.sw.yml below them')
    .addOption(rootOption())
    .addOption(resourceMapOption())
    .addOption(new Option('--fetch', 'fetch documents with an address that no folder stands for'))
    .addOption(dialectOption())
    .addOption(new Option('--json', 'print an object for programs, see below'))
    .addOption(
      new Option('--format <name>', 'text for people, github for annotations of GitHub Actions')
        .choices(['text', 'github'])
        .conflicts('json'),
    )
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: Options) => {
      const documents = await check(paths, options, terminal.cwd);
      await print(documents, options, terminal);
      end(summarise(documents).errors > 0 ? 1 : 0);
    });
}

async function check(paths: readonly string[], options: Options, cwd: string): Promise<CheckedDocument[]> {
  const map = await resourceMap(options.resourceMap ?? [], cwd);
  const named = options.root === undefined ? undefined : await existingFolder(options.root, cwd, '--root');
  const { dialect, fetch = false } = options;
  const checked = new Map<string, CheckedDocument>();
  for (const given of paths) {
    const files = await findDocuments(given, cwd);
    const root = named ?? (await workflowsFolderOf(given, cwd));
    for (const file of files) {
      if (checked.has(file)) continue;
      checked.set(file, await checkDocument(file, { root, map, dialect, fetch }));
    }
  }
  return withDuplicates([...checked.values()], cwd);
}

async function print(
  documents: readonly CheckedDocument[],
  { json, format }: Options,
  terminal: Terminal,
): Promise<void> {
  const { cwd, colours } = terminal;
  if (json) return terminal.out(`${JSON.stringify(jsonReport(documents, cwd), null, 2)}\n`);
  if (format === 'github')
    return terminal.out(`${githubReport(documents, cwd)}${summaryLine(summarise(documents))}\n`);
  terminal.out(await textReport(documents, cwd, styleFor(colours)));
}
