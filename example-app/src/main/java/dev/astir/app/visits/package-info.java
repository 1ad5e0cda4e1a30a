/**
 * When people were last on the page of the feed, so that it can tell them what they missed. The
 * entry point is {@link dev.astir.app.visits.Visits}.
 */
@NullMarked
package dev.astir.app.visits;

import org.jspecify.annotations.NullMarked;
