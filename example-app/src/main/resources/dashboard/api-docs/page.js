/**
 * The page about the API. It draws `/openapi.json`: what a route needs and answers is drawn when
 * somebody opens it, and what an object holds when somebody opens that.
 */

import { theme } from '../preferences.js';
import { element, words } from './element.js';
import { members } from './schema.js';
import { curl, exampleOf, pretty } from './examples.js';

if (theme() !== 'system') document.documentElement.dataset.theme = theme();

const main = document.querySelector('main');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** A part of a route's description, with its title. */
function part(title, ...content) {
  return element('div', {}, element('h3', {}, title), ...content);
}

function body(document, title, content, description) {
  return Object.entries(content ?? {}).map(([type, { schema }]) => {
    const shown = exampleOf(document, schema);
    return part(
      `${title}, ${type}`,
      description ? element('p', { class: 'muted' }, ...words(description)) : '',
      schema ? members(document, schema) : '',
      shown === undefined ? '' : element('pre', { tabindex: '0', 'aria-label': 'Example' }, pretty(shown)),
    );
  });
}

function parameters(document, all) {
  const schema = {
    type: 'object',
    required: all.filter(({ required }) => required).map(({ name }) => name),
    properties: Object.fromEntries(
      all.map(({ name, schema: own, description, in: place }) => [name, { ...own, description, place }]),
    ),
  };
  return part('Parameters', members(document, schema));
}

function answers(document, responses) {
  return Object.entries(responses)
    .sort(([one], [other]) => one.localeCompare(other))
    .flatMap(([status, { content, description }]) =>
      content
        ? body(document, `Answer ${status}`, content, status.endsWith('XX') ? description : '')
        : [part(`Answer ${status}`, element('p', { class: 'muted' }, 'Without a body.'))],
    );
}

function signIn(security) {
  if (!security) return 'Anybody may ask.';
  const ways = security.flatMap(Object.keys);
  return ways.includes('agentKey') ? "By a device's key." : 'By a token (Authorization: Bearer …), or signed in by cookie.';
}

function fill(document, details, { method, path, operation }) {
  const more = operation.description !== operation.summary ? operation.description : '';
  details.append(
    element(
      'div',
      { class: 'body' },
      more ? element('p', {}, ...words(more)) : '',
      element('p', { class: 'muted' }, signIn(operation.security)),
      operation.parameters ? parameters(document, operation.parameters) : '',
      ...body(document, 'Body', operation.requestBody?.content),
      part('In a shell', element('pre', { tabindex: '0', 'aria-label': 'Command' }, curl(document, method, path, operation))),
      ...answers(document, operation.responses),
    ),
  );
}

function route(document, entry) {
  const { method, path, operation } = entry;
  const details = element(
    'details',
    { class: 'route panel', id: operation.operationId },
    element(
      'summary',
      {},
      element('span', { class: `method ${method.toUpperCase()}` }, method.toUpperCase()),
      element('span', { class: 'path' }, path),
      element('span', { class: 'muted' }, ...words(operation.summary ?? '')),
    ),
  );
  details.addEventListener('toggle', () => fill(document, details, entry), { once: true });
  return details;
}

function routes(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => ({ method, path, operation: item[method] })),
  );
}

function groups(all) {
  const groups = new Map();
  for (const entry of all) {
    const name = entry.operation.tags?.[0] ?? 'Other';
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups].sort(([one], [other]) => one.localeCompare(other));
}

function draw(document) {
  window.document.querySelector('#intro').replaceChildren(...words(document.info.description));
  for (const [name, all] of groups(routes(document))) {
    const id = `group-${name.toLowerCase().replaceAll(/\W+/g, '-')}`;
    window.document.querySelector('#groups').append(element('li', {}, element('a', { href: `#${id}` }, name)));
    main.append(element('section', { id }, element('h2', {}, name), ...all.map((entry) => route(document, entry))));
  }
}

/** Hides what has none of the words; a group without a route goes as well. */
function find(text) {
  const wanted = text.toLowerCase().split(/\s+/);
  let found = 0;
  for (const section of main.querySelectorAll('section')) {
    let here = 0;
    for (const details of section.querySelectorAll('.route')) {
      const summary = details.firstElementChild.textContent.toLowerCase();
      details.hidden = !wanted.every((word) => summary.includes(word));
      if (!details.hidden) here++;
    }
    section.hidden = here === 0;
    found += here;
  }
  document.querySelector('#found').textContent = found === 1 ? '1 route' : `${found} routes`;
}

function openNamed() {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named?.matches('.route')) named.open = true;
  named?.scrollIntoView();
}

const answer = await fetch('/openapi.json').catch(() => null);
if (answer?.ok) {
  draw(await answer.json());
  document.querySelector('#search').addEventListener('input', ({ target }) => find(target.value));
  addEventListener('hashchange', openNamed);
  openNamed();
} else {
  main.append(element('p', { class: 'failure', role: 'alert' }, 'The description could not be loaded. Load the page again.'));
}
main.ariaBusy = 'false';
