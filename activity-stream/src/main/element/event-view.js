/* ---------------------------------------------------------------- one event */

/** An event on the page: an article whose nodes stay, so that focus stays while its data changes. */
class EventView {
  #item = null;
  #at = null;
  #shown = '';
  #feed;
  #version = 0;
  #reactions = null;
  #discussion = null;
  #icon = element('span', { class: 'icon', part: 'icon' });
  #message = element('span', { class: 'message', part: 'message', dir: 'auto' });
  #byline = element('div', { class: 'byline', part: 'byline', dir: 'auto' });
  #links = element('div', { class: 'links' });
  #actions = element('div', { class: 'actions', hidden: '' });
  #comments = element('button', { type: 'button', class: 'chip comment-count', part: 'comments' });
  #count = element('span');
  #failure = element('p', { class: 'failure', role: 'alert' });
  #time;

  /** The FoldView that it is in, or null. */
  fold = null;

  /** @param feed what all parts of the element share, see ActivityFeed */
  constructor(item, feed) {
    this.#feed = feed;
    this.#time = new TimeView(feed);
    this.#reactions = new Reactions(this, feed, (text) => setText(this.#failure, text));
    this.#comments.append(svg(ICONS.message), this.#count);
    this.#comments.addEventListener('click', () => this.#toggleThread());
    this.#actions.append(this.#reactions.node, this.#comments);
    const body = element('div', { class: 'body' }, this.#message, this.#byline, this.#links, this.#actions, this.#failure);
    this.node = element('article', { part: 'article', tabindex: '-1' });
    this.node.append(this.#icon, body, this.#time.node);
    this.update(item);
  }

  get item() {
    return this.#item;
  }

  /** When it happened. */
  get at() {
    return this.#at;
  }

  /** Whether the reader is in it, or reads its comments. */
  get isInUse() {
    return this.#discussion !== null || this.node.matches(':focus-within');
  }

  /** How often the server has told something about this event. */
  get version() {
    return this.#version;
  }

  /** The event as the server has it; live messages leave out whose reactions are one's own. */
  update(item) {
    this.#version++;
    const known = item.myReactions ?? this.#item?.myReactions ?? [];
    this.#show({ ...item, myReactions: known.filter((emoji) => item.reactions?.[emoji] > 0) });
  }

  /** What the reader did, before or after the server knows of it. */
  change(fields) {
    this.#show({ ...this.#item, ...fields });
  }

  /** Somebody wrote, changed or deleted a comment. */
  refreshComments() {
    this.#discussion?.refresh();
  }

  /** Opens the comments, or goes to them when they are open. */
  enterThread() {
    if (this.#discussion) this.#discussion.enter();
    else if (!this.#comments.hidden) this.#toggleThread(true);
  }

  /** Shows what is allowed now. */
  render() {
    const { texts, canComment, canWrite } = this.#feed;
    const count = this.#item.commentCount ?? 0;
    this.#reactions.render();
    this.#comments.hidden = !canComment || (count === 0 && !canWrite && !this.#discussion);
    this.#comments.setAttribute('aria-label', count > 0 ? texts.commentCount(count) : texts.commentOn);
    this.#comments.setAttribute('aria-expanded', String(this.#discussion !== null));
    this.#comments.title = count > 0 ? '' : texts.commentOn;
    setText(this.#count, count > 0 ? String(count) : '');
    this.#actions.hidden = this.#reactions.node.hidden && this.#comments.hidden;
    this.node.classList.toggle('quiet', !this.#discussion && count === 0 && !hasReactions(this.#item));
    if (this.#comments.hidden) this.#closeThread();
    this.#discussion?.render();
  }

  /** Time goes by. */
  tick() {
    this.#time.tick();
    this.#discussion?.tick();
  }

  /** The event is not shown any more. */
  close() {
    this.#discussion?.close();
  }

  #show(item) {
    this.#item = item;
    const { message, actorName, eventType, important, icon, color, timestamp } = item;
    const { entityUrl, entityReference, entityName, media } = item;
    const { editedAt, editedBy } = item.metadata ?? {};
    const shown = JSON.stringify([
      [message, actorName, eventType, important, icon, color, timestamp],
      [entityUrl, entityReference, entityName, media, editedAt, editedBy],
    ]);
    if (shown !== this.#shown) {
      if (this.#shown !== '') flash(this.node);
      this.#shown = shown;
      this.#showTime();
      this.#showIcon();
      this.#showMessage();
      this.#showByline();
      this.#showLinks();
    }
    this.render();
  }

  #showTime() {
    const at = new Date(this.#item.timestamp);
    this.#at = Number.isNaN(at.getTime()) ? new Date() : at;
    this.#time.show(this.#at);
  }

  #showIcon() {
    this.#icon.replaceChildren(iconOf(this.#item));
    this.#icon.style.setProperty('--tint', safeColor(this.#item.color) ?? 'var(--_muted)');
  }

  #showMessage() {
    const important = this.#item.important === true;
    this.#message.id = `m-${this.#item.id}`;
    this.#byline.id = `b-${this.#item.id}`;
    this.node.setAttribute('aria-labelledby', this.#message.id);
    this.node.setAttribute('aria-describedby', this.#byline.id);
    this.node.classList.toggle('important-event', important);
    const mark = element('span', { class: 'important', part: 'important' }, this.#feed.texts.important);
    this.#message.replaceChildren(...(important ? [mark] : []), ...messageText(this.#item));
  }

  /** Who published it, where the message does not begin with them, and whether it was edited, by another if so. */
  #showByline() {
    const { texts } = this.#feed;
    const { actorId, actorName, metadata } = this.#item;
    const isNamed = !actorName || messageText(this.#item).length > 1;
    const parts = isNamed ? [] : [element('span', { class: 'publisher' }, ...texts.by(element('bdi', {}, actorName)))];
    if (metadata?.editedAt) {
      const { id, name } = metadata.editedBy ?? {};
      const by = typeof name === 'string' && name && id !== actorId ? [': ', element('bdi', {}, name)] : [];
      parts.push(element('span', { class: 'edited' }, texts.edited, ...by));
    }
    this.#byline.hidden = parts.length === 0;
    this.#byline.replaceChildren(...parts);
  }

  #showLinks() {
    const { withPictures, texts } = this.#feed;
    const hadFocus = this.#links.contains(this.node.getRootNode().activeElement);
    const media = mediaNodes(this.#item.media, withPictures, texts);
    const about = linkOf(this.#item);
    this.#links.replaceChildren(...(about ? [about] : []), ...media);
    if (hadFocus) this.node.focus({ preventScroll: true });
  }

  async #toggleThread(andEnter = false) {
    if (this.#discussion) {
      this.#closeThread();
      this.render();
      return;
    }
    this.#discussion = new Discussion(this, this.#feed);
    this.node.append(this.#discussion.node);
    this.render();
    await this.#discussion.load();
    if (andEnter) this.#discussion?.enter();
  }

  #closeThread() {
    this.#discussion?.close();
    this.#discussion?.node.remove();
    this.#discussion = null;
  }
}

function hasReactions({ reactions }) {
  return Object.values(reactions ?? {}).some((count) => count > 0);
}

/** The message with the person's name set off, when it begins with it, and not with a longer one. */
function messageText({ message, actorName, eventType }) {
  const name = typeof actorName === 'string' ? actorName : '';
  const text = typeof message === 'string' && message !== '' ? message : `${name} ${eventType ?? ''}`.trim();
  if (name === '' || !text.startsWith(name) || /^[\p{L}\p{N}]/u.test(text.slice(name.length))) return [text];
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
