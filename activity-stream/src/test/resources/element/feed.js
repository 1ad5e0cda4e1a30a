/** Puts the element on the page, with the attributes that the page's address names. */
import '/astir/activity-feed.js';

const feed = document.createElement('activity-feed');
const attributes = { src: '/api/activities', live: '/api/live', ...Object.fromEntries(new URLSearchParams(location.search)) };
for (const [name, value] of Object.entries(attributes)) feed.setAttribute(name, value);
document.querySelector('main').append(feed);
