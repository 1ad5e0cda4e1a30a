package dev.astir.app.identity;

import java.util.UUID;

/**
 * Published on this node after what a person may do has changed: they signed out, were suspended,
 * have another role, or a stolen token was noticed. {@code AccessNews} of the feed tells all nodes.
 * Immutable.
 */
public record AccessChanged(UUID userId) {}
