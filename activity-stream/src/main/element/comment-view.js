/* ---------------------------------------------------------------- one comment */

/** A comment: an article inside the event's. Its nodes stay while its data changes. */
class CommentView {
  #feed;
  #actions;
  #comment = null;
  #editor = null;
  #author = element('bdi', { class: 'actor' });
  #ago = element('span');
  #time = element('time', {}, this.#ago);
  #edited = element('span', { class: 'edited' });
  #body = element('p', { class: 'comment-body', dir: 'auto' });
  #buttons = element('div', { class: 'comment-buttons' });
  #failure = element('p', { class: 'failure', role: 'alert' });

  /**
   * @param feed what all parts share: {texts, clock, people, canWrite}
   * @param actions {reply(comment), edit(comment, body), remove(comment), suggesting()}: edit and remove return
   *     promises, suggesting says whom a field offers to mention, as Composer takes it
   */
  constructor(comment, feed, actions) {
    this.#feed = feed;
    this.#actions = actions;
    const head = element('header', {}, this.#author, ' ', this.#time, ' ', this.#edited);
    head.id = `ch-${comment.id}`;
    this.#body.id = `cb-${comment.id}`;
    this.node = element('article', { class: 'comment', part: 'comment', tabindex: '0' });
    this.node.setAttribute('aria-labelledby', `${head.id} ${this.#body.id}`);
    this.node.append(head, this.#body, this.#buttons, this.#failure);
    this.update(comment);
  }

  get comment() {
    return this.#comment;
  }

  update(comment) {
    this.#comment = comment;
    const { texts, clock, people } = this.#feed;
    const at = new Date(comment.createdAt);
    setText(this.#author, comment.authorName || texts.someone);
    this.#time.dateTime = comment.createdAt;
    this.#time.title = clock.full.format(at);
    setText(this.#ago, clock.ago(at));
    setText(this.#edited, comment.editedAt && !comment.deleted ? `· ${texts.edited}` : '');
    const mentioned = [...people].filter(([id]) => comment.mentions?.includes(id));
    if (comment.deleted) this.#body.replaceChildren(element('em', {}, texts.deleted));
    else this.#body.replaceChildren(...withMentions(comment.body ?? '', mentioned));
    this.render();
  }

  /** Shows what may be done here. */
  render() {
    const { texts, canWrite } = this.#feed;
    const { deleted, mine } = this.#comment;
    if (deleted || !canWrite) this.#closeEditor();
    const wanted = deleted || !canWrite ? '' : mine ? 'own' : 'other';
    if (this.#buttons.dataset.for === wanted) return;
    this.#buttons.dataset.for = wanted;
    const buttons = [];
    if (wanted) buttons.push(this.#button(texts.reply, () => this.#actions.reply(this.#comment)));
    if (wanted === 'own') {
      buttons.push(this.#button(texts.edit, () => this.#edit()));
      buttons.push(this.#button(texts.delete, ({ currentTarget }) => this.#delete(currentTarget)));
    }
    this.#buttons.replaceChildren(...buttons);
  }

  tick() {
    setText(this.#ago, this.#feed.clock.ago(new Date(this.#comment.createdAt)));
  }

  #button(label, action) {
    const button = element('button', { type: 'button', class: 'text-button' }, label);
    button.addEventListener('click', action);
    return button;
  }

  #edit() {
    const { texts } = this.#feed;
    this.#editor = new Composer(texts, {
      label: texts.edit,
      action: texts.save,
      text: this.#comment.body,
      send: async (body) => {
        await this.#actions.edit(this.#comment, body);
        this.#closeEditor();
      },
      cancel: () => this.#closeEditor(),
      ...this.#actions.suggesting(),
    });
    this.#body.hidden = this.#buttons.hidden = true;
    this.#body.after(this.#editor.node);
    this.#editor.focus();
  }

  #closeEditor() {
    if (!this.#editor) return;
    const hadFocus = this.#editor.node.contains(this.node.getRootNode().activeElement);
    this.#editor.node.remove();
    this.#editor = null;
    this.#body.hidden = this.#buttons.hidden = false;
    if (hadFocus) this.node.focus({ preventScroll: true });
  }

  /** The first click asks, the second one does it. */
  async #delete(button) {
    const { texts } = this.#feed;
    if (!button.classList.contains('sure')) {
      button.classList.add('sure');
      setText(button, texts.reallyDelete);
      button.addEventListener('blur', () => this.#calm(button), { once: true });
      return;
    }
    setText(this.#failure, '');
    try {
      await this.#actions.remove(this.#comment);
    } catch (failure) {
      this.#calm(button);
      setText(this.#failure, failure.shown ?? failure.detail ?? texts.deleteFailed);
    }
  }

  #calm(button) {
    button.classList.remove('sure');
    setText(button, this.#feed.texts.delete);
  }
}
