/* ---------------------------------------------------------------- keyboard */

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]:not([tabindex="-1"])';

/**
 * Keys of the ARIA feed pattern: Page Up and Down between events, Ctrl+Home and End out of the feed,
 * Alt+Page Down into an event's comments.
 */
function navigateFeed(event, list, leave) {
  if (event.target.matches('input, textarea')) return;
  const view = list.viewAt(event.target);
  const control = event.ctrlKey || event.metaKey;
  if (event.key === 'PageDown' && event.altKey) view?.enterThread();
  else if (event.key === 'PageDown' && !control) list.neighbour(view, 1)?.node.focus();
  else if (event.key === 'PageUp' && !control) list.neighbour(view, -1)?.node.focus();
  else if (event.key === 'End' && control) leave(true);
  else if (event.key === 'Home' && control) leave(false);
  else return;
  event.preventDefault();
}

/** Moves to the first control after an element of the page, or to the last one before it. */
function focusBeside(host, forward) {
  const wanted = forward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const candidates = [...host.getRootNode().querySelectorAll(FOCUSABLE)].filter(
    (node) => host.compareDocumentPosition(node) & wanted && node.checkVisibility(),
  );
  candidates.at(forward ? 0 : -1)?.focus();
}
