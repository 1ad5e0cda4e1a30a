/* ---------------------------------------------------------------- styles of the toolbar */

const TOOLBAR_STYLES = `
.toolbar { display: flex; flex-wrap: wrap; gap: .375rem; padding: .625rem .75rem .5rem; }
.toolbar button, .panel button.small { min-height: 2.125rem; padding: 0 .7rem; font-size: .875em; }
.toolbar .opener, .toolbar .toggle { display: inline-flex; align-items: center; gap: .4em; max-width: 16rem; white-space: nowrap; }
.opener bdi { overflow: hidden; text-overflow: ellipsis; }
.opener::after { content: '▾' / ''; color: var(--_muted); font-size: .85em; }
.toggle::before { content: '!' / ''; font-weight: 800; color: var(--_muted); }
.toolbar .active, .toolbar [aria-pressed=true] {
  border-color: var(--_accent); background: color-mix(in srgb, var(--_accent) 12%, var(--_surface)); font-weight: 600;
}
.toolbar [aria-pressed=true]::before { color: inherit; }
.toolbar .clear { border-color: transparent; background: none; color: var(--_accent); text-decoration: underline; text-underline-offset: .2em; }
.search { position: relative; flex: 1 1 100%; min-width: 0; }
input, textarea {
  font: inherit; color: inherit; background: var(--_surface); border: 1px solid var(--_edge);
  border-radius: var(--_radius); box-sizing: border-box;
}
.search input { width: 100%; height: 2.125rem; padding: 0 2.25rem 0 .75rem; font-size: .9375em; }
input::placeholder, textarea::placeholder { color: var(--_muted); opacity: 1; }
input[type=search]::-webkit-search-cancel-button { display: none; }
.toolbar .clear-search {
  position: absolute; inset-block: 0; inset-inline-end: 0; width: 2.125rem; padding: 0; border: 0; background: none;
  color: var(--_muted); font-size: 1.25rem; line-height: 1;
}
.clear-search:hover { color: var(--_text); }
.panel {
  position: absolute; inset: auto; margin: 0; padding: .5rem; overflow: auto; box-sizing: border-box;
  min-width: 13rem; max-width: min(22rem, calc(100vw - 16px)); max-height: min(24rem, 70vh);
  color: var(--_text); background: var(--_surface); border: 1px solid var(--_line); border-radius: var(--_radius);
  box-shadow: 0 8px 28px rgb(0 0 0 / .22); font-size: .9375em;
}
.boxes label { display: flex; gap: .6rem; align-items: baseline; padding: .35rem .5rem; border-radius: 4px; cursor: pointer; overflow-wrap: anywhere; }
.boxes label:hover { background: var(--_hover); }
.boxes input { flex: none; width: 1rem; height: 1rem; margin: 0; accent-color: var(--_accent); translate: 0 .12rem; }
.find { width: 100%; height: 2.125rem; padding: 0 .6rem; margin-bottom: .375rem; }
.hint { margin: 0; padding: .35rem .5rem; color: var(--_muted); }
.presets { display: flex; flex-wrap: wrap; gap: .375rem; }
.days { display: grid; grid-template-columns: 1fr 1fr; gap: .5rem; margin-top: .625rem; }
.days label { display: grid; gap: .2rem; color: var(--_muted); font-size: .875em; }
.days input { min-width: 0; height: 2.25rem; padding: 0 .4rem; color: var(--_text); font-size: 1rem; }
[part=feed][aria-busy=true].renewing { opacity: .55; transition: opacity .15s .15s; }
@container (max-width: 27rem) {
  .toolbar { gap: .375rem .25rem; }
  .toolbar .opener, .toolbar .toggle { padding: 0 .5rem; font-size: .8125em; gap: .3em; max-width: 9rem; }
}
@container (min-width: 44rem) {
  .search { flex: 1 1 12rem; }
}
`;
