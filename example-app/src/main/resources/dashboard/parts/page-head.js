/** The head of a page: title, its tabs and a note beside it, and at the right whether it is live, search and actions. */
import { html, nothing } from 'lit';
import { ConnectionState } from '../live.js';
import { Keys } from '../keys.js';
import { text } from '../messages.js';
import { Part } from './element.js';
import { icon } from './icon.js';

/** `tabs`, `note` and `tools` are templates; `live` is the connection, for a page that shows live data. */
export function pageHead({ title, tabs = nothing, note = nothing, live = null, tools = nothing }) {
  return html`
    <header class="page-head">
      <h1 tabindex="-1">${title}</h1>
      ${tabs}
      ${note === nothing ? nothing : html`<p class="muted numbers">${note}</p>`}
      <div class="tools">
        ${live ? html`<astir-connection .live=${live}></astir-connection>` : nothing} ${tools}
      </div>
    </header>
  `;
}

/** Whether what is shown is live. */
class Connection extends Part {
  static properties = { live: { attribute: false } };

  #connection = new ConnectionState(this, () => this.live);

  render() {
    const { state } = this.#connection;
    return html`<span class="connection" role="status" data-state=${state}>${text.connection.states[state]}</span>`;
  }
}

customElements.define('astir-connection', Connection);

/** The search of a page: `/` goes to it, Escape empties it. Event `search` with the text in `detail`. */
class Search extends Part {
  static properties = { value: {}, label: {} };

  constructor() {
    super();
    this.value = '';
    new Keys(this, [['/', () => this.querySelector('input').focus(), { label: text.keys.search, group: 'page' }]]);
  }

  render() {
    return html`
      <span class="search">
        ${icon('search')}
        <input type="search" .value=${this.value} placeholder=${this.label} aria-label=${this.label}
          @input=${(event) => this.#changed(event.target.value)} @keydown=${this.#escape} />
        <kbd aria-hidden="true">/</kbd>
      </span>
    `;
  }

  #escape(event) {
    if (event.key !== 'Escape') return;
    if (event.target.value === '') event.target.blur();
    else this.#changed('');
  }

  #changed(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent('search', { detail: value, bubbles: true }));
  }
}

customElements.define('astir-search', Search);
