/** The dashboard's icons: 24×24 strokes in the colour of the text, hidden from screen readers. */
import { svg } from 'lit';

const PATHS = {
  calendar: 'M4 6h16v14H4V6zM4 10h16M9 3v4M15 3v4M9 10v10M15 10v10',
  day: 'M4 6h9M8 12h12M4 18h7',
  shield: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6l7-3z',
  settings:
    'M4 7h8M18 7h2M4 17h2M12 17h8M15 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM9 20a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  bars: 'M4 20h16M7 20v-7M12 20V5M17 20v-10',
  insight: 'M9.5 18h5M10.5 21h3M12 3a6 6 0 0 0-3.5 10.9V15h7v-1.1A6 6 0 0 0 12 3z',
  eye: 'M2 12s4-6.5 10-6.5S22 12 22 12s-4 6.5-10 6.5S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15L6 16zM10 21h4',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0V8zM12 17v4',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
  more: 'M4.75 12a.75.75 0 1 0 1.5 0 .75.75 0 0 0-1.5 0zM11.25 12a.75.75 0 1 0 1.5 0 .75.75 0 0 0-1.5 0zM17.75 12a.75.75 0 1 0 1.5 0 .75.75 0 0 0-1.5 0z',
  plus: 'M12 5v14M5 12h14',
  down: 'M6 9l6 6 6-6',
  fold: 'M7 20l5-5 5 5M7 4l5 5 5-5',
  unfold: 'M7 15l5 5 5-5M7 9l5-5 5 5',
  up: 'M6 15l6-6 6 6',
  left: 'M15 6l-6 6 6 6',
  right: 'M9 6l6 6-6 6',
  folder: 'M3 6h6l2 2h10v11H3V6z',
  cut: 'M4 4l16 16M5 12a10 10 0 0 1 3-2M12 8.5a10 10 0 0 1 7 3.5M2 8.5A15 15 0 0 1 6 6M10.5 5A15 15 0 0 1 22 8.5M9 15.5a4.5 4.5 0 0 1 5.5-.5M12 19h.01',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01',
  filter: 'M4 6h16M7 12h10M10 18h4',
  again: 'M20 5v5h-5M19.5 10A8 8 0 1 0 20 14',
  theme: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19',
  keys: 'M3 7h18v10H3V7zM7 11h.01M11 11h.01M15 11h.01M8 14h8',
  language: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18',
  pause: 'M8 5v14M16 5v14',
  pencil: 'M4 20l1-4L16 5l3 3L8 19l-4 1zM14 7l3 3',
  undo: 'M4 10h10a5 5 0 0 1 0 10h-4M8 6l-4 4 4 4',
  sort: 'M12 5v14M7 10l5-5 5 5',
  now: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  key: 'M14 13a4.5 4.5 0 1 0-4-4l-7 7v4h4v-3h3v-3l1.5-1.5M15.5 8.5h.01',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5',
  feed: 'M3 12h4l3-8 4 16 3-8h4',
  window: 'M3 5h18v14H3V5zM3 9h18',
  editor: 'm8 7-5 5 5 5M16 7l5 5-5 5M13.5 5l-3 14',
  terminal: 'M3 5h18v14H3V5zM7 9l3 3-3 3M13 15h4',
  browser: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18',
  chat: 'M4 5h16v11h-9l-5 4v-4H4V5z',
  mail: 'M3 6h18v13H3V6zM3 7l9 7 9-7',
  document: 'M6 3h8l4 4v14H6V3zM14 3v4h4M9 12h6M9 16h6',
  design: 'M12 3v6M12 15v6M3 12h6M15 12h6M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  media: 'M9 18V6l11-2v12M9 18a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM20 16a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
  video: 'M3 6h12v12H3V6zM15 11l6-4v10l-6-4',
  private: 'M6 11h12v9H6v-9zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  tag: 'M4 4h8l8 8-8 8-8-8V4zM8.5 8.5h.01',
  computer: 'M3 5h18v11H3V5zM9 20h6M12 16v4',
  play: 'M8 5v14l11-7L8 5z',
  switch: 'M4 8h15l-3.5-3.5M20 16H5l3.5 3.5',
  stop: 'M7 7h10v10H7z',
  copy: 'M8 8h12v12H8V8zM16 8V4H4v12h4',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  check: 'M5 12.5l4.5 4.5L19 7',
  leave: 'M10 4H4v16h6M14 8l4 4-4 4M18 12H9',
  close: 'M6 6l12 12M18 6 6 18',
};

const APPS = [
  ['terminal', /term|konsole|console|shell|kitty|alacritty|powershell|ghostty|tmux/i],
  ['editor', /code|idea|intellij|eclipse|vim|emacs|studio|pycharm|webstorm|goland|rider|sublime|zed|cursor/i],
  ['browser', /firefox|chrom|safari|edge|brave|opera|vivaldi|browser/i],
  ['chat', /slack|teams|discord|signal|telegram|whatsapp|element|mattermost|chat|messages/i],
  ['video', /zoom|meet|webex|facetime|obs/i],
  ['mail', /mail|outlook|thunderbird|evolution/i],
  ['design', /figma|sketch|photoshop|illustrator|gimp|inkscape|blender|penpot/i],
  ['media', /spotify|music|vlc|mpv|rhythmbox|player/i],
  [
    'document',
    /office|word|excel|calc|writer|impress|pages|numbers|keynote|acrobat|pdf|notion|obsidian|docs|sheets|evince/i,
  ],
  ['private', /^private$/i],
];

/** `className` is `small` for 14 px beside small text. */
export function icon(name, className = '') {
  return svg`<svg class="icon ${className}" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}

/** What an application is for, as far as its name tells. */
export function appIcon(app, className) {
  return icon(appIconName(app), className);
}

/** The icon's name; `window` where the name tells nothing. */
export function appIconName(app) {
  return APPS.find(([, pattern]) => pattern.test(app))?.[0] ?? 'window';
}
