/** What happened around an alert, in its order, in the reader's words. */
import { html, nothing } from 'lit';
import { absolute, clock, duration, moment } from '../../format.js';
import { isWithinLimit, length, span } from '../../parts/alert.js';
import { icon } from '../../parts/icon.js';
import { words } from '../alerts-words.js';

const ICONS = { opened: 'bell', closed: 'stop', explained: 'chat', corrected: 'pencil', resolved: 'check' };

/** @param user who reads it */
export function story(alert, user) {
  const steps = alert.story.filter(({ kind }) => kind in ICONS);
  return html`
    <h3 class="visually-hidden">${words.story}</h3>
    <ol class="plain story">
      ${steps.map(
        (step) => html`
          <li>
            <span class="symbol">${icon(ICONS[step.kind], 'small')}</span>
            <div>
              <p>
                <strong dir="auto">${titleOf(step, alert, user)}</strong>
                <time class="muted numbers" datetime=${step.at} title=${absolute(step.at)}>${moment(step.at)}</time>
              </p>
              ${textOf(step, alert, user)}
            </div>
          </li>
        `,
      )}
    </ol>
  `;
}

function titleOf({ kind, by, byName }, alert, user) {
  const { kinds } = words;
  if (kind === 'opened') return kinds.opened;
  if (kind === 'closed') return closedBy(alert);
  return by === user.id ? kinds[`${kind}ByYou`] : kinds[kind](byName ?? '–');
}

function closedBy(alert) {
  const { closed } = words.kinds;
  if (alert.type !== 'overtime') return closed[alert.type];
  return closed.overtime[isWithinLimit(alert) ? 'noMore' : alert.details.period];
}

function textOf(step, alert, user) {
  const line = (text) => html`<p class="small muted" dir="auto">${text}</p>`;
  switch (step.kind) {
    case 'opened':
      return line(opened(alert, user));
    case 'closed':
      return over(alert) ? line(over(alert)) : nothing;
    case 'explained':
      return html`<blockquote dir="auto">${step.text}</blockquote>`;
    case 'resolved':
      return step.text ? html`<blockquote dir="auto">${step.text}</blockquote>` : line(words.noNote);
    default:
      return line(`${changes(step)} ${step.text ? words.reason(step.text) : ''}`.trim());
  }
}

function opened({ type, details, userId, userName }, user) {
  const { overtime } = words.rules;
  const rule = (type === 'overtime' ? overtime[details.period] : words.rules[type])(length(details.limitSeconds));
  if (!userId) return rule;
  return `${rule} ${userId === user.id ? words.toldYou : words.told(userName)}`;
}

function over({ type, details, closedAt }) {
  switch (type) {
    case 'idle':
      return words.over.idle(span(details.idleSince, closedAt));
    case 'overtime':
      return words.over.overtime(duration(details.workedSeconds));
    case 'agent-silent':
    case 'client-silent':
      return words.over.silent(span(details.lastSeen, closedAt));
    default:
      return null;
  }
}

/** "End 03:10 → 18:21." */
function changes({ before, after }) {
  const { change } = words;
  if (!before) return change.added(clock(after.startTime), clock(after.endTime));
  const times = [['startTime', change.start], ['endTime', change.end]]
    .filter(([name]) => after[name] && before[name] !== after[name])
    .map(([name, label]) => `${label} ${before[name] ? clock(before[name]) : '–'} → ${clock(after[name])}.`);
  const others = [['projectId', change.project], ['taskId', change.task]]
    .filter(([name]) => (before[name] ?? null) !== (after[name] ?? null))
    .map(([, label]) => label);
  return [...times, ...others].join(' ');
}
