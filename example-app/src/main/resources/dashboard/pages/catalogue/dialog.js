/** Questions before what cannot be undone. */
import { html } from 'lit';
import { Part } from '../../parts/element.js';
import { ask } from '../../parts/dialog.js';

const LONG = Array.from({ length: 30 }, (_, i) => html`<p>Paragraph ${i + 1} of a text that nobody could shorten.</p>`);

class Asking extends Part {
  static properties = { about: { attribute: false }, answer: { state: true } };

  async #ask() {
    this.answer = (await ask(this.about)) ? 'yes' : 'no';
  }

  render() {
    return html`<p><button type="button" @click=${this.#ask}>${this.about.title}</button> <output>${this.answer}</output></p>`;
  }
}

customElements.define('astir-catalogue-asking', Asking);

const asking = (about) => html`<astir-catalogue-asking .about=${about}></astir-catalogue-asking>`;

export const examples = () => [
  ['What cannot be undone', () =>
    asking({
      title: 'Submit this week?',
      message: 'Your manager sees it, and the days can be changed only after it came back.',
      confirm: 'Submit',
    })],
  ['What destroys something', () =>
    asking({
      title: 'Erase everything about Elif Yıldız?',
      message: 'Days, sessions and events are erased within an hour. Nobody can bring them back.',
      confirm: 'Erase',
      cancel: 'Keep',
      danger: true,
    })],
  ['A long text scrolls', () => asking({ title: 'Agree to the policy?', message: LONG, confirm: 'Agree' })],
];
