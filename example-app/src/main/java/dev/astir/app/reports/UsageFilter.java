package dev.astir.app.reports;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the time of some people a report is about. Immutable.
 *
 * @param projectId what went on this project; null for all, and for none as well
 * @param app what was spent in this application; null for all
 */
record UsageFilter(@Nullable UUID projectId, @Nullable String app) {

    static final UsageFilter NONE = new UsageFilter(null, null);
}
