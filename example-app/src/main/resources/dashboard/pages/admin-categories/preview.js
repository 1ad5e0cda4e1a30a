/** What a change of a category would have made of the last month. */
import { html, nothing } from 'lit';
import { duration } from '../../format.js';
import { call } from '../../http.js';
import { ratingMark } from '../../parts/category.js';
import { Part } from '../../parts/element.js';
import { words } from '../admin-categories-words.js';

const { preview } = words;

/** `<astir-category-preview>`: `request` gives what is to be asked. Event: `refused`, with what is wrong by fields. */
class CategoryPreview extends Part {
  static properties = {
    request: { attribute: false },
    answer: { state: true },
    failure: { state: true },
    busy: { state: true },
  };

  render() {
    return html`
      <button type="button" aria-busy=${Boolean(this.busy)} @click=${this.#ask}>${preview.show}</button>
      <div role="status">
        ${this.busy ? html`<p class="muted">${preview.busy}</p>` : nothing}
        ${this.answer ? this.#told() : nothing}
      </div>
      ${this.failure ? html`<p class="failure form-failure" role="alert">${this.failure}</p>` : nothing}
      ${this.answer?.items.length ? this.#table() : nothing}
    `;
  }

  #ask = async () => {
    if (this.busy) return;
    Object.assign(this, { busy: true, answer: null, failure: null });
    try {
      this.answer = await call('POST', '/api/categories/preview', this.request());
    } catch (problem) {
      if (!problem.fields) throw problem; // a mistake of ours, no answer
      this.#refuse(problem);
    } finally {
      this.busy = false;
    }
  };

  /** It tells the form, which says it at the fields: they may be out of sight. */
  #refuse({ fields, message }) {
    const wrong = Object.entries(fields).map(([name, what]) => [name.replace(/^category\./, ''), what]);
    const [[name, what] = ['', message]] = wrong;
    const rule = /^rules\[(\d+)\]/.exec(name);
    this.failure = rule ? `${words.rule(Number(rule[1]) + 1)}: ${what}` : what;
    this.dispatchEvent(new CustomEvent('refused', { detail: Object.fromEntries(wrong) }));
  }

  #told() {
    const { changedSeconds, totalSeconds, complete } = this.answer;
    const total = duration(totalSeconds);
    return html`
      <p>
        <strong>${preview.title}:</strong>
        ${changedSeconds === 0 ? preview.nothing(total) : preview.some(duration(changedSeconds), total)}
        ${complete ? nothing : preview.more}
      </p>
    `;
  }

  #table() {
    return html`
      <div class="scrolling" tabindex="0" role="region" aria-label=${preview.title}>
        <table>
          <thead>
            <tr>
              <th scope="col">${preview.what}</th>
              <th scope="col">${preview.before}</th>
              <th scope="col">${preview.after}</th>
              <th scope="col" class="end">${preview.time}</th>
            </tr>
          </thead>
          <tbody>
            ${this.answer.items.map(
              ({ app, site, before, after, seconds }) => html`
                <tr>
                  <th scope="row" dir="auto">${site ?? app}</th>
                  <td>${verdict(before)}</td>
                  <td>${verdict(after)}</td>
                  <td class="end numbers">${duration(seconds)}</td>
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}

function verdict(of) {
  if (!of) return html`<span class="muted">${preview.none}</span>`;
  return html`<span dir="auto">${of.name}</span> <span class="muted">${ratingMark(of.rating, words.ratings[of.rating])}</span>`;
}

customElements.define('astir-category-preview', CategoryPreview);
