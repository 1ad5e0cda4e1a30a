/** What happens in the organization, for a page that asks again when it does. */

/** Lit controller: calls when events of some types come live. What was missed meanwhile is heard of by one call. */
export class FeedEvents {
  #types;
  #live;
  #heard;
  #subscription = null;

  /**
   * @param types such as `timesheet.*`
   * @param live gives the connection once the host is on the page
   */
  constructor(host, types, live, heard) {
    this.#types = types;
    this.#live = live;
    this.#heard = heard;
    host.addController(this);
  }

  hostConnected() {
    const filter = { type: this.#types };
    this.#subscription = this.#live().subscribe('activities', (message) => this.#receive(message), { filter });
  }

  hostDisconnected() {
    this.#subscription.close();
  }

  #receive({ type, recovered }) {
    if (type === 'put' || type === 'reset' || (type === 'subscribed' && recovered === false)) this.#heard();
  }
}
