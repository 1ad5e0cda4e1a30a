package dev.astir.stream.jakarta;

import dev.astir.stream.feed.Admission;

/** What a socket's request brings to the socket. Immutable. */
record Handshake(FeedService service, Admission admission) {}
