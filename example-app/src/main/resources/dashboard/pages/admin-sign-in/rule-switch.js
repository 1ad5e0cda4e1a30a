/** One rule of signing in: a switch that is saved at once, and asks first where that locks people out. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { ask } from '../../parts/dialog.js';
import { Part } from '../../parts/element.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';

/**
 * A section with one switch.
 *
 * @param about `{address, field, name, words, dangerous, help}`: where the rule is read and changed, its field there,
 *     the beginning of ids, texts (`title`, `what`, `label`, `why`, `saved`, `ask`), the value that is asked first,
 *     and what helps with a problem
 */
export function ruleSwitch({ address, field, name, words, dangerous, help = () => nothing }) {
  return class extends Part {
    static properties = {
      app: { attribute: false },
      busy: { state: true },
      saved: { state: true },
      failure: { state: true },
    };

    #rules = new Loading(this, (signal) => call('GET', address, undefined, { signal }));

    render() {
      return html`
        <section class="panel rule" aria-labelledby="${name}-title">
          <h2 id="${name}-title">${words.title}</h2>
          ${panelState(this.#rules, { what: words.what, content: (rules) => this.#switch(rules[field]) })}
        </section>
      `;
    }

    #switch(value) {
      return html`
        <div class="rule-switch">
          <div class="field check">
            <input id=${name} type="checkbox" .checked=${value} aria-describedby="${name}-why"
              aria-busy=${Boolean(this.busy)} @change=${this.#change} />
            <div>
              <label for=${name}>${words.label}</label>
              <p id="${name}-why" class="muted">${words.why}</p>
              <p class="saved" role="status">${this.saved ? words.saved : ''}</p>
            </div>
          </div>
          ${this.failure ? this.#failed() : nothing}
        </div>
      `;
    }

    #failed() {
      return html`
        <p class="failure form-failure" role="alert">${this.failure.message} ${help(this.failure)}</p>
      `;
    }

    async #change({ target }) {
      const { checked } = target;
      const before = this.#rules.value[field];
      if (this.busy) {
        target.checked = !checked;
        return;
      }
      Object.assign(this, { busy: true, failure: null, saved: false });
      try {
        if (checked === dangerous && !(await ask({ ...words.ask, danger: true }))) {
          target.checked = before;
          return;
        }
        this.#rules.value = await call('PATCH', address, { [field]: checked });
        this.saved = true;
      } catch (problem) {
        target.checked = before;
        if (!problem.fields) throw problem; // a mistake of ours, no answer
        this.failure = problem;
      } finally {
        this.busy = false;
      }
    }
  };
}
