/** Tables: as on the team's page, with selection, too wide for their place, empty, and of 5,000 rows. */
import { html } from 'lit';
import { clock, duration, number } from '../../format.js';
import { appIcon, icon } from '../../parts/icon.js';
import '../../parts/page-head.js';
import { person } from '../../parts/person.js';
import '../../parts/table.js';

const FIRST = ['Ada', 'Bob', 'Chiyo', 'Diego', 'Elif', 'Farah', 'Grace', 'Hugo', 'Ines', 'Jonas', 'Marcus', 'Zoë'];
const LAST = ['Lindqvist', 'Okafor', 'Tanaka', 'Álvarez', 'Yıldız', 'Haddad', "O'Neill", 'Lefèvre', 'Costa', 'Keller', 'Webb'];
const APPS = ['Terminal', 'IntelliJ IDEA', 'Firefox', 'Visual Studio Code', 'Figma', 'Zoom', 'Writer'];
const PROJECTS = ['Platform', 'Astir core', 'Support desk', 'Mobile app', 'Handbook'];
const STATES = ['active', 'active', 'active', 'idle', 'paused', 'offline'];

/** Numbers that look like chance and are the same each time. */
const spread = (i, size) => (i * 2_654_435_761 + 12_345) % 4_294_967_296 % size;

/** People with places of their own in a list, so that it is seen where they are. */
export function people(count) {
  return Array.from({ length: count }, (_, i) => ({
    id: `person-${i}`,
    name: `${FIRST[i % FIRST.length]} ${LAST[(i * 7 + Math.floor(i / 12)) % LAST.length]}${count > 100 ? ` ${i + 1}` : ''}`,
    state: STATES[spread(i, STATES.length)],
    app: APPS[spread(i + 7, APPS.length)],
    project: PROJECTS[spread(i + 3, PROJECTS.length)],
    first: 8 * 3_600 + spread(i, 120) * 60,
    active: i % 9 === 3 ? null : spread(i, 480) * 60,
    idle: spread(i + 5, 60) * 60,
  }));
}

const timeOfDay = (seconds) => clock(Date.UTC(2026, 10, 26, 0, 0, seconds), 'UTC');
const orDash = (seconds) => (seconds === null ? '–' : duration(seconds));

const columns = [
  {
    name: 'name',
    title: 'Person',
    width: 13.5,
    value: ({ name }) => name,
    cell: ({ id, name, state }) => person({ userId: id, name, state }, '16:42 Stockholm'),
  },
  { name: 'first', title: 'First seen', width: 7, value: ({ first }) => first, cell: ({ first }) => timeOfDay(first) },
  {
    name: 'app',
    title: 'Now',
    value: ({ app }) => app,
    cell: ({ app }) => html`<span class="app">${appIcon(app)} ${app}</span><br /><span class="note muted">for 22m</span>`,
  },
  { name: 'project', title: 'Project', value: ({ project }) => project, cell: ({ project }) => html`<span class="muted">${project}</span>` },
  {
    name: 'active',
    title: 'Active',
    align: 'end',
    width: 6,
    descendingFirst: true,
    value: ({ active }) => active,
    cell: ({ active }) => html`<strong>${orDash(active)}</strong>`,
  },
  { name: 'idle', title: 'Idle', align: 'end', width: 5, descendingFirst: true, value: ({ idle }) => idle, cell: ({ idle }) => duration(idle) },
  {
    name: 'menu',
    title: html`<span class="visually-hidden">Actions</span>`,
    align: 'end',
    width: 4,
    cell: ({ name }, tabIndex) => html`
      <button type="button" class="quiet square" tabindex=${tabIndex} aria-label="More of ${name}">${icon('more')}</button>
    `,
  },
];

const low = [{ name: 'name', title: 'Person', width: 13.5, value: ({ name }) => name }, columns[1], columns[4]];

const sumOf = (rows, name) => html`<strong class="numbers">${duration(rows.reduce((sum, row) => sum + (row[name] ?? 0), 0))}</strong>`;
const summed = low.map((column) => (column.name === 'active' ? { ...column, sum: (rows) => sumOf(rows, 'active') } : column));
const byProject = { all: PROJECTS.map((title) => ({ key: title, title })), of: ({ project }) => project };

const narrow = ({ id, name, state, app, active }) => html`
  <div class="two-lines">
    ${person({ userId: id, name, state }, app)}
    <strong class="numbers">${orDash(active)}</strong>
  </div>
`;

const texts = ({ name, app, project }) => [name, app, project];

const few = people(12);
const many = people(5_000);

function search(id) {
  return html`
    <astir-search label="Find a person" @search=${({ detail }) => (document.getElementById(id).query = detail)}></astir-search>
  `;
}

export const examples = () => [
  ['Sorted, opened, in two lines where it is narrow', () => html`
    <astir-table id="team" caption="Team" sort="name" .columns=${columns} .rows=${few} .texts=${texts} .narrow=${narrow} opens
      @open=${({ target, detail }) => (target.dataset.opened = detail.name)}></astir-table>
  `],
  ['Selected, in low rows', () => html`
    <astir-table id="selection" caption="People to approve" .columns=${low} .rows=${few.slice(0, 5)}
      dense selects .narrow=${narrow} .selected=${new Set(['person-1'])}></astir-table>
  `],
  ['By groups with sums, which fold; not every row can be selected', () => html`
    <astir-table id="groups" caption="People by project" .columns=${summed} .rows=${few} .groups=${byProject} dense selects
      .folded=${new Set(['Handbook'])} .selectable=${({ state }) => state === 'active'} .narrow=${narrow}
      .narrowGroup=${(rows) => sumOf(rows, 'active')}></astir-table>
  `],
  ['Scrolled sideways in itself', () => html`
    <astir-table id="wide" caption="Team, in columns" selects .columns=${columns} .rows=${few.slice(0, 4)}></astir-table>
  `],
  ['Nothing there, and nothing that matches', () => html`
    <astir-table id="empty" caption="Nobody" .columns=${columns.slice(0, 2)} .rows=${[]}></astir-table>
    <astir-table id="no-match" caption="Nobody who matches" .columns=${columns.slice(0, 2)} .rows=${few} query="xyz" .texts=${texts}
      .noMatch=${html`<p class="none">Nobody is called xyz.</p>`}></astir-table>
  `],
  [`${number(many.length)} rows`, () => html`
    ${search('long')}
    <astir-table id="long" caption="Everyone" .columns=${columns} .rows=${many} .texts=${texts} .narrow=${narrow} opens
      @open=${({ target, detail }) => (target.dataset.opened = detail.name)}></astir-table>
  `],
];
