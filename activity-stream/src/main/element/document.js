/* ---------------------------------------------------------------- document */

/** An address from data, only http(s) or relative. */
function safeUrl(value) {
  if (typeof value !== 'string' || value === '') return null;
  try {
    const url = new URL(value, document.baseURI);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}

function svg(path) {
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.setAttribute('aria-hidden', 'true');
  const stroke = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  stroke.setAttribute('d', path);
  icon.append(stroke);
  return icon;
}

/** An element with attributes and children; strings become text nodes, never markup. */
function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** Puts `node` behind `previous` (or first) unless it is already there: moving a node loses its focus. */
function placeAfter(parent, previous, node) {
  const expected = previous ? previous.nextSibling : parent.firstChild;
  if (expected !== node) parent.insertBefore(node, expected);
  return node;
}

/** Draws the eye to what is new or has changed, once: put elsewhere later, it does not flash again. */
function flash(node) {
  if (!node.isConnected) return;
  if (node.classList.contains('fresh')) {
    node.classList.remove('fresh');
    void node.offsetWidth; // so that the animation begins anew
  }
  node.classList.add('fresh');
  node.addEventListener('animationend', calm);
}

function calm({ currentTarget }) {
  currentTarget.classList.remove('fresh');
}

function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** JSON merge patch (RFC 7396). */
function mergePatch(target, patch) {
  if (patch === null || typeof patch !== 'object' || Array.isArray(patch)) return patch;
  const result = target !== null && typeof target === 'object' && !Array.isArray(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = mergePatch(result[key], value);
  }
  return result;
}
