import ts from 'typescript';
import { Failure } from '../start/failure.mjs';
import { isDeclaration, walk } from './sources.mjs';

/**
 * The settings that a source file declares: the fields of each `setting({ … })`, and `listed`: nothing reads by the
 * declaration itself, because it only stands in a list.
 */
export function declarationsIn({ file, tree }) {
  const found = [];
  walk(tree, (node) => {
    if (!isDeclaration(node)) return;
    const listed = ts.isArrayLiteralExpression(node.parent);
    found.push({ ...fieldsOf(node, file), file, listed });
  });
  return found;
}

function fieldsOf({ arguments: [given] }, file) {
  const fields = given && ts.isObjectLiteralExpression(given) ? given.properties : [];
  return Object.fromEntries(
    fields.map((field) => {
      const value = field.initializer;
      if (!value || !ts.isStringLiteralLike(value))
        throw new Failure(`${file}: ${field.getText()} of a setting must be a plain text.`);
      return [field.name.getText(), value.text];
    }),
  );
}
