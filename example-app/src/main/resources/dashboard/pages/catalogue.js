/**
 * The parts that pages are made of, one below the other, with data that nobody lives by: for whoever builds a
 * page, and for the tests. `/catalogue` lists them, `/catalogue/NAME` shows one.
 */
import { html } from 'lit';
import { text } from '../messages.js';
import { Part } from '../parts/element.js';
import { pageHead } from '../parts/page-head.js';
import { styleOf } from '../styles.js';

await styleOf(import.meta.url);

/** Each module in catalogue/ exports `examples`: rows of a title and a function that gives a template. */
const PARTS = {
  chart: () => import('./catalogue/chart.js'),
  'day-picture': () => import('./catalogue/day-picture.js'),
  dialog: () => import('./catalogue/dialog.js'),
  field: () => import('./catalogue/field.js'),
  'panel-state': () => import('./catalogue/panel-state.js'),
  period: () => import('./catalogue/period.js'),
  person: () => import('./catalogue/person.js'),
  pill: () => import('./catalogue/pill.js'),
  spark: () => import('./catalogue/spark.js'),
  strip: () => import('./catalogue/strip.js'),
  table: () => import('./catalogue/table.js'),
  toast: () => import('./catalogue/toast.js'),
  undo: () => import('./catalogue/undo.js'),
};

class CataloguePage extends Part {
  static properties = {
    app: { attribute: false },
    params: { attribute: false },
    examples: { state: true },
  };

  async connectedCallback() {
    super.connectedCallback();
    const load = PARTS[this.params.part];
    if (load) this.examples = (await load()).examples(this.app);
  }

  render() {
    const { part } = this.params;
    return html`
      <div class="page">
        ${pageHead({ title: part in PARTS ? part : text.pages.catalogue })}
        ${part in PARTS ? this.#examples() : this.#list()}
      </div>
    `;
  }

  #examples() {
    return this.examples?.map(
      ([title, template]) => html`
        <section class="example">
          <h2>${title}</h2>
          ${template()}
        </section>
      `,
    );
  }

  #list() {
    return html`
      <ul>
        ${Object.keys(PARTS).map((name) => html`<li><a href="/catalogue/${name}">${name}</a></li>`)}
      </ul>
    `;
  }
}

customElements.define('astir-catalogue-page', CataloguePage);
