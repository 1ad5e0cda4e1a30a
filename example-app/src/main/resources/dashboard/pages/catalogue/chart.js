/** Charts of every kind, as in Reports, and with little, nothing and too much to show. */
import { html } from 'lit';
import '../../parts/chart.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** "96:50" in seconds. */
function seconds(time) {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * HOUR + minutes * MINUTE;
}

const WEEKS = [417, 441, 452, 430, 437, 461, 443, 420, 449, 456, 450, 312].map((hours, index) => [
  `wk ${index + 37}`, hours * HOUR,
]);

const CATEGORIES = [
  ['Development', '96:50', '107:20'],
  ['Messages', '52:10', '44:40'],
  ['Research', '48:30', '41:00'],
  ['Operations', '39:45', '48:00'],
  ['Design', '33:05', '27:30'],
  ['Meetings', '21:40', '28:50'],
  ['Documents', '14:20', '18:30'],
  ['Uncategorised', '6:00', '11:10'],
].map(([name, value, before]) => [{ name, category: name.toLowerCase() }, seconds(value), seconds(before)]);

const APPS = [
  ['IntelliJ IDEA', 'editor', '74:35', '82:30'],
  ['zammad.com', 'browser', '35:30', '30:00'],
  ['Figma', 'design', '29:50', '24:30'],
  ['Slack', 'chat', '29:25', '36:40'],
  ['Terminal', 'terminal', '27:30', '23:10'],
].map(([name, icon, value, before]) => [{ name, icon }, seconds(value), seconds(before)]);

const HOURS = ['07', '08', '09', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20'];
const WEEK = [
  ['Mon', [4, 20, 39, 53, 55, 37, 22, 43, 45, 51, 33, 16, 6, 2], '85:10'],
  ['Tue', [4, 16, 43, 50, 50, 36, 26, 40, 55, 51, 39, 18, 7, 2], '87:25'],
  ['Wed', [4, 16, 37, 50, 46, 36, 23, 40, 52, 43, 34, 16, 6, 2], '81:05'],
  [{ name: 'Thu', current: true }, [3, 15, 33, 39, 38, 30, 20, 35, 40, 40], '58:40'],
  ['Fri', [], null],
  ['Sat', [], null],
  ['Sun', [], null],
].map(([name, hours, sum]) => [name, ...HOURS.map((_, index) => hours[index] ?? null), sum && seconds(sum)]);

const ratings = [['productive', seconds('221:45')], ['neutral', seconds('78:05')], ['not', seconds('12:30')]];

const active = { label: 'Active', type: 'duration' };
const columns = {
  line: [{ label: 'Week' }, active],
  bars: [{ label: 'Category' }, active, { label: 'Week before', type: 'duration' }],
  heat: [{ label: 'Day' }, ...HOURS.map((label) => ({ label })), { ...active, sum: true }],
  share: [{ label: 'Rating' }, active],
};

const chart = (kind, about) => html`
  <div class="panel chart-panel">
    <astir-chart .kind=${kind} .heading=${about.heading} .note=${about.note} .aside=${about.aside}
      .summary=${about.summary} .columns=${about.columns ?? columns[kind]} .rows=${about.rows}
      .running=${about.running} .steps=${about.steps} .asTable=${about.asTable}></astir-chart>
  </div>
`;

const line = { heading: 'Active hours, 12 weeks', rows: WEEKS, running: true };
const bars = { heading: 'By category', aside: '312h 20m', rows: CATEGORIES };
const heat = {
  heading: 'When people are active',
  note: 'minutes per person and hour, on their own clocks',
  summary: 'Busiest: Monday, 10–12. Friday to Sunday are yet to come.',
  rows: WEEK,
  steps: [1, 10, 20, 32, 44],
};
const share = { heading: 'Productive, by each team’s ratings', rows: ratings };

const LONG = 'Interdepartmental correspondence, minutes and everything else that nobody wanted to name';
const UNRULY = [[{ name: LONG, category: 'documents' }, 1_200 * HOUR, 0], ['التطوير', 0, 0]];

export const examples = () => [
  ['Heat map', () => chart('heat', heat)],
  ['Bars, a line, a share', () => html`
    <div class="chart-grid">
      ${chart('bars', bars)}
      ${chart('bars', { ...bars, heading: 'By app and site', aside: 'All 41', rows: APPS })}
      ${chart('line', line)} ${chart('share', share)}
    </div>
  `],
  ['The same as tables', () => html`
    <div class="chart-grid">
      ${[['heat', heat], ['bars', bars], ['line', line], ['share', share]].map(([kind, about]) =>
        chart(kind, { ...about, asTable: true }),
      )}
    </div>
  `],
  ['Without a week before', () => html`<div class="chart-grid">${chart('bars', {
    heading: 'Of the day',
    columns: columns.bars.slice(0, 2),
    rows: CATEGORIES.map(([name, value]) => [name, value / 30]),
  })}</div>`],
  ['Nothing, one point, zeros, long names', () => html`
    <div class="chart-grid">
      ${chart('line', { ...line, heading: 'No week', rows: [] })}
      ${chart('heat', { ...heat, heading: 'No hour', rows: WEEK.slice(4) })}
      ${chart('line', { heading: 'One week', rows: WEEKS.slice(0, 1) })}
      ${chart('line', { heading: 'Weeks of zero', rows: WEEKS.map(([week]) => [week, 0]) })}
      ${chart('line', { heading: 'With a gap', rows: WEEKS.with(4, [WEEKS[4][0], null]) })}
      ${chart('bars', { heading: LONG, rows: UNRULY })}
      ${chart('share', { heading: 'Shares of nothing', rows: ratings.map(([name]) => [name, 0]) })}
      ${chart('share', { heading: 'Thirds', rows: ratings.map(([name]) => [name, HOUR]) })}
    </div>
  `],
];
