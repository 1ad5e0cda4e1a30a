/** A person: avatar, state mark, name. */
import { html, nothing } from 'lit';
import { text } from '../messages.js';

/** Two letters for an avatar. */
function initials(name) {
  const words = String(name).trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/** One of twelve hues, the same for a person on every page. */
function hue(id) {
  let hash = 0;
  for (const character of String(id)) hash = (hash * 31 + character.codePointAt(0)) >>> 0;
  return `hue-${hash % 12}`;
}

/**
 * The mark of a state: disc active, ring idle, two bars paused, dash offline. It is silent: say the state
 * in words beside it.
 */
export function stateMark(state) {
  return html`<span class="mark" data-state=${state} aria-hidden="true"></span>`;
}

/** The round picture with initials; with a state, its mark. `size` is small (28 px) or large (36 px). */
export function avatar({ userId, name, state }, size = 'large') {
  return html`
    <span class="avatar ${size} ${hue(userId)}" aria-hidden="true">
      ${initials(name)}${state ? stateMark(state) : nothing}
    </span>
  `;
}

/** Avatar, name, and a line below it; the state is said to screen readers. */
export function person({ userId, name, state }, note = nothing, size = 'small') {
  return html`
    <span class="a-person">
      ${avatar({ userId, name, state }, size)}
      <span class="who">
        <strong class="ellipsis" dir="auto">${name}</strong>
        ${state ? html`<span class="visually-hidden">${text.states[state]}</span>` : nothing}
        ${note === nothing ? nothing : html`<span class="note muted ellipsis">${note}</span>`}
      </span>
    </span>
  `;
}
