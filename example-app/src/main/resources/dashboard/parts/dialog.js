/** A question before what cannot be undone; what can be is done at once, with an undo bar (undo.js). */
import { html, nothing } from 'lit';
import { text } from '../messages.js';
import { styleOf } from '../styles.js';
import { Modal, openedModal, openModal } from './modal.js';

await styleOf(import.meta.url);

class Question extends Modal {
  static properties = { about: { attribute: false } };

  /** Nothing may take its place: somebody waits for the answer. */
  mustBeAnswered = true;
  #answer = false;

  updated() {
    // What scrolls must be reached by keys.
    const body = this.querySelector('.body');
    if (body.scrollHeight > body.clientHeight) body.tabIndex = 0;
    else body.removeAttribute('tabindex');
  }

  render() {
    const { title, message = nothing, confirm, cancel = text.dialog.cancel, danger = false } = this.about;
    return this.sheet(
      { name: 'question', role: 'alertdialog', labelledBy: 'question-title', describedBy: 'question-body' },
      html`
        <h2 id="question-title">${title}</h2>
        <div class="body" id="question-body">${message}</div>
        <footer>
          <button type="button" autofocus @click=${this.close}>${cancel}</button>
          <button type="button" class=${danger ? 'primary danger' : 'primary'} @click=${this.#confirm}>${confirm}</button>
        </footer>
      `,
    );
  }

  #confirm() {
    this.#answer = true;
    this.close();
  }

  closed() {
    this.answered(this.#answer);
  }
}

customElements.define('astir-question', Question);

/**
 * Asks; one question after another.
 *
 * @param about `title` (a question), `message` (a text or a template), `confirm` (what the button does, as a
 *     verb), `cancel`, and `danger` for what destroys something
 * @returns whether it was confirmed; Escape and a click beside it are a no
 */
export async function ask(about) {
  for (let open = openedModal(); open?.mustBeAnswered; open = openedModal()) await open.isAnswered;
  const { promise, resolve } = Promise.withResolvers();
  openModal('astir-question', { about, answered: resolve, isAnswered: promise });
  return promise;
}
