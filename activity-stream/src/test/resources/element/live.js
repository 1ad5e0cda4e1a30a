/** A page without a feed: a connection, and what its subscriptions have heard, for a test to look at. */
import { LiveConnection } from '/astir/live-connection.js';

const transport = new URLSearchParams(location.search).get('transport') ?? 'auto';
const live = new LiveConnection({ url: '/api/live', transport });
const heard = {};
const open = {};
const retries = [];

live.addEventListener('retry', ({ detail }) => retries.push(detail.retryAt));

window.page = {
  live,
  heard,
  retries,

  /** Subscribes under a name of the test's own; a handler that fails comes after. */
  subscribe(name, channel, options, failing = false) {
    heard[name] = [];
    open[name] = live.subscribe(
      channel,
      (message) => {
        heard[name].push(message);
        if (failing) throw new Error(`handler ${name}`);
      },
      options,
    );
  },

  close(name) {
    open[name].close();
  },

  types(name) {
    return heard[name].map((message) => message.type);
  },

  /** The texts of what was put, in the order in which they came. */
  texts(name) {
    return heard[name].filter(({ type }) => type === 'put').map(({ item }) => item.message);
  },
};
