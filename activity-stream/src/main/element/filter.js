/* ---------------------------------------------------------------- filters */

const FILTER_LISTS = ['type', 'actor', 'entityType', 'entityId'];
const FILTER_VALUES = ['q', 'important', 'from', 'to'];

/** A filter with what restricts, and nothing else: lists as lists, no empty fields. */
function tidyFilter(filter) {
  const tidy = {};
  for (const field of FILTER_LISTS) {
    const values = [filter?.[field] ?? []].flat().filter((value) => value !== null && value !== '');
    if (values.length > 0) tidy[field] = [...new Set(values)];
  }
  for (const field of FILTER_VALUES) {
    const value = filter?.[field] ?? '';
    if (value !== '') tidy[field] = value instanceof Date ? value.toISOString() : value;
  }
  return tidy;
}

/** What a subscription is filtered with; the range of dates is the page's own business. */
function liveFilter({ from, to, ...filter }) {
  return Object.keys(filter).length > 0 ? filter : undefined;
}

/** Whether an event happened in the filter's [from, to). */
function isInRange({ from, to }, { timestamp }) {
  const at = Date.parse(timestamp);
  return !(at < Date.parse(from)) && !(at >= Date.parse(to));
}

/** `task.completed` → "Task completed", `task.*` → "Task: all". */
function typeLabel(type, texts) {
  if (Object.hasOwn(texts.types ?? {}, type)) return texts.types[type];
  const isWhole = type.endsWith('.*');
  const words = (isWhole ? type.slice(0, -2) : type).split(/[._-]+/).join(' ');
  const label = words.charAt(0).toLocaleUpperCase() + words.slice(1);
  return isWhole ? texts.allOfType(label) : label;
}
