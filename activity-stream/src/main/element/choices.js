/* ---------------------------------------------------------------- things that open */

/** From this many choices on, a field helps to find one. */
const MANY_CHOICES = 9;

let panels = 0;

/** A button with a panel that opens beside it; a click elsewhere or Escape closes it. */
class Disclosure {
  button = element('button', { type: 'button', class: 'opener', part: 'control' });
  panel = element('div', { popover: 'auto', role: 'group', class: 'panel', part: 'panel' });

  /** @param opening called before the panel shows */
  constructor(opening) {
    this.panel.id = `panel-${++panels}`;
    this.button.popoverTargetElement = this.panel;
    this.panel.addEventListener('beforetoggle', ({ newState }) => {
      if (newState !== 'open') return leavePanel(this.panel, this.button);
      opening();
      requestAnimationFrame(() => placeBeside(this.panel, this.button));
    });
  }

  /** Names the button and the panel; `value` is what is chosen, or nothing. */
  title(label, value) {
    const prefix = element('span', { class: 'visually-hidden' }, `${label}: `);
    this.button.replaceChildren(...(value ? [prefix, element('bdi', {}, value)] : [label]));
    this.button.classList.toggle('active', Boolean(value));
    this.panel.setAttribute('aria-label', label);
  }

  close() {
    this.panel.hidePopover();
  }
}

/** Below its button, or above where there is more room; it scrolls with the page. */
function placeBeside(panel, button) {
  const at = button.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const isBelow = at.bottom + 6 + height <= innerHeight || at.top < height + 6;
  panel.style.left = `${scrollX + left}px`;
  panel.style.top = `${scrollY + (isBelow ? at.bottom + 6 : at.top - 6 - height)}px`;
}

/** The focus must not vanish with the panel that it is in. */
function leavePanel(panel, button) {
  if (panel.contains(panel.getRootNode().activeElement)) button.focus({ preventScroll: true });
}

/** Any number out of what the embedder offers, and of what the feed has shown. */
class Choices {
  #disclosure = new Disclosure(() => this.#render());
  #changed;
  #label = '';
  #texts = {};
  #offered = new Map(); // value → label, by the embedder
  #learnt = new Map(); // the same, of what was shown
  #chosen = new Set();

  /** @param changed called with the chosen values */
  constructor(changed) {
    this.#changed = changed;
    this.nodes = [this.#disclosure.button, this.#disclosure.panel];
  }

  /** Names the control. */
  configure(label, texts) {
    this.#label = label;
    this.#texts = texts;
    this.#title();
  }

  /**
   * Offers these, pairs of value and label, instead of those before: what is chosen, and what was shown, can still
   * be taken back.
   */
  replace(options) {
    for (const [value, text] of this.#offered) if (this.#chosen.has(value)) this.#learnt.set(value, text);
    this.#offered = new Map(options);
    for (const { value, parentElement } of this.#disclosure.panel.querySelectorAll('.boxes input')) {
      if (!this.#has(value)) parentElement.remove();
    }
    this.#title();
  }

  #has(value) {
    return this.#offered.has(value) || this.#learnt.has(value);
  }

  /** One more choice, unless it is there; shows the next time that the list opens. */
  offer(value, label) {
    if (!this.#has(value)) this.#learnt.set(value, label);
  }

  labelOf(value) {
    return this.#offered.get(value) ?? this.#learnt.get(value) ?? value;
  }

  show(values) {
    this.#chosen = new Set(values);
    this.#title();
  }

  #title() {
    const [first, ...others] = this.#chosen;
    const more = others.length > 0 ? ` +${others.length}` : '';
    this.#disclosure.title(this.#label, first === undefined ? '' : this.labelOf(first) + more);
  }

  #render() {
    const options = new Map([...this.#chosen].map((value) => [value, this.labelOf(value)]));
    for (const [value, label] of [...this.#learnt, ...this.#offered]) options.set(value, label);
    const boxes = [...options]
      .sort(([, a], [, b]) => a.localeCompare(b))
      .map(([value, label]) => this.#box(value, label));
    const list = element('div', { class: 'boxes' }, ...boxes);
    if (boxes.length === 0) list.append(element('p', { class: 'hint' }, this.#texts.noChoices));
    const find = boxes.length >= MANY_CHOICES ? [this.#finder(boxes)] : [];
    this.#disclosure.panel.replaceChildren(...find, list);
  }

  #box(value, label) {
    const box = element('input', { type: 'checkbox', value });
    box.checked = this.#chosen.has(value);
    box.addEventListener('change', () => {
      if (box.checked) this.#chosen.add(value);
      else this.#chosen.delete(value);
      this.#title();
      this.#changed([...this.#chosen]);
    });
    return element('label', {}, box, element('span', { dir: 'auto' }, label));
  }

  #finder(boxes) {
    const find = element('input', { type: 'search', class: 'find', placeholder: this.#texts.find });
    find.setAttribute('aria-label', this.#texts.find);
    find.addEventListener('input', () => {
      const wanted = find.value.trim().toLocaleLowerCase();
      for (const box of boxes) box.hidden = !box.textContent.toLocaleLowerCase().includes(wanted);
    });
    return find;
  }
}
