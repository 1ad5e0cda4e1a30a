/** The browser's half of passkeys (WebAuthn), in the JSON that the server speaks. */

/** Whether this browser can. */
export const canUsePasskeys = 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

/** Whether a passkey of this host can be made and used where the page is: it belongs to a name. */
export function isAt(host) {
  return canUsePasskeys && location.hostname === host;
}

/** Makes one; throws a DOMException when somebody says no, or nothing happens in time. */
export async function makePasskey(options) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return (await navigator.credentials.create({ publicKey })).toJSON();
}

/** Signs with one that is there; throws like makePasskey(). */
export async function usePasskey(options) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials.get({ publicKey })).toJSON();
}
