/** The question before weeks are approved or returned, which names whose they are; and what became of them. */
import { html, nothing } from 'lit';
import { duration } from '../../format.js';
import { call } from '../../http.js';
import '../../parts/dialog.js';
import { Form } from '../../parts/form.js';
import { Modal, openModal } from '../../parts/modal.js';
import { toast } from '../../parts/toast.js';
import { undo } from '../../parts/undo.js';
import { styleOf } from '../../styles.js';
import { words } from '../team-words.js';

await styleOf(import.meta.url);

class WeekDecision extends Modal {
  static properties = {
    about: { attribute: false },
    /** How many are done of those that are being decided; null while nothing is. */
    done: { state: true },
    /** With whom it failed: `[{week, why}]`; null before it was tried. */
    failures: { state: true },
  };

  /** Nothing may take its place: somebody decides. */
  mustBeAnswered = true;

  #form = new Form(this, { send: (values) => this.#decide(values), done: (failures) => this.#settle(failures) });

  get #words() {
    return words.decisions[this.about.step];
  }

  updated() {
    const body = this.querySelector('.body');
    // What scrolls must be reached by keys.
    if (body.scrollHeight > body.clientHeight) body.tabIndex = 0;
    else body.removeAttribute('tabindex');
  }

  render() {
    return this.sheet(
      { name: 'question decision', labelledBy: 'decision-title' },
      this.failures?.length > 0 ? this.#outcome() : this.#question(),
    );
  }

  #question() {
    const { step, weeks, isRunning } = this.about;
    const { title, confirm } = this.#words;
    const isBusy = this.done !== null && this.done !== undefined;
    return html`
      <form novalidate @submit=${this.#form.submit}>
        <h2 id="decision-title">${title(weeks.length, weeks[0].name)}</h2>
        <div class="body">
          <ul class="plain">${weeks.map(item)}</ul>
          ${step === 'approve' && isRunning ? html`<p>${words.decisions.running}</p>` : nothing}
          ${step === 'reject' ? this.#reason(weeks.length) : nothing}
          ${this.#form.failure()}
        </div>
        <footer>
          <button type="button" ?autofocus=${step === 'approve'} @click=${this.close}>${words.decisions.cancel}</button>
          <button class="primary" aria-busy=${isBusy}>${
            isBusy ? words.decisions.busy(this.done, weeks.length) : confirm(weeks.length)
          }</button>
        </footer>
      </form>
    `;
  }

  #reason(count) {
    const { label, hint } = this.#words;
    return this.#form.field({ name: 'reason', label, hint: hint(count), type: 'textarea', required: true, maxlength: 500 });
  }

  #outcome() {
    const { failures, about } = this;
    return html`
      <h2 id="decision-title">${this.#words.partly(about.weeks.length - failures.length, about.weeks.length)}</h2>
      <div class="body" role="alert">
        <p>${this.#words.left(failures.length)}</p>
        <ul>${failures.map(({ week, why }) => html`<li dir="auto">${words.decisions.failed(week.name, why)}</li>`)}</ul>
      </div>
      <footer><button type="button" class="primary" @click=${this.close}>${words.decisions.close}</button></footer>
    `;
  }

  /** One after another: one that fails leaves the others. */
  async #decide({ reason }) {
    const { step, weeks } = this.about;
    const failures = [];
    for (const [index, week] of weeks.entries()) {
      this.done = index;
      try {
        const path = `/api/timesheets/${week.userId}/${week.week}/${step}`;
        await call('POST', path, step === 'reject' ? { reason } : undefined);
      } catch (problem) {
        // A mistake of ours, or a reason that would be wrong for everybody.
        if (!problem.fields || problem.fields.reason) throw problem;
        failures.push({ week, why: problem.message });
      }
    }
    return failures;
  }

  #settle(failures) {
    const { weeks, decided } = this.about;
    const { all, left } = this.#words;
    this.done = null;
    decided(new Set(failures.map(({ week }) => week.userId)));
    if (failures.length === 0) {
      this.close();
      undo(all(weeks.length, weeks[0].name));
    } else if (this.isConnected) {
      this.failures = failures;
    } else {
      const message = failures.map(({ week, why }) => words.decisions.failed(week.name, why)).join(' ');
      toast({ title: left(failures.length), message });
    }
  }
}

function item({ name, activeSeconds, undecidedSeconds }) {
  const away = undecidedSeconds > 0 ? words.notes.undecided(duration(undecidedSeconds)) : null;
  return html`
    <li>
      <span class="ellipsis" dir="auto">${name}</span>
      ${away ? html`<span class="note muted">${away}</span>` : nothing}
      <strong class="numbers">${duration(activeSeconds)}</strong>
    </li>
  `;
}

customElements.define('astir-week-decision', WeekDecision);

/**
 * Asks, and does it.
 *
 * @param about `step` (`approve` or `reject`), `weeks` (`{userId, name, week, activeSeconds, undecidedSeconds}`),
 *     `isRunning` (the week is not over), `decided(failed)`, called with the ids of those with whom it failed
 */
export function decide(about) {
  openModal('astir-week-decision', { about });
}
