/** What has to be read before the grid: why the week came back, what is kept aside, what is still being computed. */
import { html, nothing } from 'lit';
import { duration, number } from '../../format.js';
import { icon } from '../../parts/icon.js';
import { words } from '../my-week-words.js';

/** What has to be read before the grid. */
export function notices({ state, reason, decidedByName, keptAside, mayDecide, to, today, isComplete, history: done }, isOwn) {
  const isOpen = state === 'submitted' || state === 'draft' || state === 'rejected';
  const reopened = state === 'draft' && done[0]?.action === 'reopened' ? done[0] : null;
  return [
    state === 'rejected'
      ? notice('undo', words.notice.returned(decidedByName ?? words.gone), html`<q dir="auto">${reason}</q>`)
      : nothing,
    reopened
      ? notice('info', words.notice.reopened(reopened.byName ?? words.gone), html`<q dir="auto">${reopened.reason}</q>`)
      : nothing,
    keptAside.count > 0
      ? notice('info', words.notice.aside(number(keptAside.count), duration(keptAside.seconds)), words.notice.asideWhy)
      : nothing,
    isOpen && state === 'submitted' && mayDecide && to >= today
      ? notice('info', words.notice.running, words.notice.runningWhy)
      : nothing,
    isOwn ? nothing : html`<p class="note muted seen">${words.notice.seen}</p>`,
    isComplete ? nothing : notice('again', words.notice.computing, words.notice.computingWhy),
  ];
}

function notice(symbol, title, why) {
  return html`
    <div class="panel week-notice">${icon(symbol)}<p><strong>${title}</strong> <span class="muted">${why}</span></p></div>
  `;
}
