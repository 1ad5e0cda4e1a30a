/** Copying, also where a browser gives no right to it. */

/**
 * Resolves to whether it was copied. Without the right to the clipboard (plain http on another host) what is shown
 * is left selected, for Ctrl+C.
 */
export async function copy(value, shown) {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    getSelection().selectAllChildren(shown);
    return false;
  }
}
