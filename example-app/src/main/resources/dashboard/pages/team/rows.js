/** A person's row in the team: their figures, and what is known of them now. */
import { collator } from '../../format.js';
import { find } from '../../match.js';

/** What is known of somebody who is not shown any more. */
const NOWHERE = { state: 'offline', app: null, site: null, since: null };
const DRAFT = { state: 'draft', mayDecide: false };

/**
 * Rows by name, with
 * - `state`, `app`, `site`, `since`, `lastSeen`, `teamName` as the virtual office has them
 * - `project`: of their running session
 * - `share`: the seconds that are productive, neutral, and not; null where there are none
 * - `timesheet`: as lists of them have it, a draft where they have none; null where it is not about a week
 * - `isHere`: whether they go on working in what is shown
 *
 * Who is not among the people any more (suspended, removed) is nowhere now, and listed for their figures alone.
 *
 * @param presence people by id, or null before it is known; `sessions` the running ones, or null
 * @param names of projects by id, `teams` likewise; `timesheets` of people by theirs, or null
 */
export function rowsOf(members, { presence, sessions, names, teams, timesheets, user, isCurrent }) {
  const running = sessions && new Map(sessions.map((session) => [session.userId, session.projectId]));
  const isGone = ({ userId }) => presence !== null && !presence.has(userId);
  return members
    .filter((member) => !isGone(member) || hasWorked(member))
    .map((member) => {
      const { currentApp, currentSite, ...figures } = member;
      const now = isGone(member) ? NOWHERE : presence?.get(member.userId);
      const projectId = running ? running.get(member.userId) : member.projectId;
      const { teamId = member.teamId ?? null } = now ?? member;
      return {
        ...figures,
        app: currentApp,
        site: currentSite,
        lastSeen: null,
        ...now,
        teamId,
        teamName: teams.get(teamId) ?? now?.teamName ?? null,
        project: names.get(projectId) ?? null,
        projectId: projectId ?? null,
        share: shareOf(member),
        timesheet: timesheets && (timesheets.get(member.userId) ?? DRAFT),
        isSelf: member.userId === user.id,
        isHere: isCurrent && (now ?? member).state === 'active',
        hasWorked: hasWorked(member),
      };
    })
    .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.userId, b.userId));
}

function hasWorked({ activeSeconds, idleSeconds }) {
  return activeSeconds + idleSeconds > 0;
}

function shareOf({ productiveSeconds, neutralSeconds, unproductiveSeconds }) {
  const parts = [productiveSeconds, neutralSeconds, unproductiveSeconds];
  return parts.some((seconds) => seconds > 0) ? parts : null;
}

/** What somebody searches for. */
export function textsOf({ name, app, site, project, teamName }) {
  return [name, app, site, project, teamName];
}

/** @param filters `team`, `state`, `project`: null for all; `q`: what is searched for */
export function isWanted(row, { team, state, project, q }) {
  return (
    (!team || (row.teamId ?? 'none') === team) &&
    (!state || row.state === state) &&
    (!project || row.projectId === project) &&
    (!q || textsOf(row).some((value) => value && find(value, q)))
  );
}

/** What some rows come to: `active` and `idle` seconds, their `share` together, and how many are `here` now. */
export function sumsOf(rows) {
  const sum = (name) => rows.reduce((all, row) => all + row[name], 0);
  const share = [0, 1, 2].map((part) => rows.reduce((all, row) => all + (row.share?.[part] ?? 0), 0));
  const here = rows.filter(({ state }) => state === 'active').length;
  return { active: sum('activeSeconds'), idle: sum('idleSeconds'), share, here };
}
