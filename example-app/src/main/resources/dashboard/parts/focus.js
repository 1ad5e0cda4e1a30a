/** Where somebody goes on who acted on something that is gone then. */

/**
 * To the heading of the page, if the focus went with what had it. A table keeps it in its rows by itself, a moment
 * after its host has rendered.
 */
export async function keepFocus(host) {
  await host.updateComplete;
  await new Promise(requestAnimationFrame);
  if (document.activeElement === document.body) document.querySelector('main h1')?.focus();
}
