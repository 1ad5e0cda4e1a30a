/** A week in whole minutes that add up both ways, as it is printed. */

/** Rounds parts to minutes that sum to `total`: those that lose most get one more. */
function parts(seconds, total) {
  const minutes = seconds.map((each) => Math.floor(each / 60));
  const left = total - minutes.reduce((sum, each) => sum + each, 0);
  seconds
    .map((each, i) => ({ i, lost: each % 60 }))
    .sort((a, b) => b.lost - a.lost || seconds[b.i] - seconds[a.i] || a.i - b.i)
    .slice(0, left)
    .forEach(({ i }) => minutes[i]++);
  return minutes;
}

/** `{total, days, rows}`: rows as `projects` has them, each `{days, total}`. */
export function minutesOf({ days, projects, totals }) {
  const total = Math.round(totals.activeSeconds / 60);
  const ofDays = parts(days.map(({ activeSeconds }) => activeSeconds), total);
  const columns = ofDays.map((minutes, day) => parts(projects.map(({ seconds }) => seconds[day]), minutes));
  const rows = projects.map((_, row) => {
    const cells = columns.map((column) => column[row]);
    return { days: cells, total: cells.reduce((sum, each) => sum + each, 0) };
  });
  return { total, days: ofDays, rows };
}

/** "7:33". */
export function hoursAndMinutes(minutes) {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
