/** Which version of the policy one agreed to, and where it stands. */
import { html, nothing } from 'lit';
import { shortDate } from '../../format.js';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icon.js';
import { Loading } from '../../parts/loading.js';
import { panelState } from '../../parts/panel-state.js';
import { words as parts } from './data-words.js';

const words = parts.agreement;

/** `<astir-my-agreement>` */
class MyAgreement extends Part {
  #policy = new Loading(this, (signal) => call('GET', '/api/policy', undefined, { signal }));

  render() {
    return panelState(this.#policy, {
      what: words.what,
      blocks: nothing,
      content: (policy) => this.#content(policy),
    });
  }

  #content({ version, acknowledged, needsAcknowledgement }) {
    return html`
      <div class="panel agreement">
        ${icon('shield')}
        <p>${acknowledged ? this.#agreed(acknowledged, version, needsAcknowledgement) : words.never}</p>
        <a href="/policy">${needsAcknowledgement ? words.agree : words.read}</a>
        ${version > 1 ? html`<a href="/policy?part=versions">${words.changes}</a>` : nothing}
      </div>
    `;
  }

  #agreed(acknowledged, version, needsAcknowledgement) {
    const newer = needsAcknowledgement ? words.asked : words.covers;
    return html`
      <strong>${words.version(acknowledged.version)}</strong> ${words.on(shortDate(acknowledged.at))}
      <span class="muted">${acknowledged.version === version ? words.same : newer}</span>
    `;
  }
}

customElements.define('astir-my-agreement', MyAgreement);
