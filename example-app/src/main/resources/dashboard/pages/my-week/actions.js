/** What may be done with a week now. */
import { html, nothing } from 'lit';
import { words } from '../my-week-words.js';

/** @param options `isOwn`, what is `busy` or `asking` for a reason; `take(step)` and `ask(step)` */
export function actions({ state, mayDecide }, { isOwn, busy, asking, take, ask }) {
  const button = (step, label, primary = false) => html`
    <button type="button" class=${primary ? 'primary' : nothing} aria-busy=${busy === step} @click=${() => take(step)}>
      ${label}
    </button>
  `;
  const question = (step, label) => html`
    <button type="button" aria-expanded=${asking === step} @click=${() => ask(step)}>${label}</button>
  `;
  const own = isOwn
    ? {
        draft: button('submit', words.actions.submit, true),
        rejected: button('submit', words.actions.submitAgain, true),
        submitted: button('withdraw', words.actions.withdraw),
      }[state]
    : null;
  if (!mayDecide) return own ?? nothing;
  if (state === 'submitted') {
    return html`${own ?? nothing} ${question('reject', words.actions.reject)} ${button('approve', words.actions.approve, true)}`;
  }
  return state === 'approved' ? question('reopen', words.actions.reopen) : (own ?? nothing);
}
