package dev.astir.app.feed;

import java.util.UUID;

/**
 * Published on every node once it has heard that what somebody may do has changed. Who holds a
 * socket of theirs open asks again, off the thread that publishes. Immutable.
 *
 * @param id of the person or the device
 */
public record AccessHeard(UUID id) {}
