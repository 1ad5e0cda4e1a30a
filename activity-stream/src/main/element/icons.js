/* ---------------------------------------------------------------- icons and colours */

/**
 * 24×24 strokes. An event's `icon` names one, or is a sign of its own such as an emoji; without either,
 * its type suggests one.
 */
const ICONS = {
  activity: 'M3 12h4l3-8 4 16 3-8h4',
  alert: 'M12 4 2.5 20h19L12 4zM12 10v4M12 17.2v.1',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4l2-2zM10 21h4',
  'bell-off': 'M6 16v-5c0-.7.1-1.3.3-1.9M8.7 6A6 6 0 0 1 18 11v3M17 18H4l2-2M10 21h4M4 4l16 16',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4V8zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z',
  check: 'M21 12a9 9 0 1 1-6-8.5M8 11.5l3.5 3.5L21 5.5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  code: 'm8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
  edit: 'M4 20h4L19.5 8.5l-4-4L4 16v4z',
  file: 'M6 3h8l4 4v14H6V3zM14 3v4h4',
  image: 'M4 5h16v14H4V5zM4 16l5-5 4 4 3-3 4 4M15.5 9v.1',
  link: 'M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1-1',
  message: 'M4 5h16v11h-9l-5 4v-4H4V5z',
  monitor: 'M3 5h18v11H3V5zM9 20h6M12 16v4',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5v14l11-7L8 5z',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0V8zM12 17v4',
  plus: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 8v8M8 12h8',
  return: 'M9 14 4 9l5-5M4 9h10a5.5 5.5 0 0 1 0 11h-3',
  send: 'M12 15V4M7.5 8.5 12 4l4.5 4.5M4 14v6h16v-6',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14a4 4 0 0 0 7 0M9 9.5v.1M15 9.5v.1',
  sound: 'M4 10v4h4l5 4V6l-5 4H4zM16 9a4 4 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11',
  stop: 'M7 7h10v10H7z',
  switch: 'M4 8h14l-3-3M20 16H6l3 3',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13',
  unlock: 'M6 11h12v9H6v-9zM9 11V7.5a3.5 3.5 0 0 1 6.7-1.4',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21a8 8 0 0 1 16 0',
};

const ICON_SYNONYMS = {
  'alert-triangle': 'alert', warning: 'alert', 'check-circle': 'check', done: 'check', comment: 'message',
  'message-circle': 'message', desktop: 'monitor', device: 'monitor', laptop: 'monitor', app: 'switch',
  'plus-circle': 'plus', add: 'plus', pencil: 'edit', 'play-circle': 'play', start: 'play', square: 'stop',
  'stop-circle': 'stop', screenshot: 'camera', 'git-commit': 'code', push: 'code',
  'user-plus': 'user', person: 'user', time: 'clock', 'app-window': 'switch', window: 'switch',
  repeat: 'switch', 'arrow-right-left': 'switch', integration: 'link', notification: 'bell',
  '▶': 'play', '⏹': 'stop', '⏸': 'pause', '✅': 'check', '✔': 'check', '💬': 'message', '📷': 'camera',
  '📸': 'camera', '🖥': 'monitor', '💻': 'monitor', '🔄': 'switch', '🔁': 'switch', '⇄': 'switch',
  '🪟': 'switch', '⚠': 'alert', '🔔': 'bell', '🔗': 'link', '🔌': 'plug', '📝': 'edit', '✏': 'edit',
  '➕': 'plus', '＋': 'plus', '⬆': 'code', '📤': 'send', '↪': 'return', '↩': 'return', '🔓': 'unlock', '📜': 'file',
  '🔕': 'bell-off', '🗑': 'trash', '⏰': 'clock', '⏱': 'clock', '🕒': 'clock', '👤': 'user',
}; // prettier-ignore

/** What the words of a dotted type suggest, last word first: `task.completed` → check. */
const ICON_BY_WORD = {
  created: 'plus', completed: 'check', deleted: 'trash', updated: 'edit', edited: 'edit', started: 'play',
  stopped: 'stop', paused: 'pause', switched: 'switch', commented: 'message', screenshot: 'camera',
  push: 'code', enrolled: 'monitor', alert: 'alert', inactive: 'clock', overtime: 'clock', joined: 'user',
  agent: 'monitor', session: 'clock', integration: 'link', user: 'user', task: 'file', system: 'bell',
}; // prettier-ignore

const COLORS = {
  gray: '#6b7280', slate: '#64748b', red: '#dc2626', orange: '#ea580c', amber: '#d97706', yellow: '#ca8a04',
  green: '#16a34a', emerald: '#059669', teal: '#0d9488', cyan: '#0891b2', blue: '#2563eb', indigo: '#4f46e5',
  violet: '#7c3aed', purple: '#9333ea', pink: '#db2777',
}; // prettier-ignore

/** A drawn icon, or the event's own sign as text. */
function iconOf(item) {
  const icon = typeof item.icon === 'string' ? item.icon.replace(/\uFE0F/g, '') : '';
  const name = Object.hasOwn(ICON_SYNONYMS, icon) ? ICON_SYNONYMS[icon] : icon;
  if (Object.hasOwn(ICONS, name)) return svg(ICONS[name]);
  if (icon !== '•' && icon.length <= 8 && /^[^\p{ASCII}\s]+$/u.test(icon)) return icon;
  return svg(suggestedIcon(item));
}

function suggestedIcon(item) {
  for (const word of String(item.eventType ?? '')
    .split('.')
    .reverse()) {
    if (Object.hasOwn(ICON_BY_WORD, word)) return ICONS[ICON_BY_WORD[word]];
  }
  return ICONS.activity;
}

/** A colour from data, only if it is plainly one. */
function safeColor(value) {
  if (typeof value !== 'string') return null;
  if (Object.hasOwn(COLORS, value)) return COLORS[value];
  return /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value) ? value : null;
}
