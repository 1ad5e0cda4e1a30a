/** What the bell opens: the newest alerts, which of them are new, and the way to all. */
import { html, nothing } from 'lit';
import { absolute } from '../format.js';
import { ago, iconOf, nameOf, sentenceOf } from './alert.js';
import { words } from './alert-words.js';
import { icon } from './icon.js';
import { avatar } from './person.js';

/**
 * @param news a Loading of /api/alerts/news
 * @param seen called when somebody has seen them
 */
export function bellPanel({ news, user, seen }) {
  const { value, problem } = news;
  return html`
    <header>
      <h2>${words.bell.title}</h2>
      ${
        value?.unseen > 0
          ? html`<button type="button" @click=${seen}>${icon('check')} ${words.bell.seen}</button>`
          : nothing
      }
    </header>
    ${problem ? failed(news) : nothing}
    ${value && value.items.length === 0 ? nobody() : nothing}
    ${value?.items.length > 0 ? html`<ul>${value.items.map((item) => line(item, user))}</ul>` : nothing}
    <footer>
      <a href="/alerts">${words.bell.all}</a>
      <a href="/me/notifications">${words.bell.choose}</a>
    </footer>
  `;
}

function line(item, user) {
  const isOwn = item.userId === user.id;
  return html`
    <li>
      <a href="/alerts/${item.id}">
        ${
          item.userId
            ? avatar({ userId: item.userId, name: nameOf(item) }, 'small')
            : html`<span class="nobody">${icon('plug')}</span>`
        }
        <span class="who">
          <strong class="ellipsis" dir="auto">${isOwn ? words.bell.you : nameOf(item)}</strong>
          ${
            item.isNew
              ? html`<span class="new"></span><span class="visually-hidden">${words.bell.isNew}</span>`
              : nothing
          }
        </span>
        <time class="when numbers" datetime=${item.at} title=${absolute(item.at)}>${ago(item.at)}</time>
        <span class="what">${icon(iconOf(item), 'small')} ${sentenceOf(item)}${answer(item, isOwn)}</span>
      </a>
    </li>
  `;
}

/** Why it is news again. */
function answer({ explainedAt, resolvedAt }, isOwn) {
  if (isOwn && resolvedAt) return ` · ${words.bell.resolved}`;
  return !isOwn && explainedAt ? ` · ${words.bell.explained}` : nothing;
}

function nobody() {
  return html`
    <div class="nothing">
      <h3>${words.bell.none}</h3>
      <p class="muted">${words.bell.noneLead}</p>
    </div>
  `;
}

function failed(news) {
  return html`
    <div class="nothing" role="alert">
      <p>${words.bell.failed} ${news.problem.message}</p>
      <button type="button" @click=${() => news.run()}>${words.bell.again}</button>
    </div>
  `;
}
