package dev.astir.app.activity;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Activities of one session as a client sends them, unchecked; see {@link ActivityCheck}.
 *
 * <p>Immutable.
 */
@Serdeable
record PostedBatch(@Nullable String sessionId, @Nullable List<@Nullable PostedActivity> events) {}
