package dev.astir.app.categories;

import io.micronaut.core.annotation.Introspected;

/**
 * How far history follows the rules. Immutable.
 *
 * @param done of {@code total} steps: pairs of application and site that are judged by the rules as
 *     they are now, and people whose titles and addresses were looked through
 */
@Introspected
public record Progress(long done, long total, boolean running) {}
