/** What stands in the blocks of a day's picture, and what is said of one that is pointed at. */
import { html, nothing } from 'lit';
import { clock, duration, longDay, moment } from '../format.js';
import { words } from './day-picture-words.js';
import { appIcon, icon } from './icon.js';

const time = ({ millis }) => duration(millis / 1_000);

/** By lane. */
export const DRAWINGS = {
  project: (block) => html`
    <strong class="ellipsis" dir="auto">${block.name}</strong>
    ${block.corrections.length > 0 ? icon('pencil', 'small') : nothing}<span class="long">${time(block)}</span>
  `,
  application(block) {
    if (block.look === 'undecided')
      return html`<b>? <span class="word">${words.away}</span> <i>${time(block)}</i></b>`;
    if (block.look === 'idle' || block.look === 'discarded') return nothing;
    const symbol = block.symbol ?? (block.site ? 'browser' : null);
    return html`
      ${symbol ? icon(symbol, 'small') : appIcon(block.app ?? '', 'small')}
      <span class="name" dir="auto">${block.name}</span> <span class="long">${time(block)}</span>
    `;
  },
  focus: (block) => html`<span class="long">${time(block)}</span>`,
  media: (block) =>
    html`${icon('media', 'small')}<span class="name ellipsis" dir="auto">${block.name}</span>`,
};

/** All of it, for whoever points at it. */
export function linesOf(block, { timeZone, corrections }) {
  const { lane, name, from, to, others, category, project, look, isRunning } = block;
  const days = longDay(from, timeZone) !== longDay(to - 1, timeZone);
  return [
    lane === 'focus' ? words.focus(name) : others > 0 ? `${name} ${words.others(others)}` : name,
    `${words.range(clock(from, timeZone), clock(to, timeZone))}${days ? ' +1' : ''}, ${time(block)}`,
    isRunning && words.running,
    look === 'undecided' && words.undecided,
    category && words.category(category.name),
    project && words.project(project),
    ...(block.corrections ?? correctionsOf(block, corrections)).map((each) => correctionLine(each, timeZone)),
  ].filter(Boolean);
}

/** What was added by hand says who did, and why. */
function correctionsOf({ look, decision, sessionId }, corrections) {
  return look === 'stated' && (decision ?? 'hand') === 'hand'
    ? corrections.filter((correction) => correction.sessionId === sessionId)
    : [];
}

function correctionLine({ byName, correctedAt, reason, before }, timeZone) {
  return words[before ? 'corrected' : 'made'](byName ?? words.somebody, moment(correctedAt, timeZone), reason);
}
