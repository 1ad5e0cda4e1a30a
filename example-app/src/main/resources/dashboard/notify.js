/**
 * Notifications of the browser, where somebody allowed them in this browser: of an alert once, by whichever of
 * several tabs is first, and not of what was seen. They lie on screens that are locked, and say what an alert is
 * of and about whom, nothing else.
 */
import { nameOf } from './parts/alert.js';
import { words } from './parts/alert-words.js';

/** More at once are one. */
const MOST = 3;

/** Who allowed it in this browser; it is not for somebody else who signs in here. */
const ALLOWED = 'astir.notifications';
/** Up to when they were told, by whichever tab. */
const TOLD = 'astir.notified';

/** Whether this browser can show any. */
export function canNotify() {
  return 'Notification' in globalThis && 'locks' in navigator;
}

/** Whether it shows those of this person. */
export function isAllowed(userId) {
  return canNotify() && Notification.permission === 'granted' && localStorage.getItem(ALLOWED) === userId;
}

/** Asks the person, by the browser's own question; only when they have just asked for it. */
export async function allow(userId) {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  localStorage.setItem(ALLOWED, userId);
  localStorage.setItem(TOLD, new Date().toISOString());
  return true;
}

/** The browser goes on allowing it, but nobody asks for it any more. */
export function disallow() {
  localStorage.removeItem(ALLOWED);
}

/**
 * @param news of /api/alerts/news
 * @param app leads to what is pressed
 */
export async function notify(news, app) {
  if (!isAllowed(app.user.id)) return;
  await navigator.locks.request('astir-notifications', () => {
    const told = Date.parse(localStorage.getItem(TOLD) ?? '') || 0;
    const fresh = news.items.filter(
      ({ isNew, at, type }) => isNew && Date.parse(at) > told && news.inBrowser.includes(type),
    );
    if (fresh.length === 0) return;
    localStorage.setItem(TOLD, new Date(Math.max(...fresh.map(({ at }) => Date.parse(at)))).toISOString());
    if (fresh.length > MOST) {
      show(app, words.shown.several(fresh.length), '', 'alerts', '/alerts');
      return;
    }
    for (const item of fresh.toReversed()) {
      const whose = item.userId === app.user.id ? words.shown.own : nameOf(item);
      show(app, words.types[item.type], whose, item.id, `/alerts/${item.id}`);
    }
  });
}

function show(app, title, body, tag, address) {
  let shown;
  try {
    shown = new Notification(title, { body, tag, icon: '/favicon.svg' });
  } catch {
    return; // a phone's browser wants a service worker for it
  }
  shown.addEventListener('click', () => {
    focus();
    app.router.go(address);
    shown.close();
  });
}
