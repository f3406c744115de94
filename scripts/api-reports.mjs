// `npm run api-reports`: writes what each public package offers to its report.api.md; with --check it only compares.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { inRoot } from './start/paths.mjs';

const check = process.argv.includes('--check');

/** Every entry point of every public package, with the declarations that the type check has just written. */
function entryPoints() {
  const { references } = JSON.parse(readFileSync(inRoot('tsconfig.packages.json'), 'utf8'));
  const engine = references.map(({ path: folder }) => ({
    folder,
    types: `${folder}/dist/index.d.ts`,
    report: 'report',
  }));
  const plugins = ['orchestrator-common', 'orchestrator-backend', 'orchestrator'].map(
    (name) => `plugins/${name}`,
  );
  return [
    ...engine,
    ...plugins.map((folder) => ({ folder, types: `dist-types/${folder}/src/index.d.ts`, report: 'report' })),
    {
      folder: 'plugins/orchestrator',
      types: 'dist-types/plugins/orchestrator/src/legacy.d.ts',
      report: 'report-legacy',
    },
  ];
}

const quiet = { default: { logLevel: 'none' } };

function configure({ folder, types, report }) {
  const temporary = inRoot('node_modules', '.cache', 'orchestrator', 'api', folder);
  mkdirSync(temporary, { recursive: true });
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: inRoot(folder, 'package.json'),
    configObject: {
      projectFolder: inRoot(folder),
      mainEntryPointFilePath: inRoot(types),
      newlineKind: 'lf',
      compiler: { overrideTsconfig: compilerOptions },
      apiReport: {
        enabled: true,
        reportFileName: `${report}.api.md`,
        reportFolder: inRoot(folder),
        reportTempFolder: temporary,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: quiet,
        extractorMessageReporting: quiet,
        tsdocMessageReporting: quiet,
      },
    },
  });
}

const compilerOptions = {
  compilerOptions: {
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable'],
    module: 'preserve',
    moduleResolution: 'bundler',
    jsx: 'react-jsx',
    strict: true,
    skipLibCheck: true,
    types: ['node'],
  },
};

/** Exports without a doc comment: the house wants a sentence on each. */
function undocumented(file) {
  const report = readFileSync(file, 'utf8');
  return [
    ...report.matchAll(/\(undocumented\)\nexport (?:\w+ )*?(?:class|const|function|interface|type) (\w+)/g),
  ].map(([, name]) => name);
}

function examine(entry) {
  const { folder, types, report } = entry;
  const shown = path.join(folder, `${report}.api.md`);
  if (!existsSync(inRoot(types))) return [`${shown}: there is no ${types}. Run npm run typecheck first.`];
  const { apiReportChanged } = Extractor.invoke(configure(entry), {
    localBuild: !check,
    messageCallback: silence,
  });
  const problems = undocumented(
    inRoot('node_modules/.cache/orchestrator/api', folder, `${report}.api.md`),
  ).map((name) => `${shown}: ${name} has no doc comment.`);
  if (check && apiReportChanged)
    problems.push(`${shown} is out of date. Run npm run api-reports and look at the change.`);
  if (!check && apiReportChanged) console.log(`${shown} written`);
  return problems;
}

function silence(message) {
  message.handled = true;
}

const problems = entryPoints().flatMap(examine);
problems.forEach((problem) => console.error(problem));
process.exitCode = problems.length === 0 ? 0 : 1;
