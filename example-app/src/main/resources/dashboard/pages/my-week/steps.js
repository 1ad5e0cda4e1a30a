/** How far a week is: draft, submitted, approved, and what each allows. */
import { html, nothing } from 'lit';
import { listed, moment } from '../../format.js';
import { icon } from '../../parts/icon.js';
import { words } from '../my-week-words.js';

/** Which of the three a state is. */
const PLACES = { draft: 0, rejected: 0, submitted: 1, approved: 2 };

/** Whether its person goes on with it. */
export function mayChange({ state }) {
  return PLACES[state] === 0;
}

/**
 * @param sheet as the server tells it
 * @param isOwn whether it is the reader's own
 * @param actions buttons
 * @param timeZone the reader's
 */
export function steps(sheet, isOwn, actions, timeZone) {
  const at = PLACES[sheet.state];
  const all = [
    [words.steps[sheet.state === 'rejected' ? 'rejected' : 'draft'], noteOfDraft(sheet, isOwn, timeZone)],
    [words.steps.submitted, noteOfSubmitted(sheet, timeZone)],
    [words.steps.approved, noteOfApproved(sheet, timeZone)],
  ];
  return html`
    <div class="panel week-steps">
      <ol class="plain" aria-label=${words.steps.label}>
        ${all.map(
          ([label, note], i) => html`
            <li data-place=${place(i, at)} aria-current=${i === at ? 'step' : nothing}>
              <span class="step-mark" aria-hidden="true">${markOf(i, at)}</span>
              <span class="step-text"><strong>${label}</strong> <span class="muted">${note}</span></span>
            </li>
          `,
        )}
      </ol>
      <div class="actions">${actions}</div>
    </div>
  `;
}

function place(i, at) {
  if (i === at) return 'now';
  return i < at ? 'done' : 'ahead';
}

function markOf(i, at) {
  if (i === 2 && at === 2) return icon('private', 'small');
  return i < at ? icon('check', 'small') : i + 1;
}

function noteOfDraft({ state, decidedByName, decidedAt }, isOwn, timeZone) {
  if (state === 'rejected') return words.steps.by(decidedByName ?? words.gone, moment(decidedAt, timeZone));
  if (state !== 'draft') return nothing;
  return isOwn ? words.steps.mayChange : words.steps.notSent;
}

function noteOfSubmitted({ state, submittedAt, deciders }, timeZone) {
  if (state === 'submitted') return words.steps.waits(listed(deciders), moment(submittedAt, timeZone));
  return state === 'approved' ? moment(submittedAt, timeZone) : words.steps.mayApprove(listed(deciders));
}

function noteOfApproved({ state, decidedByName, decidedAt }, timeZone) {
  if (state !== 'approved') return words.steps.locked;
  return words.steps.by(decidedByName ?? words.gone, moment(decidedAt, timeZone));
}
