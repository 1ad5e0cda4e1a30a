/** Which project each person works on, as far as somebody may see it: the running sessions, with names. */
import { call } from '../http.js';
import { ChannelItems } from '../live.js';

/** Lit controller; `of(userId)` is the name of a person's project, or undefined. */
export class Projects {
  #host;
  #sessions;
  #names = new Map();
  #asked = new Set();

  /** @param live gives the connection once the host is on the page */
  constructor(host, live) {
    this.#host = host;
    this.#sessions = new ChannelItems(host, 'sessions', live);
  }

  of(userId) {
    for (const session of this.#sessions.items?.values() ?? []) {
      if (session.userId === userId && session.status === 'active') return this.#name(session.projectId);
    }
    return undefined;
  }

  #name(id) {
    if (id && !this.#asked.has(id)) this.#load(id);
    return this.#names.get(id);
  }

  /** Asks once for a project that was not heard of; without its name, people are shown all the same. */
  async #load(id) {
    this.#asked.add(id);
    try {
      const { name } = await call('GET', `/api/projects/${id}`);
      this.#names.set(id, name);
      this.#host.requestUpdate();
    } catch (problem) {
      if (problem.isPassing) this.#asked.delete(id);
    }
  }
}
