/**
 * What the page about oneself is made of, in their order: each names its module here, which defines
 * `<astir-me-NAME>`, and its title in me-words.js. The element gets `app`, and may have `tools` for the page's head.
 */
export const TABS = [
  { name: 'data', load: () => import('./data.js') },
  { name: 'profile', load: () => import('./profile.js') },
  { name: 'security', load: () => import('./security.js') },
  { name: 'notifications', load: () => import('./notifications.js') },
  { name: 'computers', load: () => import('./computers.js') },
  { name: 'history', load: () => import('./history.js') },
];
