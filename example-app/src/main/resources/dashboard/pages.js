/** The pages: their addresses, who may see them, where they stand in the navigation, and their modules. */
import { text } from './messages.js';

/** Who may do what, least first. */
const ROLES = ['employee', 'manager', 'admin'];

/**
 * - `name`: names the texts of the page, and its element: `astir-now-page`
 * - `path`: see Router
 * - `role`: the least that somebody must be; everybody when absent
 * - `group`: where it stands in the navigation; a page without one is not in it
 * - `key`: goes there after G
 * - `load`: its module, which is loaded when the page is first shown
 */
export const PAGES = [
  { name: 'now', path: '/now', group: 'all', icon: 'now', key: 'n', load: () => import('./pages/now.js') },
  { name: 'feed', path: '/feed', group: 'all', icon: 'feed', key: 'f', load: () => import('./pages/feed.js') },
  { name: 'catalogue', path: '/catalogue/:part?', load: () => import('./pages/catalogue.js') },
];

/** Where somebody lands who has just signed in. */
export const HOME = '/now';

export function titleOf({ name }) {
  return text.pages[name];
}

export function mayVisit(page, user) {
  return ROLES.indexOf(user.role) >= ROLES.indexOf(page.role ?? ROLES[0]);
}

/** What the navigation shows to somebody: `[group, pages]`, without groups that have none. */
export function navigation(user) {
  return ['all', 'mine', 'team', 'admin']
    .map((group) => [group, PAGES.filter((page) => page.group === group && mayVisit(page, user))])
    .filter(([, pages]) => pages.length > 0);
}
