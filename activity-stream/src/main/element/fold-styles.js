/* ---------------------------------------------------------------- styles of folded events */

const FOLD_STYLES = `
article.fold { display: block; padding: 0; }
.unfold {
  display: grid; grid-template-columns: minmax(0, auto) auto; gap: .5rem; justify-content: start; width: 100%;
  min-height: 0; padding: 0; border: 0; background: none; text-align: start; line-height: inherit;
}
.unfold:hover { background: none; }
/* The whole line opens, not its text alone. */
.unfold::after { content: ''; position: absolute; inset: 0; }
.unfold:focus-visible { outline: none; }
.unfold:focus-visible::after { outline: 2px solid var(--_accent); outline-offset: -2px; border-radius: 2px; }
.unfold .message { -webkit-line-clamp: 6; }
/* One long name does not hide the others. */
.thing {
  display: inline-block; max-width: 100%; vertical-align: bottom;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
}
.unfold svg {
  width: 1em; height: 1.45em; fill: none;
  stroke: var(--_muted); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round;
  transition: rotate .12s ease-out;
}
.open > .line .unfold svg { rotate: 180deg; }
.line > time { z-index: 1; }
.folded { margin-inline-start: 1.6rem; border-inline-start: 2px solid var(--_line); padding-bottom: .25rem; }
.folded > article { padding-block: .2rem; border-top: 0; }
@container (max-width: 27rem) {
  .folded { margin-inline-start: .75rem; }
  .line .range { display: none; }
  .line:is(:hover, :focus, :focus-within) > time > .when:has(+ .range) { visibility: visible !important; }
}
@media (pointer: coarse) {
  .line { min-height: 2.75rem; box-sizing: border-box; }
}
@media (prefers-reduced-motion: reduce) {
  .unfold svg { transition: none; }
}
`;
