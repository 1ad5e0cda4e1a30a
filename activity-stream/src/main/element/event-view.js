/* ---------------------------------------------------------------- one event */

/** An event on the page: an article whose nodes stay, so that focus stays while its data changes. */
class EventView {
  #item = null;
  #at = null;
  #shown = '';
  #feed;
  #icon = element('span', { class: 'icon', part: 'icon' });
  #message = element('span', { class: 'message', part: 'message', dir: 'auto' });
  #link = element('div', { class: 'links' });
  #ago = element('span', { class: 'ago' });
  #absolute = element('span', { class: 'absolute' });
  #time = element('time', { part: 'time' }, this.#ago, this.#absolute);

  /** @param feed what all events of a feed share: {texts, clock} */
  constructor(item, feed) {
    this.#feed = feed;
    this.node = element('article', { part: 'article', tabindex: '-1' });
    this.node.append(this.#icon, element('div', { class: 'body' }, this.#message, this.#link), this.#time);
    this.update(item);
  }

  get item() {
    return this.#item;
  }

  /** When it happened. */
  get at() {
    return this.#at;
  }

  update(item) {
    this.#item = item;
    const { message, actorName, eventType, important, icon, color, timestamp } = item;
    const { entityUrl, entityReference, entityName } = item;
    const shown = JSON.stringify([
      [message, actorName, eventType, important, icon, color, timestamp],
      [entityUrl, entityReference, entityName],
    ]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#showTime();
    this.#showIcon();
    this.#showMessage();
    const hadFocus = this.#link.contains(this.node.getRootNode().activeElement);
    this.#link.replaceChildren(...[linkOf(item)].filter(Boolean));
    if (hadFocus) this.node.focus({ preventScroll: true });
  }

  /** Time goes by. */
  tick() {
    setText(this.#ago, this.#feed.clock.ago(this.#at));
  }

  #showTime() {
    const at = new Date(this.#item.timestamp);
    this.#at = Number.isNaN(at.getTime()) ? new Date() : at;
    this.#time.dateTime = this.#at.toISOString();
    this.#time.title = this.#feed.clock.full.format(this.#at);
    setText(this.#absolute, this.#feed.clock.time.format(this.#at));
    this.tick();
  }

  #showIcon() {
    this.#icon.replaceChildren(iconOf(this.#item));
    this.#icon.style.setProperty('--tint', safeColor(this.#item.color) ?? 'var(--_muted)');
  }

  #showMessage() {
    const important = this.#item.important === true;
    this.#message.id = `m-${this.#item.id}`;
    this.node.setAttribute('aria-labelledby', this.#message.id);
    this.node.classList.toggle('important-event', important);
    const mark = element('span', { class: 'important', part: 'important' }, this.#feed.texts.important);
    this.#message.replaceChildren(...(important ? [mark] : []), ...messageText(this.#item));
  }
}

/** The message with the person's name set off, when it begins with it. */
function messageText({ message, actorName, eventType }) {
  const name = typeof actorName === 'string' ? actorName : '';
  const text = typeof message === 'string' && message !== '' ? message : `${name} ${eventType ?? ''}`.trim();
  if (name === '' || !text.startsWith(name)) return [text];
  return [element('bdi', { class: 'actor' }, name), text.slice(name.length)];
}

function linkOf(item) {
  const url = safeUrl(item.entityUrl);
  if (!url) return null;
  const text = [item.entityReference, item.entityName].filter(Boolean).join(' ') || url.pathname;
  return outward(element('a', { class: 'link', part: 'link', href: url.href, dir: 'auto' }, text));
}

/** A link that leads to another host opens beside the page, and says nothing about it. */
function outward(link) {
  if (link.origin !== location.origin) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return link;
}
