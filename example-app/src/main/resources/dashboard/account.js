/**
 * The signed-in person, and requests in their name. The session lives in HttpOnly cookies that no script
 * can read; changing requests carry the value of the readable cookie `astir_csrf`. An expired access token
 * is renewed once, and the request repeated; when that is refused, `window` gets `astir-session-ended`.
 */

/** An answer that is not a success, with what RFC 9457 says about it. */
export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.detail || body.title || defaultDetail(status));
    this.status = status;
    this.type = String(body.type ?? '').replace('urn:astir:problem:', '');
    this.body = body;
    /** What is wrong with single fields: {field: message}. */
    this.fields = Object.fromEntries((body.errors ?? []).map(({ field, message }) => [field, message]));
  }
}

function defaultDetail(status) {
  if (status === 0) return 'The server does not answer. Is it running?';
  if (status === 429) return 'Too many attempts. Please wait a minute.';
  return `The server answered with an error (${status}).`;
}

/** Like fetch(), for this server: with the CSRF header, and a renewed session where that is needed. */
export async function request(address, options = {}) {
  const first = await send(address, options);
  if (first.status !== 401) return first;
  const second = hasSession() && (await renew()) ? await send(address, options) : first;
  if (second.status === 401) window.dispatchEvent(new Event('astir-session-ended'));
  return second;
}

/** Sends JSON and answers JSON (null when there is no body); throws a Problem. */
export async function call(method, path, body) {
  const response = await request(path, json(method, body));
  return answer(response);
}

/** Who is signed in, or null. */
export async function currentUser() {
  if (!hasSession()) return null;
  try {
    return userOf(await call('GET', '/api/auth/me'));
  } catch (problem) {
    if (problem.status === 401) return null;
    throw problem;
  }
}

export async function signIn(credentials) {
  return userOf(await answer(await send('/api/auth/login', json('POST', credentials))));
}

export async function register(organization) {
  return userOf(await answer(await send('/api/auth/register', json('POST', organization))));
}

export async function signOut() {
  await call('POST', '/api/auth/logout', {});
}

let renewal = null;

/** Renews the session; true when there is one again. Concurrent callers share one attempt. */
export function renew() {
  renewal ??= send('/api/auth/refresh', json('POST', {}))
    .then((response) => response.ok)
    .catch(() => false)
    .finally(() => (renewal = null));
  return renewal;
}

function hasSession() {
  return csrfToken() !== null;
}

function csrfToken() {
  return /(?:^|;\s*)astir_csrf=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}

function json(method, body) {
  if (body === undefined) return { method };
  return { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}

async function send(address, { headers, ...options }) {
  const token = csrfToken();
  try {
    return await fetch(address, {
      ...options,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        'X-Astir-Session': 'cookie',
        ...(token && options.method !== 'GET' ? { 'X-CSRF-Token': decodeURIComponent(token) } : {}),
        ...headers,
      },
    });
  } catch {
    throw new Problem(0);
  }
}

async function answer(response) {
  const text = await response.text();
  let body;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    throw new Problem(response.status);
  }
  if (!response.ok) throw new Problem(response.status, body ?? {});
  return body;
}

function userOf(body) {
  return body.user ?? body;
}
