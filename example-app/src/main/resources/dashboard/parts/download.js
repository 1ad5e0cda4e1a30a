/** Files that the server makes of what it would answer as JSON. */
import { html, nothing } from 'lit';
import { Problem, request } from '../http.js';
import { icon } from './icon.js';

/** Long enough for a browser to have taken the file. */
const KEPT_MILLIS = 60_000;

/**
 * Saves an answer as a file, under the name that the server gives it; throws a Problem.
 *
 * @param type `text/csv` or `application/pdf`
 */
async function save(address, type) {
  const response = await request(address, { headers: { Accept: `${type}, application/problem+json` } });
  if (!response.ok) {
    throw new Problem(response.status, await response.json().catch(() => ({})), address);
  }
  const name = /filename="?([^";]+)/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? 'report';
  const href = URL.createObjectURL(await response.blob());
  Object.assign(document.createElement('a'), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MILLIS);
}

/** Lit controller: buttons that save files, one at a time, and why the last one failed. */
export class Downloads {
  #host;
  #busy = null;
  #problem = null;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#problem = null;
  }

  /** @param address gives the address when somebody presses the button */
  button(label, address, type) {
    return html`
      <button type="button" class="download" aria-busy=${this.#busy === type} @click=${() => this.#save(address(), type)}>
        ${icon('download')} ${label}
      </button>
    `;
  }

  failure() {
    return this.#problem ? html`<p class="failure" role="alert">${this.#problem.message}</p>` : nothing;
  }

  async #save(address, type) {
    if (this.#busy) return;
    this.#change(type, null);
    try {
      await save(address, type);
      this.#change(null, null);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem; // a mistake of ours
      this.#change(null, problem);
    }
  }

  #change(busy, problem) {
    this.#busy = busy;
    this.#problem = problem;
    this.#host.requestUpdate();
  }
}
