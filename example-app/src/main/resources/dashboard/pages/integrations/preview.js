/** What a pasted sample would become, while somebody types the mapping. */
import { html, nothing } from 'lit';
import { call } from '../../http.js';
import { Part } from '../../parts/element.js';
import { words } from '../admin-integrations-words.js';
import { mappingOf, ofMapping } from './mapping.js';

/** Somebody who types pauses for so long. */
const PAUSE_MILLIS = 400;

const SAMPLE = JSON.stringify({ build: { id: 'b-17', number: 17, status: 'failed', url: 'https://ci.example.org/17' } }, null, 2);

/** `<astir-integration-preview>` of a `mapping`, which is a text. */
class IntegrationPreview extends Part {
  static properties = { mapping: {}, sample: { state: true }, event: { state: true }, wrong: { state: true } };

  #timer = 0;
  #abort = null;

  constructor() {
    super();
    this.sample = SAMPLE;
  }

  willUpdate(changed) {
    if (!changed.has('mapping') && !changed.has('sample')) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#abort?.abort();
  }

  async #ask() {
    this.#abort?.abort();
    const { signal } = (this.#abort = new AbortController());
    const mapping = mappingOf(this.mapping);
    let body = null;
    try {
      body = JSON.parse(this.sample);
    } catch {
      // what is wrong is said below
    }
    if (!mapping || body === null) {
      Object.assign(this, { event: null, wrong: mapping ? words.noSample : words.noMapping });
      return;
    }
    try {
      const { event } = await call('POST', '/api/integrations/preview', { kind: 'json', mapping, body }, { signal });
      if (!signal.aborted) Object.assign(this, { event, wrong: null });
    } catch (problem) {
      if (signal.aborted || !problem.fields) return;
      const lines = Object.entries(ofMapping(problem).fields).map(([name, wrong]) => (name === 'mapping' ? wrong : `${name}: ${wrong}`));
      Object.assign(this, { event: null, wrong: lines.join(' ') || problem.message });
    }
  }

  render() {
    return html`
      <div class="preview">
        <div class="field">
          <label for="integration-sample">${words.sample}</label>
          <textarea id="integration-sample" rows="8" .defaultValue=${SAMPLE}
            @input=${(event) => (this.sample = event.target.value)}></textarea>
          <p class="muted">${words.sampleHint}</p>
        </div>
        <div role="status">
          <p class="muted">${words.becomes}</p>
          ${this.wrong ? html`<p class="failure">${this.wrong}</p>` : nothing} ${this.event ? shown(this.event) : nothing}
        </div>
      </div>
    `;
  }
}

customElements.define('astir-integration-preview', IntegrationPreview);

function shown({ eventType, message, entityName, entityUrl, metadata }) {
  const facts = [entityName, entityUrl, ...Object.entries(metadata).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)];
  return html`
    <p class="event"><strong dir="auto">${message}</strong></p>
    <p class="note muted"><code>${eventType}</code></p>
    ${facts.filter(Boolean).map((fact) => html`<p class="note muted" dir="auto">${fact}</p>`)}
  `;
}
