/** Times, names and the one timer that keeps relative times true. */

const clockTime = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const fullTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** "14:02" today, "3 Nov" before. */
export function clock(instant) {
  const at = new Date(instant);
  return at.toDateString() === new Date().toDateString() ? clockTime.format(at) : shortDate.format(at);
}

export function absolute(instant) {
  return fullTime.format(new Date(instant));
}

/** How long ago: "now", "12 min", "2 h 5 min", "3 days". */
export function elapsed(since) {
  const minutes = Math.floor((Date.now() - new Date(since).getTime()) / 60_000);
  if (!(minutes >= 1)) return 'now';
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 10 && minutes % 60 > 0) return `${hours} h ${minutes % 60} min`;
  if (hours < 48) return `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
}

export function ago(since) {
  const text = elapsed(since);
  return text === 'now' ? 'just now' : `${text} ago`;
}

/** Two letters for an avatar. */
export function initials(name) {
  const words = String(name).trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/** One of twelve hues, the same for a person on every page. */
export function hue(id) {
  let hash = 0;
  for (const character of String(id)) hash = (hash * 31 + character.codePointAt(0)) >>> 0;
  return `hue-${hash % 12}`;
}

const TICK_MILLIS = 10_000;
const clients = new Set();
let timer = 0;

/** Lit controller: renders its host again every few seconds while it is on the page. */
export class Ticking {
  constructor(host) {
    this.host = host;
    host.addController(this);
  }

  hostConnected() {
    clients.add(this.host);
    timer ||= setInterval(() => clients.forEach((host) => host.requestUpdate()), TICK_MILLIS);
  }

  hostDisconnected() {
    clients.delete(this.host);
    if (clients.size > 0) return;
    clearInterval(timer);
    timer = 0;
  }
}
