/** One alert: its day, its story, and what its reader may say to it. */
import { html, nothing } from 'lit';
import { longDay } from '../../format.js';
import { call } from '../../http.js';
import { nameOf, sentenceOf } from '../../parts/alert.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { gone, lineBlocks, panelState } from '../../parts/panel-state.js';
import { avatar } from '../../parts/person.js';
import { undo } from '../../parts/undo.js';
import { words } from '../alerts-words.js';
import { evidence, loadDay } from './evidence.js';
import { story } from './story.js';

/** So long may be what somebody says. */
const MOST = 2_000;

/** Events `explained` and `resolved` with the alert as it is then, and `resolving` before. */
class AlertDetail extends Part {
  static properties = {
    app: { attribute: false },
    alertId: { attribute: false },
    /** The alert as it came live; when that changes, its story has changed. */
    known: { attribute: false },
  };

  #loading = new Loading(this, (signal) => call('GET', `/api/alerts/${this.alertId}`, undefined, { signal }));
  #day = new Loading(this, (signal) => (this.#alert ? loadDay(this.#alert, signal) : null));
  /** Of which the day was asked for. */
  #dated = null;
  #explanation = new Form(this, {
    send: ({ text }) => call('POST', `/api/alerts/${this.alertId}/explanation`, { text }),
    done: (alert) => this.#changed('explained', alert, words.explanation.done),
  });
  #resolution = new Form(this, {
    send: ({ note }) => {
      this.dispatchEvent(new CustomEvent('resolving'));
      return call('POST', `/api/alerts/${this.alertId}/resolve`, { note });
    },
    done: (alert) => this.#changed('resolved', alert, words.resolution.done(sentenceOf(alert))),
  });

  get #alert() {
    return this.#loading.value;
  }

  willUpdate(changed) {
    const before = changed.get('known');
    if (before && JSON.stringify(before) !== JSON.stringify(this.known)) this.#loading.run();
  }

  updated() {
    if (!this.#alert || this.#dated === this.#alert) return;
    this.#dated = this.#alert;
    this.#day.run();
  }

  #changed(type, alert, message) {
    undo(message, null);
    this.#loading.run();
    this.dispatchEvent(new CustomEvent(type, { detail: alert, bubbles: true }));
  }

  get #isOwn() {
    return this.#alert?.userId === this.app.user.id;
  }

  get mayResolve() {
    return Boolean(this.#alert) && !this.#alert.resolvedAt && this.app.user.role !== 'employee';
  }

  /** By its key. */
  resolve() {
    if (this.mayResolve) this.querySelector('form.resolution').requestSubmit();
  }

  /** With a note it is meant; without one it is asked, because nobody can take it back. */
  #submit = async (event) => {
    event.preventDefault();
    const isSure = event.target.elements.note.value.trim() !== '' || (await ask(words.resolution.ask));
    if (isSure) this.#resolution.submit(event);
  };

  render() {
    const { problem } = this.#loading;
    if (problem?.status === 404) return gone({ title: words.gone, note: words.goneWhy });
    return panelState(this.#loading, {
      what: words.alert,
      blocks: lineBlocks(8),
      content: (alert) => this.#content(alert),
    });
  }

  #content(alert) {
    return html`
      <header>
        ${
          alert.userId
            ? avatar({ userId: alert.userId, name: nameOf(alert) })
            : html`<span class="nobody">${icon('plug')}</span>`
        }
        <div>
          <h2 tabindex="-1">${sentenceOf(alert)}</h2>
          <p class="small muted" dir="auto">${nameOf(alert)}${this.#when()}</p>
        </div>
        ${this.#open(alert)}
      </header>
      ${this.#day.value ? evidence(alert, this.#day.value) : nothing}
      ${this.#day.problem && !this.#day.value ? this.#noDay() : nothing}
      ${story(alert, this.app.user)}
      ${this.#isOwn && !alert.resolvedAt ? this.#explain(alert) : nothing}
      ${this.mayResolve ? this.#resolve(alert) : nothing}
    `;
  }

  #noDay() {
    return html`
      <astir-problem class="panel" .problem=${this.#day.problem} .what=${words.day}
        .again=${() => this.#day.run()}></astir-problem>
    `;
  }

  #when() {
    const day = this.#day.value;
    return day ? ` · ${longDay(Date.parse(day.dayStart) + day.lengthSeconds * 500, day.timeZone)}` : nothing;
  }

  #open({ type, userId, details }) {
    if (!userId) return nothing;
    const person = this.#isOwn ? '' : `person=${userId}&`;
    if (type === 'overtime' && details.period === 'week') {
      return html`<a class="button" href="/my-week?${person}week=${details.from}">${words.openWeek}</a>`;
    }
    const date = this.#day.value?.date;
    return date ? html`<a class="button" href="/my-day?${person}date=${date}">${words.openDay}</a>` : nothing;
  }

  #explain({ explanation }) {
    const { title, again, label, hint, send, sendAgain } = words.explanation;
    return html`
      <form class="explanation" novalidate @submit=${this.#explanation.submit}>
        <h3>${explanation ? again : title}</h3>
        ${this.#explanation.field({
          name: 'text', id: 'explanation', type: 'textarea', label, hint, value: explanation ?? '', required: true,
          maxlength: MOST,
        })}
        ${this.#explanation.failure()}
        <div>${this.#explanation.button(explanation ? sendAgain : send)}</div>
      </form>
    `;
  }

  #resolve(alert) {
    const { title, label, hint, hintOfNobody, send } = words.resolution;
    const sees = alert.userId && !this.#isOwn ? hint(alert.userName) : hintOfNobody;
    return html`
      <form class="resolution" novalidate @submit=${this.#submit}>
        <h3>${title}</h3>
        ${this.#resolution.field({ name: 'note', id: 'note', type: 'textarea', label, hint: sees, maxlength: MOST })}
        ${this.#resolution.failure()}
        <div>
          ${this.#isOwn ? html`<button>${send}</button>` : this.#resolution.button(send)}
          <kbd class="wide-only" aria-hidden="true">E</kbd>
        </div>
      </form>
    `;
  }
}

customElements.define('astir-alert-detail', AlertDetail);
