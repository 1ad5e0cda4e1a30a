/* ---------------------------------------------------------------- styles */

const STYLES = `
:host {
  --_text: var(--astir-feed-text, light-dark(#1c2024, #edeef0));
  --_muted: var(--astir-feed-muted, light-dark(#5b6470, #a3adb8));
  --_line: var(--astir-feed-line, light-dark(#e4e7ea, #2b3138));
  --_edge: var(--astir-feed-edge, light-dark(#8a949e, #66717c));
  --_surface: var(--astir-feed-surface, light-dark(#fff, #14181c));
  --_hover: var(--astir-feed-hover, light-dark(#f5f7f8, #1b2026));
  --_accent: var(--astir-feed-accent, light-dark(#0b6e63, #4fd1c0));
  --_on-accent: var(--astir-feed-on-accent, light-dark(#fff, #06211d));
  --_radius: var(--astir-feed-radius, 8px);
  display: block;
  scroll-margin-top: var(--astir-feed-sticky-top, 0px);
  container-type: inline-size;
  color: var(--_text);
  font: var(--astir-feed-font, inherit);
}
/* Not for running text: in many faces its hyphens would gape. */
time, button { font-variant-numeric: tabular-nums; }
:host([hidden]), [hidden] { display: none !important; }
.status {
  display: flex; align-items: center; gap: .5em; min-height: 1.5rem;
  padding: 0 .75rem .375rem; color: var(--_muted); font-size: .8125em;
}
.status::before {
  content: ''; width: .55em; height: .55em; border-radius: 50%; flex: none;
  border: .14em solid currentColor; box-sizing: border-box;
}
.status[data-state=live]::before { background: var(--_accent); border-color: var(--_accent); }
.status[data-state=connecting]::before, .status[data-state=waiting]::before {
  border-right-color: transparent; animation: turn 1s linear infinite;
}
@keyframes turn { to { rotate: 1turn; } }
.pill-row {
  position: sticky; top: calc(var(--astir-feed-sticky-top, 0px) + 2.25rem); z-index: 2; height: 0;
  display: flex; justify-content: center;
}
button {
  font: inherit; cursor: pointer; border: 1px solid var(--_line); border-radius: var(--_radius);
  background: var(--_surface); color: var(--_text); padding: .4em 1em; min-height: 2.25rem;
}
button:hover { background: var(--_hover); }
.pill {
  height: 2rem; min-height: 0; padding: 0 .9rem; border-radius: 1rem; border-color: transparent;
  background: var(--_accent); color: var(--_on-accent); font-size: .875em; font-weight: 600;
  box-shadow: 0 2px 10px rgb(0 0 0 / .25);
}
.pill:hover { background: color-mix(in srgb, var(--_accent) 88%, var(--_text)); }
.pill::before { content: '↑ ' / ''; }
:focus-visible { outline: 2px solid var(--_accent); outline-offset: -2px; }
button:focus-visible { outline-offset: 2px; }
.day {
  position: sticky; top: var(--astir-feed-sticky-top, 0px); z-index: 1;
  padding: .5rem .75rem .375rem; background: var(--_surface);
  color: var(--_muted); font-size: .8125em; font-weight: 600;
}
article, .line {
  position: relative; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 .75rem; align-items: start;
  padding: .4rem .75rem; border-radius: 2px;
}
article { border-top: 1px solid var(--_line); }
article:not(.fold):hover, .line:hover { background: var(--_hover); }
.icon {
  --tint: var(--_muted);
  display: grid; place-items: center; width: 1.75em; height: 1.75em; border-radius: 50%;
  color: color-mix(in srgb, var(--tint) 78%, var(--_text));
  background: color-mix(in srgb, var(--tint) 14%, transparent);
}
.icon svg {
  width: 1.05em; height: 1.05em; fill: none; stroke: currentColor; stroke-width: 2;
  stroke-linecap: round; stroke-linejoin: round;
}
.body { min-width: 0; padding-top: .15em; line-height: 1.45; }
.message {
  overflow-wrap: anywhere; unicode-bidi: isolate;
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden;
}
.actor, .publisher bdi { font-weight: 600; }
.byline { display: flex; flex-wrap: wrap; gap: 0 .75em; color: var(--_muted); font-size: .875em; overflow-wrap: anywhere; }
.important {
  display: inline-flex; align-items: center; gap: .25em; margin-inline-end: .5em; padding: 0 .45em;
  border-radius: 4px; border: 1px solid currentColor; font-size: .75em; font-weight: 600;
  vertical-align: .1em; color: light-dark(#a03a00, #ffb27a);
}
.important::before { content: '!' / ''; font-weight: 800; }
article.important-event { box-shadow: inset 3px 0 light-dark(#c2570c, #ff9a52); }
.link { color: var(--_accent); font-size: .875em; overflow-wrap: anywhere; text-underline-offset: .15em; }
time { color: var(--_muted); font-size: .8125em; white-space: nowrap; }
:is(article, .line) > time { display: grid; justify-items: end; padding-top: .25em; }
/* Both in one place: what shows under the pointer must not move what is beside it. */
.when, .exact { grid-area: 1 / 1; }
.exact { visibility: hidden; }
:is(article, .line):is(:hover, :focus, :focus-within) > time > .exact { visibility: visible; }
:is(article, .line):is(:hover, :focus, :focus-within) > time > .when:has(+ .exact:not(:empty)) {
  visibility: hidden;
}
.fresh:not(.fold), .fresh.fold > .line { animation: arrive .8s ease-out; }
@keyframes arrive { from { background: color-mix(in srgb, var(--_accent) 16%, transparent); } }
@keyframes edge { from, to { box-shadow: inset 2px 0 var(--_accent); } }
.foot { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: .75rem; padding: 1rem .75rem; }
.foot:not(:has(.notice:not(:empty), button:not([hidden]))) { padding: .125rem; }
.notice { margin: 0; color: var(--_muted); font-size: .875em; text-align: center; text-wrap: balance; }
.visually-hidden {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
@media (prefers-reduced-motion: reduce) {
  .status::before { animation: none !important; }
  .fresh:not(.fold), .fresh.fold > .line { animation: edge 2s linear; }
}
@media (forced-colors: active) {
  article.important-event { border-inline-start: 3px solid; }
}
`;
