/** The policy: what is captured and who sees it, in plain words; to read, and to agree to. */
import { html, nothing } from 'lit';
import { moment } from '../format.js';
import { call } from '../http.js';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { Form } from '../parts/form.js';
import { Loading } from '../parts/loading.js';
import { pageHead } from '../parts/page-head.js';
import { lineBlocks, panelState } from '../parts/panel-state.js';
import { policyChanges, policyText, policyVersions } from '../parts/policy-versions.js';
import { toast } from '../parts/toast.js';
import { words } from './policy-words.js';

class PolicyPage extends Part {
  static properties = { app: { attribute: false } };

  #all = new Loading(this, async (signal) => {
    const [policy, { items, next }] = await Promise.all(
      ['/api/policy', '/api/policy/versions'].map((path) => call('GET', path, undefined, { signal })),
    );
    return { policy, versions: items, next };
  });

  #form = new Form(this, {
    send: () => call('POST', '/api/policy/acknowledge', { version: this.#all.value.policy.version }),
    done: () => {
      toast({ title: words.thanks });
      dispatchEvent(new Event('astir-policy'));
      return this.#all.run();
    },
  });

  render() {
    const policy = this.#all.value?.policy;
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages.policy,
          note: policy ? words.note(policy.version, moment(policy.createdAt)) : nothing,
        })}
        <h2 class="visually-hidden">${words.what}</h2>
        ${panelState(this.#all, {
          what: words.what,
          blocks: lineBlocks(8),
          content: (all) => html`<div class="policy-page">${this.#content(all)}</div>`,
        })}
      </div>
    `;
  }

  #content({ policy, versions, next }) {
    return html`
      ${policy.needsAcknowledgement ? this.#asked(policy, versions) : nothing}
      <section class="panel" aria-label=${words.what}>
        ${policyText(policy.text)} ${words.english ? html`<p class="muted">${words.english}</p>` : nothing}
        ${policy.needsAcknowledgement ? nothing : this.#agreed(policy)}
      </section>
      ${policyVersions(versions, next ? () => this.#more(next) : null)}
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
    this.#all.run();
  }

  async #more(before) {
    const { items, next } = await call('GET', `/api/policy/versions?before=${before}`);
    const { value } = this.#all;
    Object.assign(value, { versions: [...value.versions, ...items], next });
    this.requestUpdate();
  }
}

customElements.define('astir-policy-page', PolicyPage);
