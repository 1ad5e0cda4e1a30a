/**
 * What can be done by keys and by the palette. Keys are single (`/`), two after each other (`g n`), or with
 * Ctrl (`Control+k`). Who is typing is never disturbed: without Ctrl they act only outside of fields, and
 * can be switched off.
 */
import { singleKeys } from './preferences.js';

/** The second of two keys must follow soon. */
const SEQUENCE_MILLIS = 1_500;

const bindings = new Set();
let first = null;
let firstAt = 0;

/**
 * Offers something to do, until the answer is called.
 *
 * @param keys as above, letters in lower case; null for what has no keys
 * @param act called with the event; the key then does nothing else
 * @param about `label` (a text, or a function that gives one) and `group` (of texts.keys.groups) for the list
 *     of all keys; `icon` for the palette, which shows what has both label and icon
 */
export function bind(keys, act, about = {}) {
  const binding = { keys, act, ...about };
  bindings.add(binding);
  return () => bindings.delete(binding);
}

/** Lit controller: binds keys while its host is on the page. */
export class Keys {
  #wanted;
  #bound = [];

  /** @param wanted rows of the arguments of bind() */
  constructor(host, wanted) {
    this.#wanted = wanted;
    host.addController(this);
  }

  hostConnected() {
    this.#bound = this.#wanted.map((binding) => bind(...binding));
  }

  hostDisconnected() {
    this.#bound.forEach((unbind) => unbind());
  }
}

/**
 * What is offered now and has a label: `{keys, act, label, group, icon}`, in the order of binding. Of several
 * for the same keys only the latest, which wins.
 */
export function offers() {
  const latest = new Map([...bindings].map((binding) => [binding.keys ?? binding, binding]));
  return [...bindings]
    .filter((binding) => binding.label && latest.get(binding.keys ?? binding) === binding)
    .map((binding) => ({ ...binding, label: resolve(binding.label) }));
}

function resolve(label) {
  return typeof label === 'function' ? label() : label;
}

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  // On many keyboards [ and ] are typed with AltGr, which some systems report as Ctrl and Alt.
  const isPlain = event.getModifierState('AltGraph');
  if (event.altKey && !isPlain) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (['Control', 'Shift', 'Meta', 'AltGraph'].includes(key)) return;
  if ((event.ctrlKey || event.metaKey) && !isPlain) {
    run(`Control+${key}`, event);
    return;
  }
  if (isTyping(event) || isInDialog(event) || !singleKeys()) return;
  const sequence = first && performance.now() - firstAt < SEQUENCE_MILLIS ? `${first} ${key}` : null;
  first = null;
  if ((sequence && run(sequence, event)) || run(key, event)) return;
  if ([...bindings].some(({ keys }) => keys?.startsWith(`${key} `))) {
    first = key;
    firstAt = performance.now();
  }
});

/** The latest binding wins: what floats above a page was bound after it. */
function run(keys, event) {
  const binding = [...bindings].findLast((candidate) => candidate.keys === keys);
  if (!binding) return false;
  event.preventDefault();
  if (!isBeforeAnswer(event)) binding.act(event);
  return true;
}

function isTyping(event) {
  const node = event.composedPath()[0];
  return node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);
}

/** Decided now, not when what the key opens is loaded: the question may be answered by then. */
function isBeforeAnswer(event) {
  return event.composedPath().some((node) => node.mustBeAnswered);
}

function isInDialog(event) {
  return event.composedPath().some((node) => node.tagName === 'DIALOG');
}
