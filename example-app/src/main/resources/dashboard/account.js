/** Signing in and out, and who is signed in. */
import { callAsNobody, hasSession, renew } from './http.js';

/** Who is signed in, or null. */
export function currentUser() {
  return hasSession() ? whileSignedIn('GET', '/api/auth/me') : null;
}

export async function signIn(credentials) {
  return (await callAsNobody('POST', '/api/auth/login', credentials)).user;
}

/**
 * The second step, after a password that was right.
 *
 * @param answer `challenge`, and one of `code`, `recoveryCode`, `passkey`
 */
export async function finishSignIn(answer) {
  return (await callAsNobody('POST', '/api/auth/second-factor', answer)).user;
}

export async function register(organization) {
  return (await callAsNobody('POST', '/api/auth/register', organization)).user;
}

export function signOut() {
  return whileSignedIn('POST', '/api/auth/logout', {});
}

/** Null when there is no session, not even one that can be renewed. */
async function whileSignedIn(...request) {
  try {
    return await callAsNobody(...request);
  } catch (problem) {
    if (problem.status !== 401) throw problem;
  }
  return (await renew()) ? callAsNobody(...request) : null;
}
