import path from 'node:path';

const vague = /^(utils?|helpers?|common|manager|misc)$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const pascal = /^[A-Z][A-Za-z0-9]*$/;

/** Says what is wrong with the name of a source file, if anything. */
export function fileNameProblem(file) {
  const { name, ext } = path.parse(file);
  const stem = name.split('.')[0];
  if (stem === '') return undefined;
  if (vague.test(stem)) return `"${stem}" says nothing: name the file after the one concept in it.`;
  if (kebab.test(stem)) return undefined;
  if (['.tsx', '.css'].includes(ext) && pascal.test(stem)) return undefined;
  return `Name files in kebab-case ("order-line.ts"), React components in PascalCase ("OrderLine.tsx").`;
}

/** ESLint rule: a file's name says what is in it, in the spelling of the house. */
export const fileName = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    return {
      Program(node) {
        const message = fileNameProblem(context.filename);
        if (message) context.report({ node, message });
      },
    };
  },
};
