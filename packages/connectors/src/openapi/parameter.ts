import type { ApiNode } from './api-node.js';

/** How a parameter's value is written (OpenAPI 3.1, 4.8.12.2); `tabDelimited` is Swagger's `tsv`. */
export type ParameterStyle =
  'simple' | 'label' | 'matrix' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'tabDelimited' | 'deepObject';

/** Where a parameter goes. */
export type ParameterPlace = 'path' | 'query' | 'header' | 'cookie';

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly place: ParameterPlace;
  readonly style: ParameterStyle;
  /** Whether each element of a list or object is written on its own. */
  readonly explode: boolean;
  /** Whether the characters that structure an address stay as they are. */
  readonly allowReserved: boolean;
  /** Whether the value is written as JSON (`content` in place of `schema`). */
  readonly json: boolean;
  readonly schema?: ApiNode;
}

const PLACES: readonly string[] = ['path', 'query', 'header', 'cookie'] satisfies ParameterPlace[];

const STYLES: readonly string[] = [
  'simple',
  'label',
  'matrix',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'deepObject',
] satisfies ParameterStyle[];

const DEFAULT_STYLE: Readonly<Record<ParameterPlace, ParameterStyle>> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};

/** What `collectionFormat` of Swagger 2.0 is called now. */
const COLLECTION_STYLES: Readonly<Record<string, ParameterStyle>> = {
  ssv: 'spaceDelimited',
  tsv: 'tabDelimited',
  pipes: 'pipeDelimited',
};

export function isSwagger2(document: ApiNode): boolean {
  return document.get('swagger') !== undefined;
}

/**
 * Reads a parameter; undefined for one that is part of the body.
 *
 * @param as - place that counts in place of the declared one: fields of a form are written like a query
 */
export function readParameter(node: ApiNode, document: ApiNode, as?: ParameterPlace): Parameter | undefined {
  const name = node.text('name');
  const place = as ?? node.text('in');
  if (name === undefined || !isPlace(place)) return undefined;
  return isSwagger2(document) ? swaggerParameter(node, name, place) : openApiParameter(node, name, place);
}

function openApiParameter(node: ApiNode, name: string, place: ParameterPlace): Parameter {
  const style = styleOf(node, place);
  const [content] = node.entries('content');
  const schema = content ? content[1].get('schema') : node.get('schema');
  return {
    name,
    place,
    style,
    explode: explodes(node, style),
    allowReserved: node.flag('allowReserved') ?? false,
    json: content !== undefined,
    ...(schema && { schema }),
  };
}

/** The style that a parameter or the encoding of a field declares, else the usual one of its place. */
export function styleOf(node: ApiNode | undefined, place: ParameterPlace): ParameterStyle {
  const style = node?.text('style');
  return isStyle(style) ? style : DEFAULT_STYLE[place];
}

/** Only forms write each element on its own unless told otherwise. */
export function explodes(node: ApiNode | undefined, style: ParameterStyle): boolean {
  return node?.flag('explode') ?? (style === 'form' || style === 'deepObject');
}

function swaggerParameter(node: ApiNode, name: string, place: ParameterPlace): Parameter {
  const format = node.text('collectionFormat') ?? 'csv';
  const style = Object.hasOwn(COLLECTION_STYLES, format) ? COLLECTION_STYLES[format] : undefined;
  return {
    name,
    place,
    style: (place === 'query' ? style : undefined) ?? DEFAULT_STYLE[place],
    explode: format === 'multi',
    allowReserved: false,
    json: false,
    schema: node,
  };
}

function isPlace(text: string | undefined): text is ParameterPlace {
  return text !== undefined && PLACES.includes(text);
}

function isStyle(text: string | undefined): text is ParameterStyle {
  return text !== undefined && STYLES.includes(text);
}
