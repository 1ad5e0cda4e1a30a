/**
 * <activity-feed>: a live activity feed, as one file without dependencies.
 *
 *   <script type="module" src="/astir/activity-feed.js"></script>
 *   <activity-feed src="/api/activities" live="/api/live"></activity-feed>
 *
 * It loads a page by REST, subscribes after that page's position, and so misses nothing in between;
 * after a break it resumes by position. Everything that comes from the server is shown as text.
 *
 * Attributes  src        events: GET a page (items, next, position)              required
 *                        below it: {id}/reactions/{emoji}, {id}/comments
 *             live       the feed protocol; WebSocket here, SSE at {live}/events  none: no live updates
 *             transport  auto | websocket | sse                                  auto
 *             limit      events a page, 1–200                                    50
 *             max        events kept on the page at most, 1–5000                 500; 1000 with `fold`
 *             label      accessible name of the feed                             "Activity"
 *             controls   of the toolbar: search type person date important, or none; all of them
 *             types      types that can be chosen before one was seen: "task.created task.*"
 *             fold       types whose events of a person and an hour share a line: "app.switched task.*"
 *             reactions  emojis to choose from, or none                          👍 ❤️ 😄 🎉 👀 ✅
 *             comments   none: neither counts nor threads                        shown
 *             media      images: pictures show, from whatever host they are on   links only
 *             readonly   reactions and comments can be read, not written
 *             token      bearer token, for pages on another origin               none: cookies
 *             lang       en or de, also of any element around it                 the page's language
 * Properties  filter     {type, actor, entityType, entityId, q, important, from, to}, as on the wire;
 *                        what the toolbar sets and shows
 *             token      string, or a function that returns one (or a promise of one)
 *             types      names, or {type, label}; others are offered at once
 *             people     {id, name}, to choose and to mention before they were seen; others
 *                        are offered at once
 *             messages   texts, over the shipped ones (see TEXTS); `types` in it labels types, `folds`
 *                        says what so many of a type are: {'task.done': (count) => `did ${count} tasks`}
 *             connection a LiveConnection to share, instead of one of its own; of this module, or of
 *                        live-connection.js beside it, which is that class alone
 *             suggest    (what is written of a name, the event) → promise of [{id, name}], the likeliest
 *                        first: whom a comment may mention
 *             request    a replacement for fetch(), for instance one that adds a CSRF header
 * Methods     reload()   loads anew from the newest event
 * Events      astir-state {state}    the live connection changed (see LiveConnection)
 *             astir-filter {filter}  a person changed the filter
 * Parts       toolbar, search, control, clear, panel; status, pill, feed, day, article, icon, message, byline,
 *             important, link, media, time, more, notice; reaction, react, comments, thread, comment,
 *             mention, composer, write, suggestions, more-comments; fold, unfold
 * Theming     --astir-feed-{font,text,muted,line,edge,surface,hover,accent,on-accent,radius}, and sticky-top,
 *             the height of what covers the page's top; light and dark follow the page's `color-scheme`.
 * Keyboard    Page Up/Down between events, Ctrl+Home/End out of the feed, Alt+Page Down into the comments,
 *             Ctrl+Enter sends a comment; arrows, Enter and Escape in the list of suggested names. Enter opens
 *             and closes a line of several events, Alt+Page Down opens it and goes into it; Page Up/Down go
 *             through the events of an open one.
 */
