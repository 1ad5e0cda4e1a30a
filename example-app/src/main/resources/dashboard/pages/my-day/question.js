/** What somebody is asked about their day: whether a stretch away from the computer was work. */
import { html, nothing } from 'lit';
import { clock, duration } from '../../format.js';
import { Keys } from '../../keys.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import '../../parts/menu.js';
import { words } from '../my-day-words.js';

/**
 * - `stretch`: of `undecided` in a timeline; `place` among `count` of them
 * - `projects`: `{id, name}`, those that the time may be given to
 * - `timeZone`
 * - `decide(decision, project)`: resolves when it is decided
 */
class DayQuestion extends Part {
  static properties = {
    stretch: { attribute: false },
    place: { attribute: false },
    count: { attribute: false },
    projects: { attribute: false },
    timeZone: { attribute: false },
    decide: { attribute: false },
    busy: { state: true },
    failure: { state: true },
  };

  constructor() {
    super();
    new Keys(this, [
      ['k', () => this.#decide('keep'), { label: words.keep, group: 'page' }],
      ['d', () => this.#decide('discard'), { label: words.discard, group: 'page' }],
    ]);
  }

  willUpdate(changed) {
    if (changed.has('stretch') && changed.get('stretch')?.from !== this.stretch.from) this.failure = null;
  }

  render() {
    const { stretch, place, count, timeZone } = this;
    const range = words.range(clock(stretch.from, timeZone), clock(stretch.to, timeZone));
    return html`
      <section class="day-question" aria-label=${words.question}>
        <span class="mark" data-state="idle"></span>
        <p>
          <strong class="numbers">${words.away(range, duration(stretch.seconds))}</strong> ${words.wasItWork}
          <span class="until">${words.until}</span>
          ${count > 1 ? html`<span class="muted numbers">${words.ofMany(place + 1, count)}</span>` : nothing}
          ${this.failure ? html`<span class="failure" role="alert">${this.failure}</span>` : nothing}
        </p>
        <div class="answers">
          <button type="button" class="primary" aria-busy=${Boolean(this.busy)} aria-keyshortcuts="K"
            @click=${() => this.#decide('keep')}>
            <span class="wide">${words.keep}</span><span class="narrow">${words.keepShort}</span>
            <kbd aria-hidden="true">K</kbd>
          </button>
          <button type="button" aria-busy=${Boolean(this.busy)} aria-keyshortcuts="D" @click=${() => this.#decide('discard')}>
            ${words.discard} <kbd aria-hidden="true">D</kbd>
          </button>
          ${
            this.projects.length === 0
              ? nothing
              : html`
                  <astir-menu .label=${words.otherProject} .face=${html`${words.otherProject} ${icon('down')}`}
                    .content=${() => this.#choices()}></astir-menu>
                `
          }
        </div>
      </section>
    `;
  }

  #choices() {
    return this.projects.map(
      (project) => html`
        <button type="button" class="quiet" dir="auto" @click=${() => this.#decide('reassign', project)}>${project.name}</button>
      `,
    );
  }

  /** Once: whoever presses twice has seen one question. */
  async #decide(decision, project = null) {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await this.decide(decision, project);
    } catch (problem) {
      this.failure = problem.message;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('astir-day-question', DayQuestion);
