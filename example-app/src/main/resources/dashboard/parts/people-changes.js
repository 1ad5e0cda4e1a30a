/** Who works here, for whatever lists people: it asks again when somebody comes, goes, or is called otherwise. */

/** Where many are changed at once, the list is not asked for with each of them. */
const PAUSE_MILLIS = 500;

/**
 * Lit controller: calls when somebody is suspended, removed or back, or has another name or team, by whomever. What
 * happened while the connection was lost is noticed when it is back, and the first answer calls as well: the host's
 * list may be of before it.
 *
 *   new PeopleChanges(this, () => this.app.live, () => this.#people.later());
 */
export class PeopleChanges {
  #live;
  #changed;
  #subscription = null;
  /** What of each person stands in lists, by id; null before it is known. */
  #people = null;
  #pause = 0;
  #isDue = false;

  /** @param live gives the connection once the host is on the page */
  constructor(host, live, changed) {
    this.#live = live;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected() {
    this.#subscription = this.#live().subscribe('presence', (message) => this.#receive(message));
  }

  hostDisconnected() {
    this.#subscription.close();
    clearTimeout(this.#pause);
    this.#pause = 0;
    this.#isDue = false;
    this.#people = null;
  }

  #receive({ type, id, item, items }) {
    if (type === 'subscribed') {
      const before = this.#people;
      this.#people = new Map((items ?? []).map((person) => [person.userId, listed(person)]));
      if (!before || !isSame(before, this.#people)) this.#tell();
    } else if (type === 'put' && this.#people.get(id) !== listed(item)) {
      this.#people.set(id, listed(item));
      this.#tell();
    } else if (type === 'remove' && this.#people.delete(id)) {
      this.#tell();
    }
  }

  /** At once; what comes soon after that together, when the pause is over. */
  #tell() {
    this.#isDue = this.#pause !== 0;
    if (this.#isDue) return;
    this.#pause = setTimeout(() => {
      this.#pause = 0;
      if (this.#isDue) this.#tell();
    }, PAUSE_MILLIS);
    this.#changed();
  }
}

function listed({ name, teamId }) {
  return `${teamId ?? ''} ${name}`;
}

function isSame(one, other) {
  return one.size === other.size && [...one].every(([id, person]) => other.get(id) === person);
}
