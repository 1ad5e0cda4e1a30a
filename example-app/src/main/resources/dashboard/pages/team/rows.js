/** A person's row in the team: their figures, and what is known of them now. */
import { collator } from '../../format.js';
import { find } from '../../match.js';

/**
 * Rows by name, with
 * - `state`, `app`, `site`, `since`, `lastSeen`, `teamName` as the virtual office has them
 * - `project`: of their running session
 * - `share`: the seconds that are productive, neutral, and not; null where there are none
 * - `timesheet`: how far it is; null where it is not about a week
 * - `isHere`: whether they go on working in what is shown
 *
 * @param presence people by id, or null before it is known; `sessions` the running ones, or null
 * @param names of projects by id; `timesheets` of people by theirs, or null
 */
export function rowsOf(members, { presence, sessions, names, timesheets, user, isCurrent }) {
  const running = sessions && new Map(sessions.map((session) => [session.userId, session.projectId]));
  return members
    .map((member) => {
      const { currentApp, currentSite, ...figures } = member;
      const now = presence?.get(member.userId);
      const projectId = running ? running.get(member.userId) : member.projectId;
      return {
        ...figures,
        app: currentApp,
        site: currentSite,
        lastSeen: null,
        ...now,
        teamId: (now ?? member).teamId ?? null,
        project: names.get(projectId) ?? null,
        projectId: projectId ?? null,
        share: shareOf(member),
        timesheet: timesheets && (timesheets.get(member.userId) ?? 'draft'),
        isSelf: member.userId === user.id,
        isHere: isCurrent && (now ?? member).state === 'active',
        hasWorked: member.activeSeconds + member.idleSeconds > 0,
      };
    })
    .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.userId, b.userId));
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

export function sumsOf(rows) {
  const sum = (name) => rows.reduce((all, row) => all + row[name], 0);
  return { active: sum('activeSeconds'), idle: sum('idleSeconds') };
}
