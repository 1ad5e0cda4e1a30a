/** How people look in the virtual office: a card each, a row each, or many in a small space. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { absolute, city, clock, duration, lasted, moment, number } from '../format.js';
import { text } from '../messages.js';
import { appIcon, icon } from '../parts/icon.js';
import { avatar, stateMark } from '../parts/person.js';

const MINUTE = 60_000;

/** Who is at work. `last` stands behind the last card. */
export function cards(people, user, last) {
  return html`
    <section aria-label=${text.states.active}>
      <ul class="cards ${user.role === 'employee' ? 'bare' : ''}">
        ${repeat(people, ({ userId }) => userId, (person) => card(person, user))}
        <li>${last}</li>
      </ul>
    </section>
  `;
}

function card(person, user) {
  return html`
    <li class="person panel" data-person=${person.userId} data-key=${person.userId} tabindex="-1">
      ${avatar(person)}
      <div class="line">
        <strong class="name ellipsis" dir="auto">${person.name}</strong>
        <span class="place note muted">${place(person, user)}</span>
      </div>
      <div class="line">
        <p class="app ellipsis">${doing(person)}</p>
        <span class="since muted numbers" title=${absolute(person.since)}>${lasting(person.since)}</span>
      </div>
      <p class="more muted ellipsis">${working(person)}${playing(person)}${titled(person)}</p>
      ${person.strip()}
    </li>
  `;
}

/** Who is not at work: less important, so less tall. */
export function rows(name, title, people, user) {
  if (people.length === 0) return nothing;
  return html`
    <section aria-labelledby="group-${name}">
      <h2 id="group-${name}">${title} <span class="count muted numbers">${number(people.length)}</span></h2>
      <ul class="rows panel">
        ${repeat(
          people,
          ({ userId }) => userId,
          (person) => html`
            <li class="person" data-person=${person.userId} data-key=${person.userId} tabindex="-1">
              ${avatar(person, 'small')}
              <strong class="name ellipsis" dir="auto">${person.name}</strong>
              <p class="app muted ellipsis">${absence(person)}</p>
              <span class="place note muted">${place(person, user)}</span>
              ${person.strip()}
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

/**
 * Many in little space; who is offline is a number that unfolds.
 *
 * @param team `[id, name]` of the team whose people they are; null for everybody
 */
export function dense(people, team, unfolded, unfold) {
  const here = people.filter(({ state }) => state !== 'offline');
  const offline = people.filter(({ state }) => state === 'offline');
  const order = { active: 0, idle: 1, paused: 2 };
  here.sort((a, b) => order[a.state] - order[b.state]); // stable: by name within a state
  return html`
    <section class="panel dense" aria-label=${team ? team[1] : text.now.everyone}>
      ${team ? summary(team[1], people) : nothing}
      <ul>
        ${repeat([...here, ...(unfolded ? offline : [])], ({ userId }) => userId, small)}
      </ul>
      ${
        offline.length === 0
          ? nothing
          : html`
              <button type="button" class="quiet" aria-expanded=${Boolean(unfolded)} @click=${unfold}>
                ${icon(unfolded ? 'up' : 'down', 'small')} ${text.now.offline(offline.length)}
              </button>
            `
      }
    </section>
  `;
}

/** A team, and how many of it are here; who is not stands at the end. */
function summary(name, people) {
  const of = (state) => people.filter((person) => person.state === state).length;
  return html`
    <header class="muted numbers">
      <h2><span dir="auto">${name}</span> <span class="count muted">${number(people.length)}</span></h2>
      ${['active', 'idle', 'paused']
        .filter((state) => of(state) > 0)
        .map((state) => html`<span>${stateMark(state)} ${number(of(state))} ${text.now.beings[state]}</span>`)}
      ${sum(people)}
    </header>
  `;
}

function small(person) {
  const { userId, name, state, since } = person;
  const what = state === 'active' ? (person.site ?? person.app ?? '') : state === 'idle' ? text.now.awayShort : text.now.words[state];
  return html`
    <li class="person" data-person=${userId} data-key=${userId} data-state=${state} tabindex="-1">
      ${stateMark(state)}<span class="visually-hidden">${text.states[state]}</span>
      <span class="ellipsis"><strong dir="auto">${name}</strong> <span class="app muted" dir="auto">${what}</span></span>
      <span class="since muted numbers" title=${since ? absolute(since) : nothing}>
        ${since && state !== 'offline' ? (isFresh(since) ? text.now.fresh : lasted(since)) : nothing}
      </span>
    </li>
  `;
}

/** Active time of people together; nothing where nobody's day is to be seen. */
function sum(people) {
  const days = people.flatMap(({ day }) => (day ? [day] : []));
  if (days.length === 0) return nothing;
  const seconds = days.reduce((all, { activeSeconds }) => all + activeSeconds, 0);
  return html`<span class="sum">${text.now.today} <strong>${duration(seconds)}</strong></span>`;
}

/** Where they are and what the clock says there; who reads this knows their own. */
function place({ userId, timeZone, state }, user) {
  if (userId === user.id) return state === 'offline' ? nothing : text.now.you;
  const [here, there] = [clock(Date.now()), clock(Date.now(), timeZone)];
  return html`
    <span class="numbers ${here === there ? 'same' : ''}">${there}</span>
    <span class=${here === there ? 'same' : ''}>${city(timeZone)}</span>
  `;
}

function doing(person) {
  if (person.state !== 'active') return html`<span class="muted">${absence(person)}</span>`;
  if (!person.app) return html`<span class="muted">${text.now.hiddenApp}</span>`;
  return html`
    ${appIcon(person.app)} <span dir="auto">${person.app}</span>
    ${person.site ? html`<span class="muted" dir="auto">${person.site}</span>` : nothing}
  `;
}

function working({ project }) {
  if (!project) return nothing;
  return html`
    <span class="project">
      ${icon('folder', 'small')}<span class="visually-hidden">${text.now.project}</span> <span dir="auto">${project}</span>
    </span>
  `;
}

function playing({ media }) {
  if (!media) return nothing;
  return html`
    <span class="media" title=${media}>
      ${icon('media', 'small')}<span class="visually-hidden">${text.now.listening}</span> <span dir="auto">${media}</span>
    </span>
  `;
}

function titled({ title }) {
  return title ? html`<span class="title" dir="auto" title=${title}>${title}</span>` : nothing;
}

/** Of less than a minute the length says nothing. */
function isFresh(since) {
  return Date.now() - new Date(since) < MINUTE;
}

function lasting(since) {
  return isFresh(since) ? text.now.fresh : text.now.lasting(lasted(since));
}

/** Why somebody is not at work, kindly; the times are on their own clock, which stands beside it. */
function absence({ state, since, lastSeen, day, timeZone }) {
  if (state === 'idle') {
    const begun = clock(since, timeZone);
    return isFresh(since) ? text.now.awaySince(begun) : text.now.awayFor(lasted(since), begun);
  }
  if (state === 'paused') return text.now.pausedFor(lasted(since));
  const end = day?.intervals.at(-1)?.endTime;
  if (state === 'offline' && end) return text.now.leftAt(clock(end, timeZone));
  if (state === 'offline') return lastSeen ? text.now.left(moment(lastSeen)) : text.now.neverSeen;
  return text.now.hiddenApp;
}
