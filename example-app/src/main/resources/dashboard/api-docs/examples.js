/** Commands and examples, as somebody would type and read them. */

import { resolve } from './schema.js';

/** The example of what a schema describes; of a list, one of its items. */
export function exampleOf(document, schema) {
  if (!schema) return undefined;
  const plain = resolve(document, schema);
  if (plain.example !== undefined || plain.type !== 'array') return plain.example;
  const item = exampleOf(document, plain.items);
  return item === undefined ? undefined : [item];
}

export const pretty = (example) => (typeof example === 'string' ? example : JSON.stringify(example, null, 2));

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The request in a shell. The variables of the path stay, for whoever knows their values. */
export function curl(document, method, path, { security, requestBody, responses }) {
  const lines = [`curl -sS "$URL${path}"`];
  if (method !== 'get') lines[0] += ` -X ${method.toUpperCase()}`;
  if (security) lines.push('-H "Authorization: Bearer $TOKEN"');
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? [];
  if (type) {
    const example = exampleOf(document, content.schema) ?? (type.endsWith('json') ? {} : '');
    lines.push(`-H ${quoted(`Content-Type: ${type}`)}`);
    lines.push(`-d ${quoted(typeof example === 'string' ? example : JSON.stringify(example))}`);
  }
  const types = Object.keys(responses['200']?.content ?? {});
  if (types.length > 1) lines.push(`-H 'Accept: ${types[0]}'`);
  return lines.join(' \\\n  ');
}
