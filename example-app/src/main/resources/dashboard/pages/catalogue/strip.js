/** The strip of a day: as it is, empty, with more than anybody can see, and on days of 23 and 25 hours. */
import { html } from 'lit';
import { strip, stripLegend } from '../../parts/strip.js';

const DAY = { from: '2026-11-26T08:00:00Z', to: '2026-11-26T20:00:00Z', timeZone: 'Europe/London' };

const at = (time) => `2026-11-26T${time}:00Z`;

function of(kind, ...ranges) {
  return ranges.map((range) => {
    const [start, end] = range.split('–').map(at);
    return { start, end, kind };
  });
}

const ordinary = [
  ...of('active', '08:24–09:00', '09:06–09:29', '09:34–09:58', '10:07–10:57', '11:03–12:14'),
  ...of('active', '12:20–13:04', '13:09–14:23', '14:27–14:54', '15:00–15:42'),
  ...of('idle', '09:29–09:34', '12:14–12:20', '14:54–15:00'),
];

/** Half a minute each, idle every tenth time. */
function restless() {
  const begin = Date.parse(at('07:30'));
  return Array.from({ length: 1_500 }, (_, index) => ({
    start: begin + index * 28_000,
    end: begin + index * 28_000 + 26_000,
    kind: index % 50 < 5 ? 'idle' : 'active',
  }));
}

/** In London the clocks went back on 25 October 2026 and forward on 29 March: noon is not in the middle. */
const autumn = { from: '2026-10-24T23:00:00Z', to: '2026-10-26T00:00:00Z', timeZone: 'Europe/London' };
const spring = { from: '2026-03-29T00:00:00Z', to: '2026-03-29T23:00:00Z', timeZone: 'Europe/London' };

const aMoment = [{ start: at('10:00'), end: '2026-11-26T10:00:05Z', kind: 'active' }];

const lastHour = (day) => [{ start: Date.parse(day.to) - 3_600_000, end: day.to, kind: 'active' }];

export const examples = () => [
  ['Legend', () => stripLegend('08', '20')],
  ['A day until now', () => strip({ ...DAY, intervals: ordinary, now: at('15:48') })],
  ['As narrow as on a card', () => html`
    <div class="card-wide">${strip({ ...DAY, intervals: ordinary, now: at('15:48') })}</div>
  `],
  ['Not begun', () => strip({ ...DAY, intervals: [], now: at('08:10') })],
  ['Over, and longer than the strip', () =>
    strip({ ...DAY, intervals: of('active', '06:30–12:40', '13:10–21:05') })],
  ['A moment alone', () => strip({ ...DAY, intervals: aMoment })],
  ['1,500 intervals', () => strip({ ...DAY, intervals: restless(), now: at('19:30') })],
  ['25 hours, and active in the last', () => strip({ ...autumn, intervals: lastHour(autumn) })],
  ['23 hours, and active in the last', () => strip({ ...spring, intervals: lastHour(spring) })],
];
