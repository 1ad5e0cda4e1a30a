/**
 * Requests to the server in the name of whoever is signed in. The session lives in HttpOnly cookies that
 * no script can read; changing requests carry the value of the readable cookie `astir_csrf`. An expired
 * access token is renewed once, and the request repeated. Where there is no session any more, requests
 * wait until somebody has signed in again, so that nothing typed is lost.
 */
import { text } from './messages.js';

/** An answer that is not a success, with what RFC 9457 says about it. */
export class Problem extends Error {
  /**
   * @param status of HTTP; 0 when there was no answer
   * @param address the path that was asked, where it is known
   */
  constructor(status, body = {}, address = undefined) {
    super(body.detail || body.title || defaultDetail(status));
    this.status = status;
    this.address = address;
    this.at = new Date();
    this.type = String(body.type ?? '').replace('urn:astir:problem:', '');
    this.body = body;
    /** What is wrong with single fields: {field: message}. */
    this.fields = Object.fromEntries((body.errors ?? []).map(({ field, message }) => [field, message]));
  }

  /** Whether the same request may well succeed later. */
  get isPassing() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

function defaultDetail(status) {
  if (status === 0) return navigator.onLine === false ? text.http.offline : text.http.noAnswer;
  if (status === 429) return text.http.tooMany;
  return text.http.status(status);
}

let endOfSession = () => Promise.resolve(false);

/**
 * Who is asked when a session has ended and cannot be renewed.
 *
 * @param ask resolves to true once somebody, the same person, is signed in again
 */
export function whenSessionEnds(ask) {
  endOfSession = ask;
}

let setupRequired = () => {};

/** Who is told when nothing is allowed before a second factor is set up. */
export function whenSetupIsRequired(tell) {
  setupRequired = tell;
}

/** Like fetch(), for this server: with the CSRF header, and a renewed session where that is needed. */
export async function request(address, options = {}) {
  const first = await send(address, options);
  if (first.status !== 401) return first;
  const again = (hasSession() && (await renew())) || (await endOfSession());
  return again ? send(address, options) : first;
}

/** Sends JSON and answers JSON (null when there is no body); throws a Problem. */
export async function call(method, path, body, options) {
  return answer(await request(path, { ...json(method, body), ...options }));
}

/** The same without a session: nothing is renewed, nobody is asked. */
export async function callAsNobody(method, path, body, headers = {}) {
  const request = json(method, body);
  return answer(await send(path, { ...request, headers: { ...request.headers, ...headers } }));
}

let renewal = null;

/**
 * Renews the session; true when there is one again, false when it has ended. Concurrent callers share one
 * attempt. Throws a Problem when the server cannot say which: it is away or busy, and the session may hold.
 */
export function renew() {
  renewal ??= send('/api/auth/refresh', json('POST', {}))
    .then((response) => {
      const problem = new Problem(response.status, {}, '/api/auth/refresh');
      if (problem.isPassing) throw problem;
      return response.ok;
    })
    .finally(() => (renewal = null));
  return renewal;
}

/** Whether there may be a session: its cookie that scripts can read is there. */
export function hasSession() {
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
  const changes = !['GET', 'HEAD', undefined].includes(options.method);
  try {
    return await fetch(address, {
      ...options,
      credentials: 'same-origin',
      headers: {
        Accept: 'application/json, application/problem+json',
        'X-Astir-Session': 'cookie',
        ...(token && changes ? { 'X-CSRF-Token': decodeURIComponent(token) } : {}),
        ...headers,
      },
    });
  } catch (failure) {
    throw asProblem(failure);
  }
}

async function answer(response) {
  const content = await whole(response);
  const address = new URL(response.url).pathname;
  let body;
  try {
    body = content === '' ? null : JSON.parse(content);
  } catch {
    throw new Problem(response.status, {}, address);
  }
  if (response.ok) return body;
  const problem = new Problem(response.status, body ?? {}, address);
  if (problem.type === 'second-factor-setup-required') setupRequired();
  throw problem;
}

/** A connection can break in the middle of an answer too. */
async function whole(response) {
  try {
    return await response.text();
  } catch (failure) {
    throw asProblem(failure);
  }
}

function asProblem(failure) {
  return failure.name === 'AbortError' ? failure : new Problem(0);
}
