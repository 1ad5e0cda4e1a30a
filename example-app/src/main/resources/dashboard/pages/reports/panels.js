/** The panels of a report, from what was answered. */
import { html } from 'lit';
import '../../parts/chart.js';
import { words } from '../reports-words.js';
import { daysOf } from './days.js';
import { heatOf } from './heat.js';
import { scorePanel } from './score.js';
import { trendOf } from './trend.js';
import { usagePanel } from './usage.js';

/**
 * When people worked, and the score.
 *
 * @param options `today`; `whose` time it is: one's `own`, of `one` person, or of `several`; `isTable`; `ratings`
 */
export function whenAndScore(answers, options) {
  const { current, past, now } = answers;
  return html`
    <div class="row first">
      <div class="panel chart-panel">
        ${'people' in current ? byHour(current, now, options) : byDay(answers, options)}
      </div>
      ${scorePanel({
        totals: current.totals,
        before: past.totals,
        names: { period: words.this[now.kind], before: words.before[now.kind] },
        ratings: options.ratings,
        mayRate: options.whose !== 'own',
        asTable: options.isTable,
      })}
    </div>
  `;
}

function byHour(current, now, { today, whose, isTable }) {
  const { title, own, minutes, ownMinutes, theirMinutes, averages } = words.heat;
  const { columns, rows, summary, isAverage } = heatOf(current, now, today);
  const unit = { own: ownMinutes, one: theirMinutes, several: minutes }[whose];
  return html`
    <astir-chart .kind=${'heat'} .heading=${whose === 'own' ? own : title} .note=${isAverage ? `${unit}, ${averages}` : unit}
      .columns=${columns} .rows=${rows} .summary=${summary} .asTable=${isTable}></astir-chart>
  `;
}

/** Of a project, which has no hours. */
function byDay(answers, { today, isTable }) {
  const { kind, columns, rows, running, summary } = daysOf(answers, words.before[answers.now.kind], today);
  return html`
    <astir-chart .kind=${kind} .heading=${words.days.title} .note=${words.days.note} .columns=${columns} .rows=${rows}
      .running=${running} .summary=${summary} .asTable=${isTable}></astir-chart>
  `;
}

/** On what time went. @param options `unfolded`, a set of kinds that are shown in full, and `unfold(kind)`; `sites` */
export function whatFor({ app, third, others, category, categories, now }, { isTable, sites, unfolded, unfold }) {
  const kinds = [['category', category], ['app', app], ...(third ? [[third, others]] : [])];
  return kinds.map(([kind, answers]) =>
    usagePanel({
      kind,
      answers,
      categories,
      sites: kind === 'app' ? sites : null,
      before: words.before[now.kind],
      isAll: unfolded.has(kind) || isTable,
      isTable,
      unfold: () => unfold(kind),
    }),
  );
}

/** The line of weeks. */
export function weekly({ current, weeks }, { today, isTable }) {
  const { rows, running } = trendOf(current.days, weeks, today);
  return html`
    <div class="panel chart-panel weeks">
      <astir-chart .kind=${'line'} .heading=${words.trend.title} .columns=${words.trend.columns} .rows=${rows}
        .running=${running} .asTable=${isTable}></astir-chart>
    </div>
  `;
}
