/* ---------------------------------------------------------------- writing */

const LONGEST_COMMENT = 4000;

/** A field for a text, with its buttons. What could not be sent stays in it. */
class Composer {
  #texts;
  #send;
  #isBusy = false;
  #field = element('textarea', { rows: '1', maxlength: String(LONGEST_COMMENT), dir: 'auto', part: 'write' });
  #button;
  #failure = element('p', { class: 'failure', role: 'alert' });

  /**
   * @param label names the field and stands in it as long as it is empty
   * @param action the button's text
   * @param suggest takes what is written of a name, returns a promise of people; without it there are none
   * @param learnPerson called with id and name of whoever was chosen
   * @param send takes the text, and returns a promise; what it throws is shown
   * @param cancel called by Escape and a button of its own; without it there is none
   */
  constructor(texts, { label, action, text = '', send, cancel = null, suggest = null, learnPerson = null }) {
    this.#texts = texts;
    this.#send = send;
    this.#button = element('button', { type: 'submit', class: 'small primary' }, action);
    const buttons = element('div', { class: 'buttons' }, this.#button);
    if (cancel) {
      const button = element('button', { type: 'button', class: 'small' }, texts.cancel);
      button.addEventListener('click', cancel);
      buttons.append(button);
    }
    this.node = element('form', { class: 'composer', part: 'composer' }, this.#field, buttons, this.#failure);
    this.#field.value = text;
    this.label = label;
    if (suggest) {
      const chosen = ({ id, name }) => learnPerson(id, name);
      this.node.append(...new Suggestions(this.#field, texts, { suggest, chosen }).nodes);
    }
    this.node.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#field.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.#submit();
      else if (event.key === 'Escape' && cancel) cancel();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  set label(label) {
    this.#field.placeholder = label;
    this.#field.setAttribute('aria-label', label);
  }

  focus() {
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  async #submit() {
    const text = this.#field.value.trim();
    if (this.#isBusy) return;
    if (text === '') return void this.#field.focus();
    this.#isBusy = true;
    this.#button.setAttribute('aria-disabled', 'true');
    setText(this.#failure, '');
    try {
      await this.#send(text);
      this.#field.value = '';
    } catch (failure) {
      setText(this.#failure, failure.shown ?? failure.detail ?? this.#texts.sendFailed);
    } finally {
      this.#isBusy = false;
      this.#button.removeAttribute('aria-disabled');
    }
  }
}
