// `npm run configuration-docs`: writes the settings that the code declares to docs/configuration.md; with --check it only compares.
import { writeFileSync } from 'node:fs';
import { documentFile, documentNow } from './configuration/document.mjs';
import { describe } from './start/failure.mjs';

try {
  const { written, text } = await documentNow();
  if (written !== text && process.argv.includes('--check')) {
    console.error(
      'docs/configuration.md is out of date. Run npm run configuration-docs and look at the change.',
    );
    process.exitCode = 1;
  } else if (written !== text) {
    writeFileSync(documentFile, text);
    console.log('docs/configuration.md written');
  }
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}
