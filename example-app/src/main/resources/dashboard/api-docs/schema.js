/** Schemas as lists of members, with what bounds them. */

import { element, words } from './element.js';

const PREFIX = '#/components/schemas/';

/** What a reference means; what is null or the one thing is that thing. */
export function resolve(document, schema) {
  if (schema.$ref) return resolve(document, document.components.schemas[schema.$ref.slice(PREFIX.length)]);
  if (schema.allOf?.length === 1) return { ...resolve(document, schema.allOf[0]), ...schema, allOf: undefined };
  return schema;
}

function kind(document, schema) {
  const plain = resolve(document, schema);
  if (plain.oneOf) return plain.oneOf.map((each) => kind(document, each)).join(' or ');
  if (plain.type === 'array') return `list of ${kind(document, plain.items)}`;
  return plain.format && !plain.format.startsWith('int') ? plain.format : (plain.type ?? 'anything');
}

function range(least, most, what) {
  if (least === undefined && most === undefined) return '';
  if (least === undefined) return `at most ${most}${what}`;
  return most === undefined ? `at least ${least}${what}` : `${least} to ${most}${what}`;
}

function bounds(document, schema) {
  const plain = resolve(document, schema);
  const of = plain.type === 'array' ? resolve(document, plain.items) : plain;
  return [
    kind(document, schema),
    plain.nullable ? 'or null' : '',
    schema.place === 'path' ? 'in the path' : '',
    range(plain.minimum, plain.maximum, ''),
    range(plain.minLength, plain.maxLength, ' characters'),
    range(plain.minItems, plain.maxItems, ' items'),
    plain.default === undefined ? '' : `${plain.default} when absent`,
    of.enum ? of.enum.join(' | ') : '',
  ].filter((each) => each !== '');
}

/** The object that a schema is, or is a list of; nothing where there is none with members. */
function object(document, schema) {
  const plain = resolve(document, schema);
  if (plain.type === 'array') return object(document, plain.items);
  if (plain.oneOf) return plain.oneOf.map((each) => object(document, each)).find((each) => each);
  return plain.properties ? plain : undefined;
}

function nested(document, schema) {
  const inner = object(document, schema);
  if (!inner) return '';
  const details = element('details', {}, element('summary', {}, 'its members'));
  details.addEventListener('toggle', () => details.append(list(document, inner)), { once: true });
  return details;
}

function list(document, { properties, required = [] }) {
  return element(
    'dl',
    {},
    ...Object.entries(properties).flatMap(([name, schema]) => [
      element(
        'dt',
        {},
        element('code', {}, name),
        element('span', { class: 'kind' }, [...bounds(document, schema), required.includes(name) ? '' : 'optional'].filter(Boolean).join(', ')),
      ),
      element('dd', {}, ...words(schema.description ?? resolve(document, schema).description ?? ''), nested(document, schema)),
    ]),
  );
}

/** All members of what a schema describes; its kind where it has none. */
export function members(document, schema) {
  const inner = object(document, schema);
  const isOne = resolve(document, schema).type === 'object';
  return element(
    'div',
    {},
    inner && isOne ? '' : element('p', { class: 'kind' }, bounds(document, schema).join(', ')),
    inner ? list(document, inner) : '',
  );
}
