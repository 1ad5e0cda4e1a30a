/** What people change of their day, each with its way back where there is one. */
import { duration } from '../../format.js';
import { call } from '../../http.js';
import { undo } from '../../parts/undo.js';
import { words } from '../my-day-words.js';

const text = (instant) => new Date(instant).toISOString();
const path = ({ id }) => `/api/sessions/${id}`;

/** Whoever undoes what they just did needs no reason of their own. */
const UNDONE = () => ({ reason: words.reasonUndone });

/**
 * The changes of a page; each resolves when it is made, and throws a Problem when it is not.
 *
 * @param changed called after each, and after it was undone
 */
export class Changes {
  #changed;

  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Says what a stretch was.
   *
   * @param stretch of `undecided` in a timeline
   * @param decision `keep`, `discard` or `reassign`, the latter with a project
   * @param project `{id, name}`, or the session's, or null
   */
  async decide({ sessionId, from, to, seconds }, decision, project) {
    const wish = { from, to, decision, ...(decision === 'reassign' ? { projectId: project.id } : {}) };
    const answer = await call('POST', `/api/sessions/${sessionId}/idle`, wish);
    await this.#done(words.decided[decision](duration(seconds), project?.name), () =>
      call('DELETE', `/api/sessions/${sessionId}/idle/${answer.decision.id}`),
    );
  }

  async add({ from, to, ...wish }) {
    const added = await call('POST', '/api/sessions', { startTime: text(from), endTime: text(to), ...wish });
    await this.#done(words.added(duration((to - from) / 1_000)), () => call('DELETE', path(added), UNDONE()));
  }

  /**
   * @param wish `startTime`, `endTime` in milliseconds, `projectId` and `taskId`, of those what is to change; and
   *     the `reason`
   */
  async correct(session, { reason, startTime, endTime, ...wish }) {
    const times = {
      ...(startTime && { startTime: text(startTime) }),
      ...(endTime && { endTime: text(endTime) }),
    };
    await call('PATCH', path(session), { ...wish, ...times, reason, version: session.version });
    const before = Object.fromEntries(
      Object.keys({ ...wish, ...times }).map((name) => [name, session[name]]),
    );
    await this.#done(words.corrected, () => call('PATCH', path(session), { ...before, ...UNDONE() }));
  }

  /** @param isRecorded whether something is in it that only a computer could record again */
  async remove(session, reason, isRecorded) {
    await call('DELETE', path(session), { reason });
    const { startTime, endTime, projectId, taskId } = session;
    const again = () => call('POST', '/api/sessions', { startTime, endTime, projectId, taskId, ...UNDONE() });
    await this.#done(words.removed, isRecorded ? null : again);
  }

  /** Starts on a project, or goes on with it; the session before ends then. Resolves to the session that runs. */
  async goOn(running, projectId) {
    const start = running ? `${path(running)}/switch` : '/api/sessions/start';
    const session = await call('POST', start, projectId ? { projectId } : {});
    await this.#changed();
    return session;
  }

  /** Resolves to the session, which is over. */
  async stop(running) {
    const session = await call('POST', `${path(running)}/stop`, {});
    await this.#changed();
    return session;
  }

  async #done(message, back) {
    undo(
      message,
      back &&
        (async () => {
          await back();
          await this.#changed();
        }),
    );
    await this.#changed();
  }
}
