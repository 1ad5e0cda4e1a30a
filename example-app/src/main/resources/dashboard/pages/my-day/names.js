/** How what is in a day is called: projects and categories. */
import { Problem, call } from '../../http.js';
import { collator } from '../../format.js';
import { wholeList } from '../../lists.js';

/** The dashboard's tokens are named after what has the colour by default. */
const TONES = {
  blue: 'development',
  orange: 'messages',
  teal: 'research',
  violet: 'operations',
  purple: 'design',
  red: 'meetings',
  green: 'documents',
  grey: 'uncategorised',
};

/**
 * `projects`: names by id; `choices`: `{id, name}` of projects, by name; `categories`: see blocksOf(), none where the
 * server has none.
 */
export async function namesOf(signal) {
  const [projects, categories] = await Promise.all([
    wholeList('/api/projects', signal),
    thereOrNot(() => call('GET', '/api/categories', undefined, { signal })),
  ]);
  const choices = projects
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => collator.compare(one.name, other.name));
  return {
    projects: new Map(choices.map(({ id, name }) => [id, name])),
    choices,
    categories: new Map((categories?.items ?? []).map((category) => [category.id, looksOf(category)])),
  };
}

/** The tasks of a project, by name. */
export async function tasksOf(projectId, signal) {
  const tasks = await wholeList(`/api/projects/${projectId}/tasks`, signal);
  return tasks.sort((one, other) => collator.compare(one.name, other.name));
}

/** Names of tasks that were heard of, by id; a task's name is asked for once. */
const taskNames = new Map();

/** Names of the tasks of sessions, by id; of one that is gone there is none. */
export async function taskNamesOf(sessions, signal) {
  const unknown = sessions.filter(({ taskId }) => taskId && !taskNames.has(taskId));
  const lists = [...new Set(unknown.map(({ projectId }) => projectId))].map((id) =>
    thereOrNot(() => tasksOf(id, signal)),
  );
  for (const { id, name } of (await Promise.all(lists)).flatMap((tasks) => tasks ?? []))
    taskNames.set(id, name);
  for (const { taskId } of unknown) if (!taskNames.has(taskId)) taskNames.set(taskId, null);
  return taskNames;
}

function looksOf({ name, colour }) {
  return { name, tone: TONES[colour] ?? 'uncategorised' };
}

/** Null for what is not there, or not for whoever looks. */
async function thereOrNot(load) {
  try {
    return await load();
  } catch (problem) {
    if (problem instanceof Problem && [403, 404].includes(problem.status)) return null;
    throw problem;
  }
}
