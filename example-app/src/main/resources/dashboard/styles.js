/** Stylesheets that are loaded with the module they belong to. */

const loading = new Map();

/**
 * Loads the stylesheet that lies beside a module and has its name; a module that needs it says
 * `await styleOf(import.meta.url);` before it defines its element, so nothing is shown without it.
 * A stylesheet that cannot be loaded leaves its page readable.
 */
export function styleOf(module) {
  const { pathname } = new URL(module);
  const href = pathname.replace(/\.js$/, '.css');
  if (!loading.has(href)) loading.set(href, load(href));
  return loading.get(href);
}

function load(href) {
  return new Promise((resolve) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = href;
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}
