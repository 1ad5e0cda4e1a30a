/**
 * <activity-feed>: a live activity feed, as one file without dependencies.
 *
 *   <script type="module" src="/astir/activity-feed.js"></script>
 *   <activity-feed src="/api/activities" live="/api/live" transport="auto"></activity-feed>
 *
 * It loads a page by REST, subscribes after that page's position, and so misses nothing in between;
 * after a break it resumes by position. Everything that comes from the server is shown as text.
 *
 * Attributes  src        page of events (GET: items, next, position)            required
 *             live       the feed protocol; WebSocket here, SSE at {live}/events  none: no live updates
 *             transport  auto | websocket | sse                                  auto
 *             limit      events a page, 1–200                                    50
 *             max        events kept on the page at most                         500
 *             label      accessible name of the feed                             "Activity"
 *             token      bearer token, for pages on another origin               none: cookies
 * Properties  token      string, or a function that returns one (or a promise of one)
 *             filter     {type, actor, entityType, entityId, q, important} as on the wire
 *             messages   texts, over the shipped ones (see TEXTS)
 *             connection a LiveConnection to share, instead of one of its own
 *             request    a replacement for fetch(), for instance one that renews a session
 * Events      astir-state {state}   the live connection changed (see LiveConnection)
 * Parts       status, pill, feed, day, article, icon, message, important, link, time, more, notice
 * Theming     --astir-feed-{font,text,muted,line,surface,hover,accent,on-accent,radius}, and sticky-top, the
 *             height of what covers the page's top; light and dark follow the page's `color-scheme`.
 */
