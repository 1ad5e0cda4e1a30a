/** All integrations: of what kind, whether they come, and making another one. */
import { html, nothing } from 'lit';
import { absolute, moment } from '../../format.js';
import { call } from '../../http.js';
import { text } from '../../messages.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { pageHead } from '../../parts/page-head.js';
import { empty, panelState, rowBlocks } from '../../parts/panel-state.js';
import { pill } from '../../parts/pill.js';
import { words } from '../admin-integrations-words.js';
import './create.js';

class Integrations extends Part {
  static properties = { app: { attribute: false }, isMaking: { state: true } };

  #integrations = new Loading(this, async (signal) => {
    const { items } = await call('GET', '/api/integrations', undefined, { signal });
    return items;
  });

  render() {
    const items = this.#integrations.value;
    return html`
      <div class="page">
        ${pageHead({
          title: text.pages['admin-integrations'],
          note: items?.length ? words.count(items.length) : nothing,
          tools: items?.length && !this.isMaking ? this.#add() : nothing,
        })}
        <p class="lead muted">${words.lead}</p>
        ${this.isMaking ? this.#form() : nothing}
        <h2 class="visually-hidden" tabindex="-1">${words.list}</h2>
        ${panelState(this.#integrations, {
          what: words.list,
          blocks: rowBlocks(),
          content: (all) => (all.length === 0 ? this.#none() : html`<ul class="panel integrations">${all.map(row)}</ul>`),
        })}
      </div>
    `;
  }

  #add() {
    return html`
      <button type="button" class="primary add" @click=${() => (this.isMaking = true)}>${icon('plus')} ${words.add}</button>
    `;
  }

  #none() {
    if (this.isMaking) return nothing;
    return empty({ symbol: 'plug', title: words.none, lead: words.noneLead, actions: this.#add() });
  }

  #form() {
    return html`
      <astir-create-integration class="panel" @created=${() => this.#integrations.run()} @over=${() => this.#over()}>
      </astir-create-integration>
    `;
  }

  async #over() {
    this.isMaking = false;
    await this.updateComplete;
    (this.querySelector('button.add') ?? this.querySelector('h2')).focus();
  }
}

customElements.define('astir-integrations', Integrations);

function row({ id, name, kind, status, lastSeen, lastAnswer }) {
  return html`
    <li>
      <a href="/admin/integrations/${id}"><strong dir="auto">${name}</strong></a>
      <span class="states">${pill(words.kinds[kind])} ${stateOf(status)}</span>
      <span class="note muted">${lastSeen ? words.seen(time(lastSeen)) : words.neverSeen}</span>
      <span class="note muted numbers">${lastAnswer ? words.lastAnswer(lastAnswer.status) : nothing}</span>
    </li>
  `;
}

/** Whether it is taken from. */
export function stateOf(status) {
  return pill(words.states[status], { tone: status === 'active' ? 'good' : 'notice' });
}

/** When, as a sentence has it. */
export function time(instant) {
  return html`<time datetime=${instant} title=${absolute(instant)}>${moment(instant)}</time>`;
}
