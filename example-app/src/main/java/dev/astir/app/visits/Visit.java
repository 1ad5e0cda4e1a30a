package dev.astir.app.visits;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When somebody was last on the page of the feed. Immutable.
 *
 * @param visitedAt null if never; a year ago if it is longer
 * @param isAway whether that is so long ago that they should be told what they missed
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record Visit(@Nullable Instant visitedAt, boolean isAway) {}
