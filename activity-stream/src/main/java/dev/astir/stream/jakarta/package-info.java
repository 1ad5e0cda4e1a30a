/**
 * WebSocket and SSE endpoints of the feed for servlet containers; {@link
 * dev.astir.stream.jakarta.FeedEndpoints} registers them.
 */
@NullMarked
package dev.astir.stream.jakarta;

import org.jspecify.annotations.NullMarked;
