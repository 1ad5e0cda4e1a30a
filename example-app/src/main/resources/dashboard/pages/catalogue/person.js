/** A person, with each state and with names that are hard to show. */
import { html } from 'lit';
import { avatar, person, stateMark } from '../../parts/person.js';

const NAMES = {
  active: 'Ada Lindqvist',
  idle: 'Farah Haddad',
  paused: "Grace O'Neill",
  offline: 'Chiyo Tanaka',
};

const people = Object.entries(NAMES).map(([state, name]) => ({ userId: name, name, state }));

export const examples = () => [
  ['Large, with its state', () => people.map((each) => avatar(each))],
  ['Small', () => people.map((each) => avatar(each, 'small'))],
  ['Marks alone', () => people.map(({ state }) => html`${stateMark(state)} ${state} `)],
  ['With name and a line', () => people.map((each) => html`<p>${person(each, '16:42 Stockholm')}</p>`)],
  ['Without a state', () => person({ userId: 'x', name: 'Elif Yıldız' })],
  ['A long name, and one from right to left', () => [
    html`<p>${person({ userId: '1', name: 'Maximiliane Wolkenstein-Trostburg von und zu Hohenfels', state: 'active' }, 'in a narrow place')}</p>`,
    html`<p>${person({ userId: '2', name: 'فرح حداد', state: 'idle' }, '17:42 Beirut')}</p>`,
  ]],
];
