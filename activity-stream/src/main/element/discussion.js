/* ---------------------------------------------------------------- comments of an event */

const COMMENTS_A_PAGE = 50;
/** A thread that grows while it is open is read again as a whole, up to here. */
const MOST_COMMENTS = 500;
const DEEPEST = 3;
const REFRESH_PAUSE_MILLIS = 150;

/** The thread under an event, a feed of its own inside the event's article. */
class Discussion {
  #event;
  #feed;
  #views = new Map(); // id → CommentView, oldest first
  #next = null;
  #replyTo = null;
  #isLoading = false;
  #isStale = false;
  #timer = 0;
  #list = element('div', { role: 'feed', class: 'comments', 'aria-busy': 'true', hidden: '' });
  #hint = element('p', { class: 'hint', role: 'status' });
  #again = element('button', { type: 'button', class: 'small', hidden: '' });
  #more = element('button', { type: 'button', class: 'small', part: 'more-comments', hidden: '' });
  #composer;
  #replying = element('p', { class: 'replying', hidden: '' });

  /** @param event the event's EventView */
  constructor(event, feed) {
    this.#event = event;
    this.#feed = feed;
    const { texts } = feed;
    this.#composer = new Composer(texts, {
      label: texts.write,
      action: texts.send,
      send: (body) => this.#post(body),
      ...this.#suggesting(),
    });
    this.#again.textContent = texts.tryAgain;
    this.#more.textContent = texts.moreComments;
    this.#list.setAttribute('aria-label', texts.comments);
    this.node = element('div', { class: 'thread', part: 'thread' });
    this.node.append(this.#list, this.#hint, this.#again, this.#more, this.#replying, this.#composer.node);
    this.#list.addEventListener('keydown', (event) => this.#navigate(event));
    this.#more.addEventListener('click', () => this.#loadMore());
    this.#again.addEventListener('click', () => this.load());
    this.render();
  }

  /** Reads the comments, again when they were read before. */
  async load() {
    if (this.#isLoading) {
      this.#isStale = true;
      return;
    }
    this.#setLoading(true);
    if (this.#views.size === 0) setText(this.#hint, this.#feed.texts.loading);
    this.#again.hidden = true;
    try {
      const isWhole = this.#next === null;
      const comments = [];
      let next = null;
      do {
        const page = await this.#page(next);
        comments.push(...page.items);
        next = page.next;
      } while (next && comments.length < MOST_COMMENTS && this.#views.size > 0 && (isWhole || comments.length < this.#views.size));
      this.#next = next;
      this.#replace(comments);
    } catch (failure) {
      const reason = await this.#feed.refused(failure, this.#event.item.id, 'canComment');
      setText(this.#hint, reason ?? this.#feed.texts.commentsFailed);
      this.#again.hidden = false;
    } finally {
      this.#setLoading(false);
    }
    if (this.#isStale) {
      this.#isStale = false;
      this.refresh();
    }
  }

  /** Something changed on the server; several changes in a row are read once. */
  refresh() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.load(), REFRESH_PAUSE_MILLIS);
  }

  close() {
    clearTimeout(this.#timer);
  }

  /** Moves to the first comment, or to where one is written. */
  enter() {
    const first = this.#list.querySelector('article');
    if (first) first.focus();
    else if (!this.#composer.node.hidden) this.#composer.focus();
  }

  tick() {
    for (const view of this.#views.values()) view.tick();
  }

  /** Brings the document in line with the comments, without moving what is in its place. */
  render() {
    const { canWrite, texts } = this.#feed;
    const rows = threaded([...this.#views.values()]);
    let last = null;
    rows.forEach(({ view, depth }, index) => {
      view.render();
      view.node.dataset.depth = Math.min(depth, DEEPEST);
      view.node.setAttribute('aria-posinset', index + 1);
      view.node.setAttribute('aria-setsize', this.#next === null ? rows.length : -1);
      last = placeAfter(this.#list, last, view.node);
    });
    while (last ? last.nextSibling : this.#list.firstChild) (last ? last.nextSibling : this.#list.firstChild).remove();
    this.#list.hidden = rows.length === 0;
    this.#more.hidden = this.#next === null;
    this.#composer.node.hidden = !canWrite;
    if (!this.#isLoading && this.#again.hidden) setText(this.#hint, rows.length === 0 ? texts.noComments : '');
  }

  async #loadMore() {
    if (this.#isLoading) return;
    this.#setLoading(true);
    const last = this.#list.lastElementChild;
    try {
      const page = await this.#page(this.#next);
      this.#next = page.next;
      for (const comment of page.items) {
        const view = this.#viewOf(comment);
        this.#views.delete(comment.id); // one's own may have been here already, too early
        this.#views.set(comment.id, view);
      }
    } catch {
      setText(this.#hint, this.#feed.texts.commentsFailed);
    } finally {
      this.#setLoading(false);
    }
    this.render();
    last?.nextElementSibling?.focus();
  }

  /** Whom a field for a comment offers to mention. */
  #suggesting() {
    const suggest = this.#feed.suggester();
    return {
      suggest: suggest && ((begun) => suggest(begun, this.#event.item)),
      learnPerson: this.#feed.learnPerson,
    };
  }

  #page(after) {
    return this.#feed.rest.comments(this.#event.item.id, after, COMMENTS_A_PAGE);
  }

  #replace(comments) {
    const views = new Map();
    for (const comment of comments) views.set(comment.id, this.#viewOf(comment));
    this.#views = views;
    this.#isLoading = false;
    this.render();
  }

  #viewOf(comment) {
    this.#feed.learnPerson(comment.authorId, comment.authorName);
    const view = this.#views.get(comment.id);
    view?.update(comment);
    return (
      view ??
      new CommentView(comment, this.#feed, {
        reply: (to) => this.#reply(to),
        edit: (which, body) => this.#write(() => this.#edit(which, body)),
        remove: (which) => this.#write(() => this.#remove(which)),
        suggesting: () => this.#suggesting(),
      })
    );
  }

  #post(body) {
    return this.#write(async () => {
      const { version } = this.#event;
      const mentions = mentionedIn(body, this.#feed.people);
      const parentId = this.#replyTo?.id;
      const comment = await this.#feed.rest.comment(this.#event.item.id, {
        body,
        ...(parentId ? { parentId } : {}),
        ...(mentions.length > 0 ? { mentions } : {}),
      });
      this.#views.set(comment.id, this.#viewOf(comment));
      this.#count(1, version);
      this.#reply(null);
      this.render();
    });
  }

  async #edit(comment, body) {
    const { people, rest } = this.#feed;
    const before = comment.mentions ?? [];
    // A name that is not known here cannot be found in the text.
    const mentions = [...mentionedIn(body, people), ...before.filter((id) => !people.has(id))];
    const changes = mentions.length + before.length > 0 ? { body, mentions } : { body };
    const changed = await rest.editComment(this.#event.item.id, comment.id, changes);
    this.#viewOf({ ...comment, ...changed });
  }

  async #remove(comment) {
    const { version } = this.#event;
    await this.#feed.rest.deleteComment(this.#event.item.id, comment.id);
    this.#viewOf({ ...comment, deleted: true, body: '' });
    this.#count(-1, version);
    this.render();
    this.enter();
  }

  /** What the server does not do gets a reason that can be shown. */
  async #write(action) {
    try {
      return await action();
    } catch (failure) {
      failure.shown = await this.#feed.refused(failure, this.#event.item.id, 'canWrite');
      if (!this.#feed.canWrite) setText(this.#hint, failure.shown ?? this.#feed.texts.notAllowed);
      throw failure;
    }
  }

  /** A live message knows better, if one came since. */
  #count(difference, version) {
    if (this.#event.version !== version) return;
    this.#event.change({ commentCount: Math.max(0, (this.#event.item.commentCount ?? 0) + difference) });
  }

  #reply(comment) {
    const { texts } = this.#feed;
    this.#replyTo = comment;
    const name = comment?.authorName || texts.someone;
    this.#replying.hidden = comment === null;
    this.#composer.label = comment ? texts.replyTo(name) : texts.write;
    if (!comment) return;
    const cancel = element('button', { type: 'button', class: 'text-button' }, texts.cancel);
    cancel.addEventListener('click', () => {
      this.#reply(null);
      this.#composer.focus();
    });
    this.#replying.replaceChildren(texts.replyTo(name), ' ', cancel);
    this.#composer.focus();
  }

  /** As in the outer feed; Ctrl+End goes on with the next event, Ctrl+Home back to this one. */
  #navigate(event) {
    if (event.target.matches('input, textarea')) return;
    const articles = [...this.#list.children];
    const index = articles.findIndex((article) => article.contains(event.target));
    const control = event.ctrlKey || event.metaKey;
    if (event.key === 'PageDown' && !control && !event.altKey) articles[index + 1]?.focus();
    else if (event.key === 'PageUp' && !control && !event.altKey) articles[index - 1]?.focus();
    else if (event.key === 'End' && control) this.#feed.focusAfter(this.#event);
    else if (event.key === 'Home' && control) this.#event.node.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #setLoading(isLoading) {
    this.#isLoading = isLoading;
    this.#list.setAttribute('aria-busy', String(isLoading));
  }
}

/** Answers below what they answer: [{view, depth}]. Deleted comments show only where answers need them. */
function threaded(views) {
  const known = new Set(views.map(({ comment }) => comment.id));
  const children = new Map();
  for (const view of views) {
    const { parentId } = view.comment;
    const parent = known.has(parentId) ? parentId : null;
    children.set(parent, [...(children.get(parent) ?? []), view]);
  }
  const rows = [];
  const place = (parent, depth) => {
    for (const view of children.get(parent) ?? []) {
      const index = rows.length;
      place(view.comment.id, depth + 1);
      if (!view.comment.deleted || rows.length > index) rows.splice(index, 0, { view, depth });
    }
  };
  place(null, 0);
  return rows;
}
