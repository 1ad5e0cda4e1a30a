/** Signing in and out, and who is signed in. */
import { callAsNobody, hasSession, renew } from './http.js';

/** Who is signed in, or null. */
export function currentUser() {
  return hasSession() ? whileSignedIn('GET', '/api/auth/me') : null;
}

export async function signIn(credentials) {
  return (await enter('/api/auth/login', credentials)).user;
}

/**
 * The second step, after a password that was right.
 *
 * @param answer `challenge`, and one of `code`, `recoveryCode`, `passkey`
 * @param leave the `leave` of the problem that asked for it: who was asked already is not asked again
 */
export async function finishSignIn(answer, leave) {
  return (await enter('/api/auth/second-factor', answer, leave)).user;
}

export async function register(organization) {
  return (await enter('/api/auth/register', organization)).user;
}

/**
 * Begins a sign-in. Where another person is signed in in this browser, by another tab for instance, somebody is
 * asked first: theirs ends by it.
 *
 * @param headers what it says already, when the page has shown who that is
 */
export async function enter(path, body, headers = leaveToReplace()) {
  try {
    return await callAsNobody('POST', path, body, headers);
  } catch (problem) {
    if (problem.type !== 'signed-in-already') throw problem;
    const { replacing } = await import('./parts/replacement.js');
    const leave = await replacing(problem.body.present);
    return callAsNobody('POST', path, body, leave).catch((next) => {
      throw Object.assign(next, { leave });
    });
  }
}

/**
 * Says whose sign-in may end.
 *
 * @param userId who was shown; nobody, unless given
 */
export function leaveToReplace(userId = 'nobody') {
  return { 'X-Astir-Replace': userId };
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
