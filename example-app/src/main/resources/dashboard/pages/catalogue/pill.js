/** The small labels of states. */
import { html } from 'lit';
import { pill } from '../../parts/pill.js';

export const examples = () => [
  ['Plain', () => html`${pill('not kept')} ${pill('read')}`],
  ['It holds', () => html`${pill('in force', { tone: 'good' })} ${pill('this browser', { tone: 'good' })}`],
  ['Somebody should look', () => html`${pill('captures more', { tone: 'notice' })}`],
  ['It does not work, or is shut out', () => html`
    ${pill('suspended', { tone: 'bad' })} ${pill('mail bounced: mailbox unknown', { tone: 'bad', symbol: 'info' })}
  `],
  ['In a line of text', () => html`<p><strong>Version 2</strong> ${pill('in force', { tone: 'good' })} Ada Lindqvist, 5:44 PM</p>`],
];
