/**
 * What a panel shows when it does not show its content: that it loads, that there is nothing yet, that nothing
 * matches, that it failed, that the connection is lost, or that it is not for whoever looks.
 */
import { html, nothing } from 'lit';
import { clock } from '../format.js';
import { text } from '../messages.js';
import { icon } from './icon.js';
import './problem.js';

/**
 * A panel by what a Loading says of it.
 *
 * @param what names it in sentences: "The heat map"
 * @param content called with the value
 * @param blocks what stands in its place while it loads, in the same geometry
 * @param rest what still works when it failed: "The other figures on this page are complete."
 */
export function panelState(loading, { what, content, blocks = lineBlocks(), rest = '' }) {
  const { value, problem, isSlow } = loading;
  const known = value !== undefined;
  return html`
    <div class="panel-state" aria-busy=${loading.state === 'loading'}>
      ${known && problem ? notReloaded(loading, what) : nothing}
      ${known ? html`<div class=${problem ? 'stale' : nothing}>${content(value)}</div>` : nothing}
      ${!known && problem ? failed(loading, what, rest) : nothing}
      ${!known && !problem && isSlow ? loadingBlocks(blocks) : nothing}
    </div>
  `;
}

function failed(loading, what, rest) {
  return html`
    <astir-problem class="panel" .problem=${loading.problem} .what=${what} .rest=${rest} .busy=${loading.state === 'loading'}
      .byItself=${loading.retriesByItself} .again=${() => loading.run()}></astir-problem>
  `;
}

/** What was loaded before is still there, and says how old it is. */
function notReloaded(loading, what) {
  return strip({
    symbol: 'cut',
    title: '',
    note: text.panel.notReloaded(what, clock(loading.loadedAt)),
    action: html`<button type="button" @click=${() => loading.run()}>${text.panel.again}</button>`,
    role: 'status',
  });
}

/* Loading ------------------------------------------------------------------------------------------- */

/** Blocks where the content will be, said once; show them only when it takes long (Loading.isSlow). */
export function loadingBlocks(blocks) {
  return html`
    <div class="blocks" aria-hidden="true">${blocks}</div>
    <p class="visually-hidden" role="status">${text.panel.loading}</p>
  `;
}

const block = (...names) => html`<span class="block ${names.join(' ')}"></span>`;

const several = (count, template) => Array.from({ length: count }, template);

/** As cards of people. */
export function cardBlocks(count = 6) {
  return html`
    <div class="block-cards">
      ${several(count, () => html`
        <div class="panel">
          ${block('round')}
          <div>${block('w-50')}${block('w-70')}${block('w-40')}</div>
          <div class="last">${block('w-80', 'thin')}${block('short')}</div>
        </div>
      `)}
    </div>
  `;
}

/** As rows of people or of a table, in a panel. */
export function rowBlocks(count = 4) {
  return html`
    <div class="block-rows panel">
      ${several(count, () => html`<div>${block('round')}${block('name')}${block('rest')}${block('short')}</div>`)}
    </div>
  `;
}

/** As lines of text, in a panel. */
export function lineBlocks(count = 3) {
  return html`<div class="block-lines panel">${several(count, (_, i) => block(['w-70', 'w-80', 'w-50'][i % 3]))}</div>`;
}

/* Nothing there --------------------------------------------------------------------------------------- */

/**
 * Nothing is there yet.
 *
 * @param actions buttons that do something about it, the first of them `primary`
 */
export function empty({ symbol, title, lead, actions = nothing }) {
  return html`
    <div class="panel empty-state">
      <span class="symbol">${icon(symbol)}</span>
      <div>
        <h3>${title}</h3>
        <p class="muted">${lead}</p>
        ${actions === nothing ? nothing : html`<div class="actions">${actions}</div>`}
      </div>
    </div>
  `;
}

/**
 * Something is there, but the filters hide it.
 *
 * @param title names the filter: "No one is idle in Design."
 * @param note how many filters hide how much
 * @param clear takes them away
 */
export function noMatch({ title, note = '', clear }) {
  return strip({
    symbol: 'filter',
    title,
    note,
    action: html`<button type="button" @click=${clear}>${text.panel.clear}</button>`,
    role: 'status',
  });
}

/**
 * Not allowed, or not there: in the same words, so that nothing is betrayed.
 *
 * @param action the way out
 */
export function gone({ title = text.panel.gone, note = text.panel.goneWhy, action = nothing } = {}) {
  return strip({ symbol: 'private', title, note, action });
}

/** One line in a panel: a symbol, a sentence, and what to do. */
export function strip({ symbol, title, note, action = nothing, role = nothing, more = nothing }) {
  return html`
    <div class="panel strip-state">
      ${icon(symbol)}
      <p><span role=${role}><strong>${title}</strong> <span class="muted">${note}</span></span> ${more}</p>
      ${action}
    </div>
  `;
}
