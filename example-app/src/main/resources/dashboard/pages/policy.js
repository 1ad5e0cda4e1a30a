/** The policy: what is captured and who sees it, in plain words; to read, and to agree to. */
import { html, nothing } from 'lit';
import { moment } from '../format.js';
import { call } from '../http.js';
import { Pages } from '../lists.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { lineBlocks, panelState } from '../parts/panel-state.js';
import { policyChanges, policyText, policyVersions } from '../parts/policy-versions.js';
import { showMore } from '../parts/show-more.js';
import { toast } from '../parts/toast.js';
import { styleOf } from '../styles.js';
import { words } from './policy-words.js';

await styleOf(import.meta.url);

class PolicyPage extends Part {
  static properties = { app: { attribute: false } };

  #policy = new Loading(this, (signal) => call('GET', '/api/policy', undefined, { signal }));
  #versions = new Pages(this, (before, signal) =>
    call('GET', `/api/policy/versions${before ? `?before=${before}` : ''}`, undefined, { signal }),
  );

  #isLed = false;

  #form = new Form(this, {
    send: () => call('POST', '/api/policy/acknowledge', { version: this.#policy.value.version }),
    done: async () => {
      toast({ title: words.thanks });
      dispatchEvent(new Event('astir-policy'));
      await this.#policy.run();
      await this.updateComplete;
      this.querySelector('h1').focus(); // the button is gone
    },
  });

  /** Who asked what changed is led there, once. */
  updated() {
    const versions = this.querySelector('#versions');
    if (this.#isLed || !versions) return;
    this.#isLed = true;
    if (this.app.router.query.part !== 'versions') return;
    versions.focus({ preventScroll: true });
    versions.scrollIntoView();
  }

  render() {
    const policy = this.#policy.value;
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages.policy,
          note: policy ? words.note(policy.version, moment(policy.createdAt)) : nothing,
        })}
        <h2 class="visually-hidden">${words.what}</h2>
        ${panelState(this.#policy, {
          what: words.what,
          blocks: lineBlocks(8),
          content: () => html`<div class="policy-page">${this.#content(policy)}</div>`,
        })}
      </div>
    `;
  }

  #content(policy) {
    return html`
      ${policy.needsAcknowledgement ? this.#asked(policy, this.#versions.value?.items ?? []) : nothing}
      <section class="panel" aria-label=${words.what}>
        ${policyText(policy.text)} ${words.english() ? html`<p class="muted">${words.english()}</p>` : nothing}
        ${policy.needsAcknowledgement ? nothing : this.#agreed(policy)}
      </section>
      ${panelState(this.#versions, {
        what: words.earlier,
        content: ({ items }) => policyVersions(items, showMore(this.#versions, words.more)),
      })}
    `;
  }

  #agreed({ version, acknowledged }) {
    return html`
      <p class="muted">
        ${words.agreed(acknowledged.version, moment(acknowledged.at))}
        ${acknowledged.version === version ? nothing : words.covers}
      </p>
    `;
  }

  #asked({ version, acknowledged }, versions) {
    const newer = acknowledged ? versions.filter((one) => one.version > acknowledged.version) : [];
    const isOutdated = this.#form.problem?.type === 'policy-changed';
    return html`
      <section class="panel asked" aria-label=${words.agree(version)}>
        <p>${acknowledged ? words.asked : words.never}</p>
        ${newer.length === 0 ? nothing : html`<h2>${words.changed}</h2>`}
        ${newer.map((one) => policyChanges(one.changes))}
        <form novalidate @submit=${this.#form.submit}>
          ${isOutdated ? this.#outdated() : this.#form.failure()} ${this.#form.button(words.agree(version))}
        </form>
        ${acknowledged ? html`<p class="muted">${words.decline}</p>` : nothing}
      </section>
    `;
  }

  #outdated() {
    return html`
      <p class="failure form-failure" role="alert">
        ${words.newer} <button type="button" class="link" @click=${() => this.#again()}>${text.panel.again}</button>
      </p>
    `;
  }

  #again() {
    this.#form.reset();
    this.#policy.run();
    this.#versions.run();
  }
}

customElements.define('astir-policy-page', PolicyPage);
