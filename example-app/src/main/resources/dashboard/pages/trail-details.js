/** The details of a change that its sentence does not tell. */
import { duration, moment, number } from '../format.js';
import { text } from '../messages.js';
import { words } from './trail-fields-words.js';
import { words as trail } from './trail-words.js';

/** What the sentence says already. */
const TOLD = ['project', 'task', 'organization', 'job'];

/** Says nothing to people. */
const IS_ID = /^id$|Id$/;

/** An id, whose change says something all the same. */
const NAMED_IDS = ['teamId', 'managerIds'];

const IS_INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/**
 * `[label, before, after]`, or `[label, value]`.
 *
 * @param entry of the trail: a change
 */
export function detailsOf({ details, personName }) {
  return changesIn(details)
    .filter(([, ...values]) => values.length === 1 || !same(...values))
    .filter(([name, ...values]) => isTelling(name, values, personName))
    .map(([name, ...values]) => [words.fields[name] ?? spaced(name), ...said(name, values)]);
}

/** Changes are recorded as `{name: {before, after}}`, as two whole states, or as a list. */
function changesIn({ before, after, changes, ...others }) {
  const rest = Object.entries(others);
  if (Array.isArray(changes)) {
    return [...rest.map(one), ...changes.map((change) => [change.field, change.before, change.after])];
  }
  if (isObject(before)) {
    const now = isObject(after) ? after : others;
    const states = Object.keys(before).map((name) => [name, before[name], now[name]]);
    return [...states, ...rest.filter(([name]) => !(name in before)).map(one)];
  }
  if (before === undefined) return rest.map(one);
  // Of one thing: its name, unless another is said.
  if (after === undefined) return rest.map(([name, value]) => [name, before, value]);
  return [['name', before, after], ...rest.map(one)];
}

function one([name, value]) {
  return isObject(value) && 'after' in value ? [name, value.before, value.after] : [name, value];
}

function isTelling(name, values, personName) {
  const isChange = values.length > 1;
  if (NAMED_IDS.includes(name)) return isChange;
  if (name === 'clientSecretChanged' && values[0] === false) return false;
  if (IS_ID.test(name) || (TOLD.includes(name) && !isChange)) return false;
  return isChange || name !== 'name' || values[0] !== personName;
}

/** Of ids, that they are others. */
function said(name, values) {
  return NAMED_IDS.includes(name) ? [words.another] : values.map((value) => valueOf(value, name));
}

function valueOf(value, name) {
  if (value === null || value === undefined || value === '') return trail.none;
  if (typeof value === 'boolean') return value ? trail.yes : trail.no;
  if (typeof value === 'number') return name.endsWith('Seconds') ? lengthOf(value) : number(value);
  if (Array.isArray(value)) return value.map((each) => valueOf(each, name)).join(', ') || trail.none;
  if (isObject(value)) return JSON.stringify(value);
  if (name === 'role') return text.roles[value.toLowerCase()] ?? value;
  if (name === 'status' || name === 'by') return words.values[value.toLowerCase()] ?? value;
  return IS_INSTANT.test(value) ? moment(value) : value;
}

const lengthOf = (seconds) => (seconds % 60 === 0 ? duration(seconds) : `${number(seconds)} s`);

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

const same = (before, after) => JSON.stringify(before ?? null) === JSON.stringify(after ?? null);

const spaced = (name) => name.replaceAll(/([A-Z])/g, ' $1').toLowerCase();
