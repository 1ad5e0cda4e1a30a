/** What of a sender's JSON becomes which field of an event, as somebody types it: JSON itself. */

/** To begin with, so that nobody begins with nothing. */
export const STARTER = JSON.stringify(
  {
    id: '/build/id',
    eventType: 'build.finished',
    message: 'Build {/build/number} {/build/status}',
    entityUrl: '/build/url',
    metadata: { status: '/build/status' },
  },
  null,
  2,
);

/** The mapping, or null for what is none. */
export function mappingOf(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** A problem whose fields are the mapping's: they are typed in one. */
export function ofMapping(problem) {
  if (!problem.fields) return problem;
  const fields = {};
  for (const [name, wrong] of Object.entries(problem.fields)) {
    const inside = name.startsWith('mapping.');
    const line = inside ? `${name.slice('mapping.'.length)}: ${wrong}` : wrong;
    const key = inside ? 'mapping' : name;
    fields[key] = fields[key] ? `${fields[key]} ${line}` : line;
  }
  problem.fields = fields;
  return problem;
}
