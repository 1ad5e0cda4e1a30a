/** The list of people as a file. */
import { words } from './admin-people-words.js';
import { lastSeen } from './admin-people-table.js';

/** A spreadsheet would take such a text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

const COLUMNS = [
  [words.table.person, ({ name }) => name],
  ['E-mail', ({ email }) => email],
  [words.table.role, ({ role }) => words.roles[role]],
  ['Status', ({ status }) => status],
  [words.table.team, ({ team }) => team ?? ''],
  [words.table.timeZone, ({ zone }) => zone],
  [words.table.lastSeen, lastSeen],
];

/** RFC 4180, with a mark that tells spreadsheets that it is UTF-8. */
export function csvOf(rows) {
  const lines = [COLUMNS.map(([title]) => title), ...rows.map((row) => COLUMNS.map(([, value]) => value(row)))];
  return `\ufeff${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value) {
  const text = String(value);
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function download(rows) {
  const address = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: 'people.csv' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
