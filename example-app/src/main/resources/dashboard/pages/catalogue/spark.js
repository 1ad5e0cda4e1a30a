/** Small charts of a number a day. */
import { html } from 'lit';
import { spark } from '../../parts/spark.js';

const days = (counts) => counts.map((count, i) => ({ day: `2026-11-${String(17 + i).padStart(2, '0')}`, count }));

export const examples = () => [
  ['Two weeks', () => html`${spark(days([310, 298, 305, 12, 0, 322, 318, 330, 301, 299, 8, 0, 340, 120]))}`],
  ['One day with most', () => html`${spark(days([2, 3, 1, 0, 0, 4, 2, 9_000, 3, 1, 0, 0, 2, 3]))}`],
  ['Nothing', () => html`${spark(days(Array.from({ length: 14 }, () => 0)))}`],
];
