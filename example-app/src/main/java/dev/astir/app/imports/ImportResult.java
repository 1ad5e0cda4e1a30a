package dev.astir.app.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came, or with a preview would come, of a file. Immutable.
 *
 * @param sessions how many are new
 * @param knownSessions how many were there already, with the same start and end
 * @param activities how many are new
 * @param knownActivities how many were there already
 * @param seconds the length of the new sessions together
 * @param from the start of the file's first session; null for a file with none
 * @param to the end of its last
 * @param newProjects the names of the projects that were made
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record ImportResult(
        boolean preview,
        int sessions,
        int knownSessions,
        int activities,
        int knownActivities,
        long seconds,
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> newProjects) {

    /** Of a file without sessions. */
    static ImportResult nothing(boolean preview) {
        return new ImportResult(preview, 0, 0, 0, 0, 0, null, null, List.of());
    }
}
