/** Periods, on Thursday 26 November 2026. */
import { html } from 'lit';
import '../../parts/period.js';

const TODAY = '2026-11-26';

const day = { kind: 'day', from: TODAY, to: TODAY };
const week = { kind: 'week', from: '2026-11-23', to: '2026-11-29' };
const month = { kind: 'month', from: '2026-10-01', to: '2026-10-31' };
const dates = { kind: 'dates', from: '2026-11-02', to: '2026-11-13' };

const example = (value, properties = {}) => html`
  <astir-period .value=${value} .today=${TODAY} .max=${properties.max} .kinds=${properties.kinds ?? Object.keys(KINDS)}
    .only=${properties.only} .weekStart=${1}></astir-period>
`;

const KINDS = { day, week, month, quarter: null, dates };

export const examples = () => [
  ['A day', () => example(day, { kinds: ['day', 'week', 'month'] })],
  ['The running week of a report: nothing is later than today', () => example(week, { max: TODAY })],
  ['A month', () => example(month)],
  ['Chosen dates', () => example(dates, { max: TODAY })],
  ['Apart from each other: in the head of a page, and below it', () => [
    example(week, { max: TODAY, only: 'steps' }),
    example(week, { max: TODAY, only: 'kinds' }),
  ]],
];
