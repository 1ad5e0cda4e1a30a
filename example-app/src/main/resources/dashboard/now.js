/** The virtual office: who is active, in which application, since when, on what music; live. */
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { absolute, ago, clock, elapsed, hue, initials, Ticking } from './format.js';
import { appIcon, icon } from './icons.js';
import './enrol.js';

const CONNECTION = {
  connecting: 'Connecting…',
  live: 'Live',
  waiting: 'Connection lost. Reconnecting…',
};

class NowPage extends LitElement {
  static properties = {
    user: { attribute: false },
    live: { attribute: false },
    people: { state: true },
    connection: { state: true },
    enrolling: { state: true },
    failure: { state: true },
  };

  #subscription = null;
  #changed = new Set();

  constructor() {
    super();
    this.people = null;
    this.enrolling = false;
    new Ticking(this);
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.live.addEventListener('state', this.#stateChanged);
    this.#subscription = this.live.subscribe('presence', (message) => this.#receive(message));
    this.#stateChanged();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.live.removeEventListener('state', this.#stateChanged);
    this.#subscription.close();
  }

  #stateChanged = () => {
    this.connection = this.live.state;
  };

  #receive(message) {
    const people = new Map(this.people);
    switch (message.type) {
      case 'subscribed':
        this.failure = null;
        this.people = new Map((message.items ?? []).map((person) => [person.userId, person]));
        return;
      case 'put':
        if (isNews(people.get(message.id), message.item)) this.#changed.add(message.id);
        people.set(message.id, message.item);
        break;
      case 'remove':
        people.delete(message.id);
        break;
      case 'error':
        this.failure = message.detail;
        return;
      default:
        return;
    }
    this.people = people;
  }

  updated() {
    if (this.#changed.size === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const node of this.querySelectorAll('[data-person]')) {
      if (this.#changed.has(node.dataset.person)) flash(node);
    }
    this.#changed.clear();
  }

  render() {
    const people = [...(this.people?.values() ?? [])].sort(byName);
    const of = (state) => people.filter((person) => person.state === state);
    const [active, idle] = [of('active'), of('idle')];
    const offline = people.filter((person) => !active.includes(person) && !idle.includes(person));
    const alone = this.people !== null && active.length + idle.length === 0;
    const first = alone && people.every(({ lastSeen }) => !lastSeen);
    return html`
      <div class="page">
        <div class="heading">
          <h1 tabindex="-1">Now</h1>
          ${this.people ? html`<p class="muted">${summary(active, idle, offline)}</p>` : nothing}
          <p class="connection" role="status" data-state=${this.connection}>
            ${CONNECTION[this.connection] ?? 'Not live'}
          </p>
          ${
            first
              ? nothing
              : html`<button type="button" class="quiet" aria-expanded=${this.enrolling} @click=${this.#toggleEnrolling}>
                ${icon('computer')} Connect a computer
              </button>`
          }
        </div>
        ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
        ${first || this.enrolling ? html`<astir-enrol .user=${this.user} .first=${first}></astir-enrol>` : nothing}
        ${alone && !first ? html`<p>Nobody is at work right now. Who comes back appears here by itself.</p>` : nothing}
        ${this.people ? nothing : html`<p class="muted">Loading…</p>`}
        ${this.#group('Active', active, this.#card)}
        ${this.#group('Idle', idle, this.#card)}
        ${this.#group('Offline', offline, this.#absent)}
      </div>
    `;
  }

  #toggleEnrolling() {
    this.enrolling = !this.enrolling;
  }

  #group(title, people, template) {
    if (people.length === 0) return nothing;
    const name = title.toLowerCase();
    return html`
      <section aria-labelledby="group-${name}">
        <h2 id="group-${name}">${title} <span class="count">${people.length}</span></h2>
        <ul class="people ${name}">
          ${repeat(people, (person) => person.userId, template)}
        </ul>
      </section>
    `;
  }

  #card = (person) => html`
    <li class="person" data-person=${person.userId}>
      ${avatar(person)}
      <div class="who">
        <strong dir="auto">${person.name}</strong>
        <span class="since" title="Since ${absolute(person.since)}">
          <span class="visually-hidden">${person.state}, since ${clock(person.since)}, </span>${elapsed(person.since)}
        </span>
      </div>
      <p class="app">
        ${
          person.app
            ? html`${appIcon(person.app)}<span dir="auto">${person.app}</span>`
            : html`<span class="muted">${person.state === 'idle' ? 'Away from the keyboard' : 'Application not shared'}</span>`
        }
      </p>
      ${person.title ? html`<p class="title" dir="auto" title=${person.title}>${person.title}</p>` : nothing}
      ${
        person.media
          ? html`<p class="media" title=${person.media}>
            ${icon('media')}<span class="visually-hidden">Listening to </span><span dir="auto">${person.media}</span>
          </p>`
          : nothing
      }
    </li>
  `;

  #absent = (person) => html`
    <li class="person" data-person=${person.userId}>
      ${avatar(person)}
      <div class="who">
        <strong dir="auto">${person.name}</strong>
        <span class="muted">
          ${
            person.lastSeen
              ? html`<span title=${absolute(person.lastSeen)}>last seen ${ago(person.lastSeen)}</span>`
              : 'not seen yet'
          }
        </span>
      </div>
    </li>
  `;
}

function avatar({ userId, name, state }) {
  return html`<span class="avatar ${hue(userId)}" data-state=${state} aria-hidden="true">${initials(name)}</span>`;
}

function summary(active, idle, offline) {
  const parts = [`${active.length} active`];
  if (idle.length > 0) parts.push(`${idle.length} idle`);
  if (offline.length > 0) parts.push(`${offline.length} offline`);
  return parts.join(', ');
}

/** Worth a glance: another state, application or track; not a heartbeat. */
function isNews(before, after) {
  return before?.state !== after.state || before?.app !== after.app || before?.media !== after.media;
}

function byName(a, b) {
  return String(a.name).localeCompare(String(b.name)) || String(a.userId).localeCompare(String(b.userId));
}

function flash(node) {
  const tint = getComputedStyle(node).getPropertyValue('--flash');
  node.animate([{ backgroundColor: tint }, {}], { duration: 1600, easing: 'ease-out' });
}

customElements.define('astir-now', NowPage);
