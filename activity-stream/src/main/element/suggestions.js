/* ---------------------------------------------------------------- suggesting whom somebody means */

/** The name that is being written: after an @ that begins a word, with a space in it at most. */
const BEGUN = /(?:^|[\s(])@([\p{L}\p{N}.'’-]{0,40}(?: [\p{L}\p{N}.'’-]{1,40})?)$/u;

const SUGGEST_PAUSE_MILLIS = 120;

let lists = 0;

/**
 * Names below a field, while one is being written in it: a list box that the field controls, after the pattern of
 * a combo box with a list. The focus stays in the field.
 */
class Suggestions {
  #field;
  #texts;
  #suggest;
  #chosen;
  #found = [];
  #active = -1;
  #asked = 0;
  #timer = 0;
  #list = element('ul', { role: 'listbox', class: 'suggestions', part: 'suggestions', hidden: '' });
  #status = element('span', { class: 'visually-hidden', 'aria-live': 'polite' });

  /**
   * @param suggest takes what is written of a name, returns a promise of [{id, name}], the likeliest first
   * @param chosen called with the one that was chosen
   */
  constructor(field, texts, { suggest, chosen }) {
    this.#field = field;
    this.#texts = texts;
    this.#suggest = suggest;
    this.#chosen = chosen;
    this.#list.id = `suggestions-${++lists}`;
    this.#list.setAttribute('aria-label', texts.suggestions);
    this.nodes = [this.#list, this.#status];
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-haspopup', 'listbox');
    field.addEventListener('input', () => this.#later());
    field.addEventListener('blur', () => this.close());
    // Before the field's own keys: Escape closes the list, and not what the field stands in.
    field.addEventListener('keydown', (event) => this.#key(event), { capture: true });
    // The field keeps the focus.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', ({ target }) => {
      const option = target.closest('[role=option]');
      if (option) this.#choose(this.#found[[...this.#list.children].indexOf(option)]);
    });
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked++;
    this.#show([]);
  }

  get #begun() {
    const { value, selectionStart, selectionEnd } = this.#field;
    return selectionStart === selectionEnd ? (BEGUN.exec(value.slice(0, selectionStart))?.[1] ?? null) : null;
  }

  #later() {
    clearTimeout(this.#timer);
    if (this.#begun === null) return this.close();
    this.#timer = setTimeout(() => this.#ask(), SUGGEST_PAUSE_MILLIS);
  }

  async #ask() {
    const begun = this.#begun;
    if (begun === null) return this.close();
    const asked = ++this.#asked;
    let found = [];
    try {
      found = await this.#suggest(begun);
    } catch {
      // A name can be written without help.
    }
    if (asked === this.#asked) this.#show(found ?? []);
  }

  #show(found) {
    const wasOpen = this.#found.length > 0;
    this.#found = found;
    this.#list.hidden = found.length === 0;
    this.#list.replaceChildren(
      ...found.map(({ name }, index) =>
        element('li', { role: 'option', id: `${this.#list.id}-${index}`, dir: 'auto' }, name),
      ),
    );
    if (found.length > 0) this.#field.setAttribute('aria-controls', this.#list.id);
    else this.#field.removeAttribute('aria-controls');
    if (wasOpen || found.length > 0) setText(this.#status, found.length > 0 ? this.#texts.suggested(found.length) : '');
    this.#go(found.length > 0 ? 0 : -1);
  }

  #go(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    const option = this.#list.children[index];
    if (option) {
      this.#field.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else {
      this.#field.removeAttribute('aria-activedescendant');
    }
  }

  #key(event) {
    const count = this.#found.length;
    if (count === 0 || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'ArrowDown') this.#go((this.#active + 1) % count);
    else if (event.key === 'ArrowUp') this.#go((this.#active + count - 1) % count);
    else if (event.key === 'Enter' || event.key === 'Tab') this.#choose(this.#found[this.#active]);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #choose(person) {
    const begun = this.#begun;
    if (begun !== null) {
      const end = this.#field.selectionStart;
      this.#field.setRangeText(`${person.name} `, end - begun.length, end, 'end');
      this.#chosen(person);
    }
    this.close();
  }
}
