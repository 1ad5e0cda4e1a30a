/** What the app does by itself: when it last ran, when it runs next, what fails, and having one run now. */
import { html, nothing } from 'lit';
import { absolute, moment } from '../format.js';
import { call } from '../http.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { keepFocus } from '../parts/focus.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { panelState, rowBlocks } from '../parts/panel-state.js';
import { Refresh } from '../parts/refresh.js';
import '../parts/table.js';
import { undo } from '../parts/undo.js';
import { styleOf } from '../styles.js';
import { words } from './admin-jobs-words.js';
import { columns, isBusy, nameOf, narrowRow } from './jobs/rows.js';

await styleOf(import.meta.url);

/** How old what is shown may become. */
const AGE_MILLIS = 15_000;

class AdminJobsPage extends Part {
  static properties = { app: { attribute: false }, failure: { state: true } };

  #jobs = new Loading(this, async (signal) => {
    const { items } = await call('GET', '/api/jobs', undefined, { signal });
    // Of one that runs, or is about to, somebody wants to see the end.
    if (items.some(isBusy)) this.#refresh.incomplete();
    return items;
  });
  #refresh = new Refresh(this, () => this.#jobs.run(), AGE_MILLIS);
  #columns = columns((job, tabIndex) => this.#button(job, tabIndex));

  render() {
    const jobs = this.#jobs.value;
    return html`
      <div class="page">
        ${pageHead({ title: text.pages['admin-jobs'], note: jobs ? noteOf(jobs) : nothing })}
        <p class="lead muted">${words.lead}</p>
        ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
        ${panelState(this.#jobs, { what: words.list, blocks: rowBlocks(), content: (value) => this.#content(value) })}
      </div>
    `;
  }

  #content(jobs) {
    return html`
      ${troubleOf(jobs.filter(({ lastError }) => lastError !== null))}
      <h2 class="visually-hidden">${words.list}</h2>
      <astir-table caption=${words.list} sort="job" .columns=${this.#columns} .rows=${jobs} .key=${({ name }) => name}
        .narrow=${(job, tabIndex) => narrowRow(job, this.#button(job, tabIndex))}></astir-table>
    `;
  }

  #button(job, tabIndex) {
    return html`
      <button type="button" tabindex=${tabIndex} ?disabled=${isBusy(job)} aria-label=${words.runOf(nameOf(job))}
        @click=${() => this.#ask(job)}>${words.run}</button>
    `;
  }

  async #ask(job) {
    this.failure = null;
    try {
      await call('POST', `/api/jobs/${job.name}/run`);
      undo(words.asked(nameOf(job)));
    } catch (problem) {
      this.failure = words.failed(problem.message);
    }
    await this.#jobs.run();
    await keepFocus(this);
  }
}

customElements.define('astir-admin-jobs-page', AdminJobsPage);

function noteOf(jobs) {
  const failing = jobs.filter(({ lastError }) => lastError !== null).length;
  return failing === 0 ? words.count(jobs.length) : `${words.count(jobs.length)} · ${words.failing(failing)}`;
}

/** What fails, in full. */
function troubleOf(jobs) {
  if (jobs.length === 0) return nothing;
  return html`
    <section class="trouble" aria-label=${words.trouble}>
      ${jobs.map(
        (job) => html`
          <article class="panel">
            <h2 dir="auto">${nameOf(job)}</h2>
            <p class="failure">${job.lastError}</p>
            <p class="note muted">
              ${words.inRow(job.failures)} ${job.lastSuccess ? words.lastGood(time(job.lastSuccess)) : words.neverGood}
              ${words.again} ${words.log} <code>${job.runId}</code>
            </p>
          </article>
        `,
      )}
    </section>
  `;
}

const time = (instant) => html`<time datetime=${instant} title=${absolute(instant)}>${moment(instant)}</time>`;
