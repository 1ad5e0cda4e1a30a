/**
 * Live delivery without any framework: the hub, bounded sessions, the wire protocol and its close
 * codes.
 */
@NullMarked
package dev.astir.stream.feed;

import org.jspecify.annotations.NullMarked;
