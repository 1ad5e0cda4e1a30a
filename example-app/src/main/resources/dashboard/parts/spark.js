/** A small chart without axes: one number a day, beside the words that say them. */
import { svg } from 'lit';
import { number, shortDay } from '../format.js';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';

await styleOf(import.meta.url);

const HEIGHT = 20;
const STEP = 6;
const WIDTH = 4;

/** What is little can still be seen. */
const LEAST = 2;

/**
 * `counts` are rows of `{day, count}`, each day as a calendar date, the earliest first. The tallest bar is the day
 * with most; a day without any has a line at the bottom. Screen readers hear the sum, the day with most, and the last.
 */
export function spark(counts) {
  const most = Math.max(...counts.map(({ count }) => count), 1);
  return svg`
    <svg class="spark" role="img" aria-label=${sentence(counts)}
      viewBox="0 0 ${counts.length * STEP - (STEP - WIDTH)} ${HEIGHT}" preserveAspectRatio="none">
      ${counts.map(({ count }, i) => {
        const height = count === 0 ? 1 : Math.max(LEAST, (HEIGHT * count) / most);
        return svg`
          <rect class=${count === 0 ? 'none' : ''} x=${i * STEP} y=${HEIGHT - height} width=${WIDTH} height=${height} />
        `;
      })}
    </svg>
  `;
}

function sentence(counts) {
  const sum = counts.reduce((all, { count }) => all + count, 0);
  if (sum === 0) return text.spark.none(counts.length);
  const most = counts.reduce((best, one) => (one.count >= best.count ? one : best));
  return text.spark.sums({
    sum: number(sum),
    days: counts.length,
    most: number(most.count),
    when: shortDay(most.day, 'UTC'),
    last: number(counts.at(-1).count),
  });
}
