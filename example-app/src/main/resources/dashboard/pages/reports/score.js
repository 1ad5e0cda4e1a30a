/** The score with its formula, and with the numbers that are in it. */
import { html, nothing } from 'lit';
import { duration, number } from '../../format.js';
import '../../parts/chart.js';
import { words } from '../reports-words.js';

const whole = (score) => number(Math.round(score));

/**
 * @param totals of the period, and of the one `before`
 * @param names `period` and `before`, as the panel calls them
 * @param ratings seconds that are productive, neutral, and not; null where nothing is rated
 * @param mayRate whether whoever looks may see and change how things are rated
 */
export function scorePanel({ totals, before, names, ratings, mayRate, asTable }) {
  const { productivityScore: score, activeSeconds, idleSeconds } = totals;
  const [active, idle] = [duration(activeSeconds), duration(idleSeconds)];
  return html`
    <section class="panel chart-panel score" aria-labelledby="score">
      <p class="title"><strong id="score" role="heading" aria-level="2">${words.score.title}</strong> <span class="muted">${names.period}</span></p>
      <p class="figure">
        <strong class="numbers">${score === null ? '–' : whole(score)}</strong>
        <span class="muted">
          ${
            before.productivityScore === null
              ? words.score.noneBefore(names.before)
              : words.score.before(names.before, whole(before.productivityScore))
          }
        </span>
      </p>
      <p class="formula">
        <strong>${words.score.formula}</strong>
        <span class="muted numbers">${score === null ? words.score.nothing : words.score.numbers(active, idle)}</span>
      </p>
      <p class="muted">${words.score.meaning} ${within(totals)}</p>
      ${
        ratings
          ? html`
              <astir-chart .kind=${'share'} .heading=${words.share.title}
                .aside=${mayRate ? html`<a href="/admin/categories">${words.share.ratings}</a>` : undefined} .columns=${words.share.columns}
                .rows=${words.share.names.map((name, index) => [name, ratings[index]])} .asTable=${asTable}></astir-chart>
            `
          : nothing
      }
    </section>
  `;
}

/** What of the active time no computer has recorded in full. */
function within({ statedSeconds, privateSeconds, undecidedSeconds }) {
  const parts = [
    statedSeconds > 0 && words.score.stated(duration(statedSeconds)),
    privateSeconds > 0 && words.score.private(duration(privateSeconds)),
    undecidedSeconds > 0 && words.score.undecided(duration(undecidedSeconds)),
  ];
  return parts.filter(Boolean).join(' ');
}
