/* ---------------------------------------------------------------- styles of reactions, comments, media */

const DISCUSSION_STYLES = `
.links { display: flex; flex-wrap: wrap; gap: .125rem .875rem; align-items: flex-start; }
.media { display: inline-flex; gap: .35em; align-items: center; max-width: 100%; color: var(--_accent); font-size: .875em; overflow-wrap: anywhere; text-underline-offset: .15em; }
.media svg, .chip svg { flex: none; width: 1.1em; height: 1.1em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.picture { flex-basis: 100%; margin: .3rem 0; }
.picture img { display: block; max-width: 100%; max-height: 12rem; border: 1px solid var(--_line); border-radius: var(--_radius); object-fit: contain; background: var(--_hover); }
.actions { display: flex; flex-wrap: wrap; gap: .25rem; align-items: center; margin-top: .25rem; }
.reactions { display: contents; }
.chip {
  display: inline-flex; align-items: center; justify-content: center; gap: .35em; min-width: 2.125rem; min-height: 1.75rem; padding: 0 .5em;
  border-radius: 1rem; font-size: .8125em; color: var(--_muted); background: none;
}
.chip[aria-pressed=true] { border-color: var(--_accent); background: color-mix(in srgb, var(--_accent) 12%, transparent); color: var(--_text); font-weight: 600; }
.chip:disabled { cursor: default; }
.chip:disabled:hover { background: none; }
.chip.add, .chip.comment-count { border-color: transparent; }
.chip.comment-count:has(span:not(:empty)) { border-color: var(--_line); }
.chip[aria-expanded=true] { color: var(--_text); background: var(--_hover); }
/* Before anybody has reacted, the buttons stand where they take no room. */
.quiet .actions { position: absolute; inset-block-end: .2rem; inset-inline-end: .4rem; margin: 0; border-radius: 1rem; background: var(--_surface); }
article:hover > .body > .actions { background: none; }
@container (min-width: 34rem) {
  .quiet .actions { inset-block: .35rem auto; inset-inline-end: 7.5em; background: var(--_hover); }
}
@media (hover: hover) {
  .quiet:not(:hover, :focus, :focus-within) .actions { opacity: 0; }
}
@media (hover: none) {
  .quiet { min-height: 3.25rem; }
  .quiet > time { min-width: 4.5rem; }
}
.picker { display: flex; gap: .125rem; padding: .25rem; min-width: 0; }
.picker:not(:popover-open) { display: none; }
.picker button { border-color: transparent; background: none; min-width: 2.375rem; min-height: 2.375rem; padding: 0; font-size: 1.125rem; }
.picker button:hover { background: var(--_hover); }
.failure { margin: .25rem 0 0; color: light-dark(#b3261e, #ff9c92); font-size: .875em; }
.failure:empty { display: none; }
.thread { grid-column: 2 / -1; min-width: 0; margin: .5rem 0 .25rem; padding-inline-start: .75rem; border-inline-start: 2px solid var(--_line); }
.comments { display: grid; gap: .125rem; }
.comment { display: block; padding: .25rem .375rem; border: 0; border-radius: 4px; }
.comment[data-depth='1'] { margin-inline-start: 1.25rem; }
.comment[data-depth='2'] { margin-inline-start: 2.5rem; }
.comment[data-depth='3'] { margin-inline-start: 3.5rem; }
.comment header { font-size: .875em; }
.comment header time, .edited { padding: 0; margin-inline-start: .35em; font-size: .9286em; color: var(--_muted); }
.edited { margin: 0; }
.comment-body { margin: .05rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; max-height: 40rem; overflow: auto; }
.comment-body em { color: var(--_muted); }
.mention { color: var(--_accent); font-weight: 600; }
.comment-buttons { display: flex; gap: .75rem; }
.text-button { min-height: 1.5rem; padding: 0; border: 0; background: none; color: var(--_muted); font-size: .8125em; }
.text-button:hover { background: none; color: var(--_text); text-decoration: underline; }
.text-button.sure { color: light-dark(#b3261e, #ff9c92); font-weight: 600; }
.thread .hint { padding: .25rem .375rem; font-size: .875em; }
.hint:empty { display: none; }
button.small { min-height: 2rem; padding: 0 .75rem; font-size: .875em; }
.primary { border-color: transparent; background: var(--_accent); color: var(--_on-accent); font-weight: 600; }
.primary:hover { background: color-mix(in srgb, var(--_accent) 88%, var(--_text)); }
.primary[aria-disabled=true] { opacity: .6; cursor: progress; }
.replying { margin: .5rem 0 0; color: var(--_muted); font-size: .8125em; }
.replying .text-button { font-size: inherit; text-decoration: underline; }
.composer { display: flex; flex-wrap: wrap; gap: .375rem; align-items: end; margin-top: .375rem; }
.composer textarea { flex: 1 1 12rem; min-width: 0; min-height: 2.125rem; max-height: 14rem; padding: .35rem .6rem; resize: vertical; field-sizing: content; line-height: 1.4; font-size: .9375em; }
.suggestions { flex-basis: 100%; order: 1; max-height: 14rem; margin: 0; padding: .25rem; overflow-y: auto; border: 1px solid var(--_line); border-radius: 6px; background: var(--_surface); list-style: none; }
.suggestions[hidden] { display: none; }
.suggestions [role=option] { padding: .375rem .5rem; border-radius: 4px; font-size: .9375em; cursor: pointer; overflow-wrap: anywhere; }
.suggestions [aria-selected=true] { background: color-mix(in srgb, var(--_accent) 14%, transparent); }
.composer .buttons { display: flex; gap: .375rem; }
.composer .failure { flex-basis: 100%; margin: 0; }
@container (max-width: 27rem) {
  .thread { grid-column: 1 / -1; }
  .comment[data-depth='1'] { margin-inline-start: .75rem; }
  .comment[data-depth='2'] { margin-inline-start: 1.25rem; }
  .comment[data-depth='3'] { margin-inline-start: 1.5rem; }
}
@media (pointer: coarse) {
  .chip { min-height: 2rem; }
  .composer textarea, .search input { font-size: 1rem; }
}
`;
