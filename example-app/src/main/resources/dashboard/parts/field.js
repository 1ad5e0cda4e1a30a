/** Forms: fields with what is wrong beside them, and what becomes of their values. */
import { html, noChange, nothing } from 'lit';
import { Directive, directive } from 'lit/directive.js';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';

await styleOf(import.meta.url);

const SECONDS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/**
 * A field with its label, a hint, and what is wrong with it.
 *
 * @param field
 *   - `name`, `label`; `id` where the name is not alone on the page
 *   - `type`: of an input, or `select`, `textarea`, `checkbox`, `duration`: seconds in the unit that people think in
 *   - `value`: to begin with; what somebody typed stays when it changes
 *   - `options` of a select: `[value, label]`; `units` of a duration, smallest first: `['minutes', 'hours']`, and
 *     `usual`: the one, in seconds, whose unit an empty field begins with
 *   - `hint`, `required`, `autocomplete`, `inputmode`, `maxlength`, `rows`
 * @param wrong what is wrong with it, or nothing
 */
export function field(field, wrong = null) {
  const { name, id = name, label, type = 'text', hint, required } = field;
  const about = {
    id,
    invalid: wrong ? 'true' : nothing,
    described: [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || nothing,
  };
  const notes = html`
    ${hint ? html`<p id="${id}-hint" class="muted">${hint}</p>` : nothing}
    ${wrong ? html`<p id="${id}-wrong" class="failure">${wrong}</p>` : nothing}
  `;
  if (type === 'checkbox') {
    return html`
      <div class="field check">
        ${checkbox(field, about)}
        <div><label for=${id}>${label}</label>${notes}</div>
      </div>
    `;
  }
  const optional = required ? nothing : html` <span class="muted">(${text.form.optional})</span>`;
  const control = { select, textarea, duration }[type] ?? input;
  return html`
    <div class="field">
      <label for=${id}>${label}${type === 'select' ? nothing : optional}</label>
      ${control(field, about)} ${notes}
    </div>
  `;
}

// Values are attributes: those say how a field begins, and leave alone what somebody typed.

function input(about, { id, invalid, described }) {
  const { name, type = 'text', value, required, autocomplete, inputmode, maxlength } = about;
  return html`
    <input id=${id} name=${name} type=${type} value=${value ?? nothing} ?required=${required}
      autocomplete=${autocomplete ?? nothing} inputmode=${inputmode ?? nothing} maxlength=${maxlength ?? nothing}
      aria-invalid=${invalid} aria-describedby=${described} />
  `;
}

/**
 * The unit has no name: a form takes the two for one value, in seconds. They belong together: once somebody has
 * changed one of them, both stay as they are, since another value may be one in another unit.
 */
class Duration extends Directive {
  #isTouched = false;

  render({ name, label, value, usual, required, units }, { id, invalid, described }) {
    const unit = unitOf(value ?? usual, units);
    const begins = (how) => (this.#isTouched ? noChange : how);
    return html`
      <span class="duration" @input=${() => (this.#isTouched = true)}>
        <input id=${id} name=${name} type="number" min="0" step="any"
          value=${begins(value == null ? nothing : value / SECONDS[unit])} ?required=${required} data-unit="${id}-unit"
          aria-invalid=${invalid} aria-describedby=${described} />
        <select id="${id}-unit" aria-label=${text.form.unitOf(label)}>
          ${units.map(
            (each) => html`
              <option value=${SECONDS[each]} ?selected=${begins(each === unit)}>${text.form.units[each]}</option>
            `,
          )}
        </select>
      </span>
    `;
  }
}

const duration = directive(Duration);

/** The largest that needs no long fraction: 5 minutes, 9 hours, 7.5 hours. */
function unitOf(seconds, units) {
  const isShort = (unit) => seconds >= SECONDS[unit] && Number.isInteger((seconds / SECONDS[unit]) * 4);
  return units.findLast(isShort) ?? units[0];
}

function textarea({ name, value = '', required, maxlength, rows = 3 }, { id, invalid, described }) {
  return html`
    <textarea id=${id} name=${name} rows=${rows} .defaultValue=${value} ?required=${required}
      maxlength=${maxlength ?? nothing} aria-invalid=${invalid} aria-describedby=${described}></textarea>
  `;
}

function select({ name, value, options, required }, { id, invalid, described }) {
  return html`
    <select id=${id} name=${name} ?required=${required} aria-invalid=${invalid} aria-describedby=${described}>
      ${options.map(([key, label]) => html`<option value=${key} ?selected=${key === value}>${label}</option>`)}
    </select>
  `;
}

function checkbox({ name, value, required }, { id, invalid, described }) {
  return html`
    <input id=${id} name=${name} type="checkbox" ?checked=${value} ?required=${required}
      aria-invalid=${invalid} aria-describedby=${described} />
  `;
}
