/* ---------------------------------------------------------------- requests */

/** An answer that is not a success; `status` is 0 when there was none. */
class Refusal extends Error {
  constructor(status, detail) {
    super(detail || `status ${status}`);
    this.status = status;
    this.detail = detail;
  }

  /** Whether the same request may succeed later. */
  get isPassing() {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** Why there are no events, to a reader. */
  inWords(texts) {
    const state = { 401: 'signed-out', 403: 'refused' }[this.status];
    return state ? texts.states[state] : (this.detail ?? texts.failedForGood);
  }
}

/** The REST side of a feed, at one address. */
class Rest {
  #address;
  #token;
  #request;

  /**
   * @param token string or function giving one, or null
   * @param request what to call instead of fetch(), or null
   */
  constructor(address, token, request) {
    this.#address = new URL(address, document.baseURI);
    this.#token = token;
    this.#request = request;
  }

  /** A page of events, before a cursor or from the newest; `next` is null at the end. */
  async page(filter, before, limit) {
    const address = this.#at();
    address.searchParams.set('limit', limit);
    if (before) address.searchParams.set('before', before);
    appendFilter(address.searchParams, filter);
    return { next: null, ...(await this.#send('GET', address)) };
  }

  /** Adds one's own reaction, or takes it back; answers the event. */
  react(id, emoji, on) {
    return this.#send(on ? 'POST' : 'DELETE', this.#at(id, 'reactions', emoji));
  }

  /** A page of comments, oldest first. */
  async comments(id, after, limit) {
    const address = this.#at(id, 'comments');
    address.searchParams.set('limit', limit);
    if (after) address.searchParams.set('after', after);
    return { next: null, ...(await this.#send('GET', address)) };
  }

  comment(id, comment) {
    return this.#send('POST', this.#at(id, 'comments'), comment);
  }

  editComment(id, comment, changes) {
    return this.#send('PATCH', this.#at(id, 'comments', comment), changes);
  }

  deleteComment(id, comment) {
    return this.#send('DELETE', this.#at(id, 'comments', comment));
  }

  /** Whether the event is there, and for this reader. */
  async has(id) {
    try {
      await this.#send('GET', this.#at(id));
      return true;
    } catch (failure) {
      return failure.status !== 404;
    }
  }

  #at(...path) {
    const address = new URL(this.#address);
    const parts = [address.pathname.replace(/\/$/, ''), ...path.map(encodeURIComponent)];
    address.pathname = parts.join('/');
    return address;
  }

  async #send(method, address, body) {
    const token = typeof this.#token === 'function' ? await this.#token() : this.#token;
    const headers = { Accept: 'application/json, application/problem+json', ...bearer(token) };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let response;
    try {
      response = await (this.#request ?? fetch)(address, {
        method,
        headers,
        credentials: token ? 'omit' : 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch (failure) {
      throw new Refusal(failure.status ?? 0, failure.detail);
    }
    if (!response.ok) {
      const problem = await response.json().catch(() => null);
      throw new Refusal(response.status, problem?.detail);
    }
    return response.status === 204 ? null : response.json();
  }
}
