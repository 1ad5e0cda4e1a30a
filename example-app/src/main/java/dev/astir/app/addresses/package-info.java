/**
 * What a feed reader and a calendar read: the feed as Atom, one's sessions as iCalendar, each at an
 * address with a token of its own. The tokens are API tokens with a scope that is for nothing else.
 */
@NullMarked
package dev.astir.app.addresses;

import org.jspecify.annotations.NullMarked;
