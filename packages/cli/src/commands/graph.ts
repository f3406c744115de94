import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { toMermaid } from '@orchestrator/definition';
import type { Dialect } from '@orchestrator/definition';
import { checkDocument } from '../documents/check.js';
import { workflowsFolderOf } from '../documents/workflows-folder.js';
import { styleFor } from '../report/style.js';
import { textReport } from '../report/text-report.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { dialectOption, existingFolder, rootOption } from './options.js';

interface Options {
  readonly root?: string;
  readonly dialect: Dialect;
}

/** `orchestrator graph FILE`: prints the states of a workflow as a Mermaid flowchart. */
export function graphCommand(terminal: Terminal, end: (code: number) => void): Command {
  const { cwd } = terminal;
  return new Command('graph')
    .summary('draw a workflow')
    .description('Prints the states of a workflow and the ways between them as a Mermaid flowchart.')
    .argument('<file>', 'the document')
    .addOption(rootOption())
    .addOption(dialectOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ orchestrator graph workflows/greeting/greeting.sw.yaml > greeting.mmd',
    )
    .action(async (given: string, { root: named, dialect }: Options) => {
      const file = path.resolve(cwd, given);
      const info = await stat(file).catch(() => undefined);
      if (!info?.isFile()) throw new UsageError(`There is no file ${given}; correct the path.`);
      const root =
        named === undefined
          ? await workflowsFolderOf(given, cwd)
          : await existingFolder(named, cwd, '--root');
      const document = await checkDocument(file, { root, map: new Map(), dialect, fetch: false });
      if (document.program) {
        terminal.out(toMermaid(document.program));
        return end(0);
      }
      terminal.err(await textReport([document], cwd, styleFor(false)));
      end(1);
    });
}
