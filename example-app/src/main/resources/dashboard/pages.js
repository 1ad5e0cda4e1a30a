/** The pages: their addresses, who may see them, where they stand in the navigation, and their modules. */
import { text } from './messages.js';
import { styleOf } from './styles.js';

/** Who may do what, least first. */
const ROLES = ['employee', 'manager', 'admin'];

/**
 * - `name`: names the module and the stylesheet in pages/, the element (`astir-now-page`), and the texts
 * - `path`: see Router
 * - `role`: the least that somebody must be; everybody when absent
 * - `group`: where it stands in the navigation, with an `icon`; a page without one is not in it. The groups of
 *   administration are an area of their own, with a navigation of their own
 * - `others`: the group for employees, who see themselves in it
 * - `key`: goes there after G
 * - `open`: for whoever has the address, signed in or not, without the frame
 */
export const PAGES = [
  { name: 'now', path: '/now', group: 'all', icon: 'now', key: 'n' },
  { name: 'feed', path: '/feed', group: 'all', icon: 'feed', key: 'f' },
  { name: 'my-day', path: '/my-day/:date?', group: 'mine', icon: 'day', key: 'd' },
  { name: 'my-week', path: '/my-week/:week?', group: 'mine', icon: 'calendar', key: 'w' },
  { name: 'insights', path: '/insights', group: 'mine', icon: 'insight', key: 'i' },
  { name: 'me', path: '/me/:tab?', group: 'mine', icon: 'shield', key: 'm' },
  { name: 'policy', path: '/policy', group: 'mine', icon: 'document' },
  { name: 'team', path: '/team', role: 'manager', group: 'team', icon: 'people', key: 't' },
  { name: 'reports', path: '/reports', group: 'team', others: 'mine', icon: 'bars', key: 'r' },
  { name: 'alerts', path: '/alerts/:id?', group: 'team', others: 'mine', icon: 'bell', key: 'a' },
  { name: 'projects', path: '/projects', group: 'team', others: 'mine', icon: 'folder' },
  { name: 'clients', path: '/clients', role: 'manager', group: 'team', icon: 'plug' },
  { name: 'admin-people', path: '/admin/people', role: 'admin', group: 'organization', icon: 'people', key: 'p' },
  { name: 'admin-teams', path: '/admin/teams', role: 'admin', group: 'organization', icon: 'folder' },
  { name: 'admin-sign-in', path: '/admin/sign-in', role: 'admin', group: 'organization', icon: 'private' },
  { name: 'admin-categories', path: '/admin/categories', role: 'manager', group: 'organization', icon: 'tag' },
  { name: 'admin-organization', path: '/admin/organization', role: 'admin', group: 'organization', icon: 'window' },
  { name: 'admin-policy', path: '/admin/policy', role: 'admin', group: 'organization', icon: 'document' },
  { name: 'admin-privacy', path: '/admin/privacy', role: 'admin', group: 'organization', icon: 'shield' },
  { name: 'admin-computers', path: '/admin/computers', role: 'admin', group: 'data', icon: 'computer' },
  { name: 'admin-tokens', path: '/admin/tokens', role: 'admin', group: 'data', icon: 'key' },
  { name: 'admin-integrations', path: '/admin/integrations/:id?', role: 'admin', group: 'data', icon: 'plug' },
  { name: 'admin-webhooks', path: '/admin/webhooks/:id?', role: 'admin', group: 'data', icon: 'leave' },
  { name: 'admin-jobs', path: '/admin/jobs', role: 'admin', group: 'running', icon: 'again' },
  { name: 'admin-audit', path: '/admin/audit', role: 'admin', group: 'running', icon: 'document' },
  { name: 'accept-invitation', path: '/accept-invitation', open: true },
  { name: 'confirm-sign-in', path: '/confirm-sign-in', open: true },
  { name: 'catalogue', path: '/catalogue/:part?' },
  { name: 'forgot-password', path: '/forgot-password', open: true },
  { name: 'reset-password', path: '/reset-password', open: true },
];

/** Loads the page's module, and its stylesheet beside it; the browser keeps both. */
export function load({ name }) {
  const module = new URL(`./pages/${name}.js`, import.meta.url);
  styleOf(module);
  return import(module);
}

/** Where somebody lands who has just signed in. */
export const HOME = '/now';

const AREAS = { main: ['all', 'mine', 'team'], admin: ['organization', 'data', 'running'] };

/** Which navigation belongs to a page; that of administration is for those alone who may see the page. */
export function areaOf(page, user) {
  return AREAS.admin.includes(page?.group) && mayVisit(page, user) ? 'admin' : 'main';
}

/** The page's address without its parameters. */
export function addressOf({ path }) {
  return path.replace(/\/:.*$/, '');
}

export function titleOf({ name }) {
  return text.pages[name];
}

export function mayVisit(page, user) {
  return ROLES.indexOf(user.role) >= ROLES.indexOf(page.role ?? ROLES[0]);
}

function groupOf({ group, others = group }, user) {
  return user.role === ROLES[0] ? others : group;
}

/** What the navigation of an area shows to somebody: `[group, pages]`, without groups that have none. */
export function navigation(user, area) {
  const groups = AREAS[area].map((group) => [
    group,
    PAGES.filter((page) => groupOf(page, user) === group && mayVisit(page, user)),
  ]);
  const [doorway] = area === 'main' ? navigation(user, 'admin').flatMap(([, pages]) => pages) : [];
  if (doorway) groups.push(['admin', [{ name: 'admin', path: doorway.path, icon: 'settings' }]]);
  return groups.filter(([, pages]) => pages.length > 0);
}
