/** WebSocket and SSE endpoints of the feed for Micronaut on Netty. */
@NullMarked
package dev.astir.stream.micronaut;

import org.jspecify.annotations.NullMarked;
