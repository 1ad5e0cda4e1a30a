/** The dashboard's icons: 24×24 strokes in the colour of the text, hidden from screen readers. */
import { svg } from 'lit';

const PATHS = {
  now: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
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
  computer: 'M3 5h18v11H3V5zM9 20h6M12 16v4',
  play: 'M8 5v14l11-7L8 5z',
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

export function icon(name) {
  return svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}

/** What an application is for, as far as its name tells. */
export function appIcon(app) {
  return icon(APPS.find(([, pattern]) => pattern.test(app))?.[0] ?? 'window');
}
