/** The form of a category: its name, looks and rating, its rules, and what they would change. */
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { call } from '../../http.js';
import { categoryMark, COLOURS, ICONS, RATINGS } from '../../parts/category.js';
import { Part } from '../../parts/element.js';
import { Form } from '../../parts/form.js';
import { icon } from '../../parts/icon.js';
import { words } from '../admin-categories-words.js';
import './preview.js';

const FIELDS = ['app', 'site', 'title', 'url'];
const MATCHES = ['equals', 'prefix', 'wildcard', 'regex'];

let keys = 0;

/**
 * `<astir-category-form>`: `category`, or null for a new one, and whose it may be (`owners`: teams, and null for the
 * organization). Event `saved` with the category in `detail`; event `cancelled`.
 */
class CategoryForm extends Part {
  static properties = {
    category: { attribute: false },
    owners: { attribute: false },
    rules: { state: true },
    /** The colour and sign that are chosen; null as long as they are the category's. */
    looks: { state: true },
  };

  #form = new Form(this, {
    send: () => {
      const body = this.#request();
      return this.category ? call('PUT', `/api/categories/${this.category.id}`, body) : call('POST', '/api/categories', body);
    },
    done: (category) => this.dispatchEvent(new CustomEvent('saved', { detail: category })),
  });

  connectedCallback() {
    super.connectedCallback();
    this.rules ??= (this.category?.rules ?? [{ field: 'app', match: 'equals', pattern: '' }]).map(keyed);
  }

  firstUpdated() {
    this.querySelector('input').focus();
  }

  render() {
    const { category } = this;
    const id = category?.id ?? 'new';
    // Made before failure() is: it tells what is wrong with fields that are not there.
    const rules = this.rules.map((rule, at) => [rule.key, this.#rule(rule, at)]);
    const choice = (name, values, labels, value) =>
      this.#form.field({
        name, id: `${name}-${id}`, type: 'select', label: words[name], value, required: true,
        options: values.map((each) => [each, labels[each]]),
      });
    return html`
      <form novalidate aria-label=${category ? words.change(category.name) : words.add} @submit=${this.#form.submit}
        @keydown=${this.#escape}>
        <div class="about" @change=${this.#look}>
          ${this.#form.field({
            name: 'name', id: `name-${id}`, label: words.name, value: category?.name, required: true, maxlength: 60,
            autocomplete: 'off',
          })}
          ${choice('rating', RATINGS, words.ratings, category?.rating ?? 'neutral')}
          ${choice('colour', COLOURS, words.colours, category?.colour ?? 'blue')}
          ${choice('icon', ICONS, words.icons, category?.icon ?? 'window')}
          ${categoryMark(this.looks ?? category ?? { colour: 'blue', icon: 'window' })}
          ${category || this.owners.length < 2 ? nothing : this.#owner()}
        </div>
        <fieldset aria-describedby="rules-why-${id}">
          <legend>${words.rules}</legend>
          <p id="rules-why-${id}" class="muted">${words.rulesWhy}</p>
          ${repeat(rules, ([key]) => key, ([, rule]) => rule)}
          <button type="button" class="quiet add-rule" @click=${this.#addRule}>${icon('plus')} ${words.addRule}</button>
        </fieldset>
        ${this.#form.failure()}
        <astir-category-preview .request=${() => ({ id: category?.id ?? null, category: this.#request() })}
          @refused=${({ detail }) => this.#form.refuse(this.querySelector('form'), { fields: detail })}></astir-category-preview>
        <footer>
          ${this.#form.button(category ? words.save : words.create)}
          <button type="button" @click=${this.#cancel}>${words.cancel}</button>
        </footer>
      </form>
    `;
  }

  #look = () => {
    const { colour, icon } = this.#request();
    this.looks = { colour, icon };
  };

  #owner() {
    return this.#form.field({
      name: 'teamId', type: 'select', label: words.owner, value: '', required: false,
      options: this.owners.map((team) => [team?.id ?? '', team?.name ?? words.everybody]),
    });
  }

  #rule({ key, field, match, pattern }, at) {
    const part = (name, about) =>
      this.#form.field({ name: `rules[${at}].${name}`, id: `rule-${key}-${name}`, label: words[name], required: true, ...about });
    const choice = (name, values, labels, value) =>
      part(name, { type: 'select', value, options: values.map((each) => [each, labels[each]]) });
    return html`
      <div class="rule" role="group" aria-label=${words.rule(at + 1)}>
        ${choice('field', FIELDS, words.fields, field)} ${choice('match', MATCHES, words.matches, match)}
        ${part('pattern', { value: pattern, maxlength: 200, autocomplete: 'off' })}
        <button type="button" class="quiet square" aria-label=${words.removeRule(at + 1)} @click=${() => this.#removeRule(key)}>
          ${icon('close', 'small')}
        </button>
      </div>
    `;
  }

  #addRule = async () => {
    this.rules = [...this.rules, keyed({ field: this.rules.at(-1)?.field ?? 'app', match: 'equals', pattern: '' })];
    await this.updateComplete;
    this.querySelector('.rule:last-of-type input').focus();
  };

  async #removeRule(key) {
    this.rules = this.rules.filter((rule) => rule.key !== key);
    this.#form.reset();
    await this.updateComplete;
    this.querySelector('.add-rule').focus();
  }

  /** What is typed now. */
  #request() {
    const values = new FormData(this.querySelector('form'));
    const { category } = this;
    const owner = this.owners.length === 1 ? this.owners[0]?.id : values.get('teamId');
    return {
      name: values.get('name'),
      rating: values.get('rating'),
      colour: values.get('colour'),
      icon: values.get('icon'),
      teamId: category ? category.teamId : owner || null,
      rules: this.rules.map((rule, at) => ({
        field: values.get(`rules[${at}].field`),
        match: values.get(`rules[${at}].match`),
        pattern: values.get(`rules[${at}].pattern`),
      })),
    };
  }

  #escape({ key }) {
    if (key === 'Escape') this.#cancel();
  }

  #cancel() {
    this.dispatchEvent(new CustomEvent('cancelled'));
  }
}

function keyed(rule) {
  keys++;
  return { ...rule, key: keys };
}

customElements.define('astir-category-form', CategoryForm);
