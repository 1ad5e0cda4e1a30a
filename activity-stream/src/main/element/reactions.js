/* ---------------------------------------------------------------- reactions */

const REACTIONS = '👍 ❤️ 😄 🎉 👀 ✅';

/** How many reacted with each emoji; a click adds the reader's own, or takes it back. */
class Reactions {
  #feed;
  #view;
  #fail;
  #chips = new Map(); // emoji → its button
  #pending = new Set();
  #add = element('button', { type: 'button', class: 'chip add', part: 'react' }, svg(ICONS.smile));

  node = element('div', { class: 'reactions', role: 'group' });

  /**
   * @param view the event's EventView
   * @param fail shows why something did not work, or nothing any more
   */
  constructor(view, feed, fail) {
    this.#view = view;
    this.#feed = feed;
    this.#fail = fail;
    this.#add.popoverTargetElement = feed.picker.node;
    this.#add.addEventListener('click', () =>
      feed.picker.aim(this.#add, (emoji) => this.#toggle(emoji, true)),
    );
    this.node.append(this.#add);
  }

  /** Shows what the event's item says. */
  render() {
    const { reactions, myReactions = [] } = this.#view.item;
    const { texts, canReact } = this.#feed;
    const counts = Object.entries(reactions ?? {}).filter(([, count]) => count > 0);
    const kept = new Set(counts.map(([emoji]) => emoji));
    for (const [emoji, chip] of this.#chips) {
      if (kept.has(emoji)) continue;
      if (chip === this.node.getRootNode().activeElement) this.#add.focus();
      chip.remove();
      this.#chips.delete(emoji);
    }
    let last = null;
    for (const [emoji, count] of counts) {
      const chip = this.#chips.get(emoji) ?? this.#chip(emoji);
      chip.lastChild.textContent = count;
      chip.disabled = !canReact;
      chip.setAttribute('aria-pressed', String(myReactions.includes(emoji)));
      chip.setAttribute('aria-label', texts.reacted(emoji, count));
      last = placeAfter(this.node, last, chip);
    }
    this.node.setAttribute('aria-label', texts.reactions);
    this.#add.setAttribute('aria-label', texts.addReaction);
    this.#add.title = texts.addReaction;
    this.#add.hidden = !canReact;
    this.node.hidden = !canReact && counts.length === 0;
  }

  #chip(emoji) {
    const chip = element('button', { type: 'button', class: 'chip', part: 'reaction' }, emoji, element('span'));
    chip.addEventListener('click', () => {
      const { myReactions = [] } = this.#view.item;
      this.#toggle(emoji, !myReactions.includes(emoji));
    });
    this.#chips.set(emoji, chip);
    return chip;
  }

  /** Shows at once, and takes back what the server refuses. */
  async #toggle(emoji, on) {
    const { item, version } = this.#view;
    const mine = item.myReactions ?? [];
    if (this.#pending.has(emoji) || mine.includes(emoji) === on) return;
    this.#pending.add(emoji);
    this.#fail('');
    const before = item.reactions?.[emoji] ?? 0;
    this.#set(emoji, on, Math.max(0, before + (on ? 1 : -1)));
    try {
      const event = await this.#feed.rest.react(item.id, emoji, on);
      // A live message that came meanwhile is newer than this answer, or as new.
      if (this.#view.version === version) this.#set(emoji, on, event.reactions?.[emoji] ?? 0);
    } catch (failure) {
      this.#set(emoji, !on, this.#view.version === version ? before : this.#view.item.reactions?.[emoji]);
      const reason = await this.#feed.refused(failure, item.id, 'canReact');
      this.#fail(reason ?? this.#feed.texts.reactionFailed);
    } finally {
      this.#pending.delete(emoji);
    }
  }

  #set(emoji, isMine, count = 0) {
    const { reactions, myReactions = [] } = this.#view.item;
    const others = myReactions.filter((each) => each !== emoji);
    this.#view.change({
      reactions: mergePatch(reactions ?? {}, { [emoji]: count > 0 ? count : null }),
      myReactions: isMine ? [...others, emoji] : others,
    });
  }
}

/** The reactions to choose from: one panel that opens beside whatever button asks for it. */
class Picker {
  #anchor = null;
  #choose = null;

  node = element('div', { popover: 'auto', role: 'group', class: 'panel picker', part: 'panel', id: 'picker' });

  constructor() {
    this.node.addEventListener('beforetoggle', ({ newState }) => {
      if (newState !== 'open') return leavePanel(this.node, this.#anchor);
      requestAnimationFrame(() => {
        placeBeside(this.node, this.#anchor);
        this.node.firstChild?.focus({ preventScroll: true });
      });
    });
    this.node.addEventListener('keydown', (event) => this.#move(event));
  }

  configure(texts, emojis) {
    this.node.setAttribute('aria-label', texts.addReaction);
    this.node.replaceChildren(
      ...emojis.map((emoji) => {
        const button = element('button', { type: 'button' }, emoji);
        button.addEventListener('click', () => {
          this.node.hidePopover();
          this.#choose(emoji);
        });
        return button;
      }),
    );
  }

  /** Called by a button right before it opens the panel. */
  aim(anchor, choose) {
    this.#anchor = anchor;
    this.#choose = choose;
  }

  #move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = [...this.node.children];
    const index = buttons.indexOf(event.target) + step;
    buttons.at(index % buttons.length)?.focus();
    event.preventDefault();
  }
}
