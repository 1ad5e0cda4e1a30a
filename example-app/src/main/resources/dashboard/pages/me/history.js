/** History from a file: chosen, looked at, and then stored. */
import { html, nothing } from 'lit';
import { duration, number, shortDate } from '../../format.js';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { styleOf } from '../../styles.js';
import { words } from './history-words.js';

await styleOf(import.meta.url);

/** What can be sent as it is: a task must be there, so that none is named. */
const EXAMPLE = `start,end,project,task,reason,app,title,url
2026-11-20T09:00,2026-11-20T12:00,Astir core,,Old time sheet,,,
2026-11-20T09:00,2026-11-20T10:30,,,,IntelliJ IDEA,Main.java,`;

/** As the API names a line: `lines[7].end`. */
const LINE = /^lines\[(\d+)\]\.(\w+)$/;

class History extends Part {
  static properties = {
    app: { attribute: false },
    preview: { state: true },
    result: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  #file = null;

  async #choose(input) {
    this.#file = input.files[0] ?? null;
    this.preview = null;
    await this.#send('?preview=true', (preview) => (this.preview = preview));
    // The same file can be chosen again once it is mended.
    input.value = '';
  }

  async #send(query, done) {
    this.result = this.problem = null;
    if (!this.#file) this.preview = null;
    if (!this.#file) return;
    this.busy = true;
    try {
      const options = { body: this.#file, headers: { 'Content-Type': 'text/csv' } };
      const answer = await call('POST', `/api/sessions/import${query}`, undefined, options);
      this.preview = null;
      done(answer);
    } catch (problem) {
      this.preview = null;
      this.problem = problem;
    }
    this.busy = false;
  }

  render() {
    return html`
      <div class="sections">
        <section class="panel section history">
          <h2>${words.title}</h2>
          <p class="muted">${words.lead}</p>
          <label class="history-file">
            <span>${words.file}</span>
            <input type="file" accept=".csv,text/csv" ?disabled=${this.busy} aria-describedby="history-hint"
              @change=${({ target }) => this.#choose(target)} />
            <span id="history-hint" class="note muted">${words.hint}</span>
          </label>
          <div aria-live="polite">
            ${this.busy ? html`<p class="muted">${this.preview ? words.storing : words.reading}</p>` : nothing}
            ${this.problem ? this.#problem() : nothing}
            ${this.preview ? this.#preview(this.preview) : nothing}
            ${this.result ? this.#result(this.result) : nothing}
          </div>
        </section>
        <section class="panel section history">
          <h2>${words.how}</h2>
          <ul class="muted">${words.rows.map((row) => html`<li>${row}</li>`)}</ul>
          <pre tabindex="0" aria-label=${words.how}><code>${EXAMPLE}</code></pre>
        </section>
      </div>
    `;
  }

  #preview({ sessions, knownSessions, activities, knownActivities, seconds, from, to, newProjects }) {
    const facts = [
      [words.sessions, number(sessions)],
      [words.hours, duration(seconds)],
      [words.activities, number(activities)],
      [words.known, number(knownSessions + knownActivities)],
      [words.period, from ? `${shortDate(from)} – ${shortDate(to)}` : '–'],
      ...(newProjects.length > 0 ? [[words.projects, newProjects.join(', ')]] : []),
    ];
    const isNew = sessions + activities > 0;
    return html`
      <h3>${words.understood}</h3>
      <dl class="facts">${facts.map(([name, value]) => html`<dt>${name}</dt> <dd dir="auto">${value}</dd>`)}</dl>
      ${
        isNew
          ? html`
              <button type="button" class="primary" ?disabled=${this.busy}
                @click=${() => this.#send('', (result) => (this.result = result))}>
                ${sessions > 0 ? words.submit(sessions) : words.complete}
              </button>
            `
          : html`<p>${words.nothing}</p>`
      }
    `;
  }

  #result({ sessions, to }) {
    const day = to && new Date(to).toLocaleDateString('sv', { timeZone: this.app.user.timeZone });
    return html`<p role="status">${words.done(sessions)} <a href="/my-day/${day}">${words.look}</a></p>`;
  }

  #problem() {
    const lines = (this.problem.body.errors ?? []).map(({ field, message }) => [...(LINE.exec(field) ?? ['', '', field]), message]);
    if (lines.length === 0) return html`<p class="failure form-failure" role="alert">${this.problem.message}</p>`;
    return html`
      <p class="failure form-failure" role="alert">${words.wrong}</p>
      <table>
        <thead><tr>${[words.line, words.column, words.problem].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>
          ${lines.map(
            ([, line, column, message]) => html`
              <tr><th scope="row" class="numbers">${line}</th><td><code>${column}</code></td><td dir="auto">${message}</td></tr>
            `,
          )}
        </tbody>
      </table>
      ${this.problem.body.moreLines ? html`<p class="note muted">${words.moreLines(this.problem.body.moreLines)}</p>` : nothing}
    `;
  }
}

customElements.define('astir-me-history', History);
