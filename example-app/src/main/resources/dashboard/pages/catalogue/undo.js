/** What was just done, with a way back. */
import { html } from 'lit';
import { undo } from '../../parts/undo.js';

const wait = () => fetch('/favicon.svg');

const fail = async () => {
  await wait();
  throw new Error('The day was submitted meanwhile.');
};

const button = (label, act) => html`<button type="button" @click=${act}>${label}</button>`;

export const examples = () => [
  ['Can be undone for six seconds', () =>
    button('Keep as work', () => undo('36m kept as work on Northwind migration.', wait))],
  ['A second one takes its place', () => button('Discard', () => undo('12m discarded.', wait))],
  ['Undoing fails', () => button('Keep, but too late', () => undo('8m kept as work.', fail))],
  ['A long sentence', () =>
    button('Move', () =>
      undo(
        'The session of Thursday from 09:02 to 12:31 now belongs to the project “Northwind migration, second phase”.',
        wait,
      ))],
];
