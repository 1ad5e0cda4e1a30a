/** The policy for administrators: its text, its versions, what they decide of it, and who agreed. */
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
import { PeopleChanges } from '../parts/people-changes.js';
import { policyAgreements, policyText, policyVersions } from '../parts/policy-versions.js';
import { showMore } from '../parts/show-more.js';
import { toast } from '../parts/toast.js';
import { styleOf } from '../styles.js';
import { words } from './policy-words.js';

await styleOf(import.meta.url);

const VERSIONS = '/api/policy/versions';
const AGREEMENTS = '/api/policy/acknowledgements';

class AdminPolicyPage extends Part {
  static properties = { app: { attribute: false } };

  #policy = new Loading(this, (signal) => call('GET', '/api/policy', undefined, { signal }));
  #versions = new Pages(this, (before, signal) =>
    call('GET', before ? `${VERSIONS}?before=${before}` : VERSIONS, undefined, { signal }),
  );
  #people = new Pages(this, (after, signal) =>
    call('GET', after ? `${AGREEMENTS}?after=${after}` : AGREEMENTS, undefined, { signal }),
  );

  #form = new Form(this, {
    send: ({ neverCapture, additionalText }) =>
      call('PUT', '/api/policy', { neverCapture: linesOf(neverCapture), additionalText }),
    done: ({ version }) => {
      const isNew = version !== this.#policy.value.version;
      toast({ title: isNew ? words.admin.saved(version) : words.admin.same });
      dispatchEvent(new Event('astir-policy'));
      this.#policy.run();
      this.#versions.run();
      this.#people.run();
    },
  });

  constructor() {
    super();
    new PeopleChanges(this, () => this.app.live, () => this.#people.later());
  }

  render() {
    const policy = this.#policy.value;
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages['admin-policy'],
          note: policy ? words.note(policy.version, moment(policy.createdAt)) : nothing,
        })}
        <h2 class="visually-hidden">${words.admin.list}</h2>
        ${panelState(this.#policy, {
          what: words.admin.list,
          blocks: lineBlocks(8),
          content: () => html`<div class="policy-page">${this.#content(policy)}</div>`,
        })}
      </div>
    `;
  }

  #content(policy) {
    return html`
      <section class="panel" aria-labelledby="policy-text">
        <h2 id="policy-text">${words.admin.text}</h2>
        ${policyText(policy.text)}
      </section>
      ${this.#decide(policy)}
      ${panelState(this.#people, {
        what: words.admin.people,
        content: ({ items, next }) =>
          policyAgreements(items, !next, showMore(this.#people, words.admin.morePeople)),
      })}
      ${panelState(this.#versions, {
        what: words.earlier,
        content: ({ items }) => policyVersions(items, showMore(this.#versions, words.more)),
      })}
    `;
  }

  #decide({ settings, additionalText }) {
    return html`
      <section class="panel" aria-labelledby="policy-form">
        <h2 id="policy-form">${words.admin.form}</h2>
        <form novalidate @submit=${this.#form.submit}>
          <p class="muted">${words.admin.lead}</p>
          ${this.#form.field({
            name: 'neverCapture',
            label: words.admin.names,
            type: 'textarea',
            rows: 4,
            value: settings.neverCapture.join('\n'),
            hint: words.admin.namesHint,
          })}
          ${this.#form.field({
            name: 'additionalText',
            label: words.admin.words,
            type: 'textarea',
            rows: 4,
            maxlength: 5000,
            value: additionalText,
            hint: words.admin.wordsHint,
          })}
          <p class="muted">
            ${words.admin.settings} <a href="/admin/organization">${words.admin.toSettings}</a>
          </p>
          ${this.#form.failure()} ${this.#form.button(words.admin.save)}
        </form>
      </section>
    `;
  }
}

function linesOf(value) {
  return value.split('\n').map((line) => line.trim()).filter(Boolean);
}

customElements.define('astir-admin-policy-page', AdminPolicyPage);
