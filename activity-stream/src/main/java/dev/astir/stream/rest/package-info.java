/**
 * The feed by REST, as plain values in and out: pages, events, reactions, comments, counts and CSV.
 * Start at {@code FeedRest}; the adapters of Micronaut and of servlet containers hand requests to
 * it.
 */
@NullMarked
package dev.astir.stream.rest;

import org.jspecify.annotations.NullMarked;
