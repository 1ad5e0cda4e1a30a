/** Each state of a panel, with the words of a page that has it. */
import { html } from 'lit';
import { call } from '../../http.js';
import { connectionLost } from '../../parts/connection-lost.js';
import { Part } from '../../parts/element.js';
import { Loading } from '../../parts/loading.js';
import {
  cardBlocks,
  empty,
  gone,
  lineBlocks,
  loadingBlocks,
  noMatch,
  panelState,
  rowBlocks,
} from '../../parts/panel-state.js';
import { person } from '../../parts/person.js';

/** Loads what the server answers with 404: this part's own answer, and not what it might be. */
class FailingPanel extends Part {
  #loading = new Loading(this, (signal) => call('GET', this.path, undefined, { signal }));

  render() {
    return panelState(this.#loading, {
      what: 'The heat map',
      rest: 'The other figures on this page are complete.',
      content: () => html`<p class="panel">Loaded.</p>`,
      blocks: lineBlocks(),
    });
  }
}

customElements.define('astir-catalogue-failing', FailingPanel);

const problem = {
  status: 503,
  message: 'The server answered with an error (503).',
  type: 'unavailable',
  address: '/api/reports/heat',
  at: new Date(2026, 10, 26, 15, 42, 7),
};

const known = ['Alice Moreau', 'Bob Okafor'].map((name) => ({ userId: name, name, state: 'active' }));

const lost = () => html`
  ${connectionLost({ at: new Date(2026, 10, 26, 15, 41), retryAt: Date.now() + 20_000, tryNow: () => {} })}
  <div class="panel stale block-rows">${known.map((each) => html`<div>${person(each)}</div>`)}</div>
`;

export const examples = () => [
  ['Loading: cards', () => loadingBlocks(cardBlocks(3))],
  ['Loading: rows', () => loadingBlocks(rowBlocks(2))],
  ['Loading: lines', () => loadingBlocks(lineBlocks(3))],
  ['Empty', () =>
    empty({
      symbol: 'computer',
      title: 'Nobody has connected a computer yet',
      lead: 'Connect yours first and see what others will see of you. It takes two minutes.',
      actions: html`
        <button type="button" class="primary">Connect this computer</button>
        <button type="button">Invite people</button>
      `,
    })],
  ['Connection lost', lost],
  ['Error', () => html`
    <astir-problem class="panel" .problem=${problem} .what=${'The heat map'} .again=${() => {}} .byItself=${true}
      .rest=${'The other figures on this page are complete.'}></astir-problem>
  `],
  ['Nothing matches', () => noMatch({ title: 'No one is idle in Design.', note: '2 filters hide 12 people.', clear: () => {} })],
  ['Not allowed, or gone: a page', () =>
    gone({
      title: 'This page is not here for you.',
      note: 'It may have moved, or needs another role.',
      action: html`<a class="button" href="/now">Back to Now</a>`,
    })],
  ['Not allowed, or gone: a panel that asks the server', () =>
    html`<astir-catalogue-failing .path=${'/api/nothing-here'}></astir-catalogue-failing>`],
];
