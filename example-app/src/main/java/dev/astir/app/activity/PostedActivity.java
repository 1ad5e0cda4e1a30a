package dev.astir.app.activity;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An activity as a client sends it, unchecked; see {@link ActivityCheck}.
 *
 * <p>Immutable.
 */
@Serdeable
record PostedActivity(
        @Nullable String id,
        @Nullable String timestamp,
        @Nullable String activityType,
        @Nullable BigDecimal durationSeconds,
        @Nullable String appName,
        @Nullable String title,
        @Nullable String url) {}
