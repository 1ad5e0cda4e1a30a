/** What came live and is worth a glance. */
import { html } from 'lit';
import { toast } from '../../parts/toast.js';

const button = (label, about) => html`<button type="button" @click=${() => toast(about)}>${label}</button>`;

export const examples = () => [
  ['With a link', () =>
    button('Alert', {
      symbol: 'bell',
      title: 'A break is due',
      message: 'Diego Álvarez has worked for 4h 12m without one.',
      link: { href: '/now', label: 'Open' },
    })],
  ['A title alone', () => button('News', { title: 'Alice Moreau has joined' })],
  ['A long one', () =>
    button('Long', {
      symbol: 'info',
      title: 'The retention of applications was changed',
      message: 'From 1 December everything older than 90 days is erased each night, for everybody in the organization.',
    })],
];
