/** Elements by hand: this page has no need of more. Whatever text comes is text, never markup. */

export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A text in which `backticks` mean code. */
export function words(text) {
  return text.split('`').map((piece, i) => (i % 2 === 0 ? piece : element('code', {}, piece)));
}
