/** Where somebody goes on when what had the focus is gone. */

/**
 * To the heading of the page, if the focus went with what had it. A table keeps it in its rows by itself, a moment
 * after its host has rendered.
 */
export async function keepFocus(host) {
  await host.updateComplete;
  await new Promise(requestAnimationFrame);
  if (document.activeElement === document.body) document.querySelector('main h1')?.focus();
}

/** Lit controller: whoever is at the heading of its host is at the next one when that takes its place. */
export class KeptHeading {
  #host;
  #wasThere = false;

  constructor(host) {
    this.#host = host;
    host.addController(this);
  }

  get #heading() {
    return this.#host.querySelector('h1');
  }

  hostUpdate() {
    const heading = this.#heading;
    this.#wasThere = heading !== null && heading === document.activeElement;
  }

  hostUpdated() {
    if (this.#wasThere) this.#heading?.focus();
  }
}
