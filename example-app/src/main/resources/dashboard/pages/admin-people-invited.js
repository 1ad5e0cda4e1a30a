/** Those who are invited and have not come in yet. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { moment } from '../format.js';
import { icon } from '../parts/icon.js';
import { pill } from '../parts/pill.js';
import { words } from './admin-people-words.js';

const DAY_MILLIS = 86_400_000;

/**
 * @param user who looks
 * @param act `{copy, again, revoke}`, called with an invitation
 */
export function invited(invitations, user, act) {
  if (invitations.length === 0) return nothing;
  return html`
    <section class="panel invited" aria-labelledby="invited-title">
      <h2 id="invited-title">${words.invited.title} <span class="muted">${words.invited.note(invitations.length)}</span></h2>
      <ul>
        ${repeat(invitations, ({ id }) => id, (invitation) => row(invitation, user, act))}
      </ul>
    </section>
  `;
}

function row(invitation, user, act) {
  const { id, email, role, teamName } = invitation;
  const { copy, copyFor, again, againFor, revoke, revokeFor } = words.invited;
  return html`
    <li data-invitation=${id}>
      ${icon('mail')}
      <strong class="ellipsis" dir="auto" title=${email}>${email}</strong>
      <span class="muted ellipsis what">
        ${words.roles[role]}${teamName ? html` · <span dir="auto">${teamName}</span>` : nothing}
      </span>
      <span class="how">${how(invitation, user)}</span>
      <span class="acts">
        <button type="button" class="quiet" aria-label=${copyFor(email)} @click=${() => act.copy(invitation)}>${copy}</button>
        <button type="button" aria-label=${againFor(email)} @click=${() => act.again(invitation)}>${again}</button>
        <button type="button" class="quiet" aria-label=${revokeFor(email)} @click=${() => act.revoke(invitation)}>${revoke}</button>
      </span>
    </li>
  `;
}

/** How far it got; what needs somebody comes first. */
function how(invitation, user) {
  const { state, mail, mailError, invitedBy, invitedByName, sentAt, expiresAt } = invitation;
  const who = invitedBy === user.id ? words.invited.you : (invitedByName ?? words.invited.somebody);
  if (state === 'expired') return badge(words.invited.expired);
  if (state === 'lapsed') return badge(words.invited.lapsed(who));
  if (mail === 'failed') return badge(words.invited.bounced(mailError));
  if (mail === 'waiting') {
    return html`<span class="muted">${mailError ? words.invited.delayed(mailError) : words.invited.waiting}</span>`;
  }
  const days = Math.max(1, Math.ceil((new Date(expiresAt) - Date.now()) / DAY_MILLIS));
  const sent = mail === null ? words.invited.linkBy(moment(sentAt), who) : words.invited.by(moment(sentAt), who);
  return html`<span class="muted">${sent}, ${words.invited.left(days)}</span>`;
}

function badge(label) {
  return pill(label, { tone: 'bad', symbol: 'info' });
}
