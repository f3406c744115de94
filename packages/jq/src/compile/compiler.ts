import type { Ast } from '../syntax/ast.js';
import { compileIndex, compileIterate, compileSlice } from './access.js';
import { compileAssign } from './assign.js';
import { compileBind } from './bind.js';
import { type Code, constant } from './code.js';
import { compileAlternative, compileCondition, compileLogic, compileTry } from './conditions.js';
import { compileArray, compileObject } from './construct.js';
import { compileCall, compileFunction } from './functions.js';
import { compileBreak, compileLabel } from './label.js';
import { compileForeach, compileReduce } from './loops.js';
import { compileBinary, compileNegate } from './operators.js';
import { compileComma, compileIdentity, compilePipe, compileVariable } from './flow.js';
import { compileRecurse } from './recurse.js';
import { compileFormat, compileString } from './strings.js';
import type { Names } from './scope.js';
import { freezeDeep } from '../value/record.js';

/** Compiles a syntax tree whose names have been checked to closures. */
export function compileAst(ast: Ast, names: Names): Code {
  if (--names.work.left < 0) throw new RangeError('The program is too large');
  switch (ast.kind) {
    case 'identity':
      return compileIdentity();
    case 'recurse':
      return compileRecurse();
    case 'literal':
      return constant(freezeDeep(ast.value));
    case 'location':
      return constant(freezeDeep({ file: '<top-level>', line: ast.line }));
    case 'string':
      return compileString(ast, names, compileAst);
    case 'format':
      return compileFormat(ast, names);
    case 'array':
      return compileArray(ast, names, compileAst);
    case 'object':
      return compileObject(ast, names, compileAst);
    case 'index':
      return compileIndex(ast, names, compileAst);
    case 'slice':
      return compileSlice(ast, names, compileAst);
    case 'iterate':
      return compileIterate(ast, names, compileAst);
    case 'negate':
      return compileNegate(ast, names, compileAst);
    case 'pipe':
      return compilePipe(ast, names, compileAst);
    case 'comma':
      return compileComma(ast, names, compileAst);
    case 'arithmetic':
    case 'compare':
      return compileBinary(ast, names, compileAst);
    default:
      return compileControl(ast, names);
  }
}

type Simple =
  | 'identity'
  | 'recurse'
  | 'literal'
  | 'location'
  | 'string'
  | 'format'
  | 'array'
  | 'object'
  | 'index'
  | 'slice'
  | 'iterate'
  | 'negate'
  | 'pipe'
  | 'comma'
  | 'arithmetic'
  | 'compare';

function compileControl(ast: Exclude<Ast, { readonly kind: Simple }>, names: Names): Code {
  switch (ast.kind) {
    case 'and':
    case 'or':
      return compileLogic(ast, names, compileAst);
    case 'alternative':
      return compileAlternative(ast, names, compileAst);
    case 'assign':
      return compileAssign(ast, names, compileAst);
    case 'if':
      return compileCondition(ast, names, compileAst);
    case 'try':
      return compileTry(ast, names, compileAst);
    case 'reduce':
      return compileReduce(ast, names, compileAst);
    case 'foreach':
      return compileForeach(ast, names, compileAst);
    case 'bind':
      return compileBind(ast, names, compileAst);
    case 'function':
      return compileFunction(ast, names, compileAst);
    case 'call':
      return compileCall(ast, names, compileAst);
    case 'variable':
      return compileVariable(ast, names);
    case 'label':
      return compileLabel(ast, names, compileAst);
    case 'break':
      return compileBreak(ast, names);
  }
}
