package dev.astir.app.alerts;

import dev.astir.app.web.ProblemException;
import dev.astir.app.web.StorableTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are asked for. Immutable.
 *
 * @param types only these; null for all
 * @param userId only those about this person; null for everybody whom the caller sees
 * @param isResolved null for either, as {@code isOpen} and {@code isWaiting}
 * @param from those opened before it are left out
 * @param to those opened at it or later are left out
 */
public record AlertFilter(
        @Nullable List<AlertType> types,
        @Nullable UUID userId,
        @Nullable Boolean isResolved,
        @Nullable Boolean isOpen,
        @Nullable Boolean isWaiting,
        Instant from,
        Instant to) {

    /**
     * As it was asked for, where null leaves a side open.
     *
     * @throws ProblemException 400 for a type that there is not, or a period that is empty
     */
    static AlertFilter of(
            @Nullable List<String> types,
            @Nullable UUID userId,
            @Nullable String resolved,
            @Nullable String open,
            @Nullable String waiting,
            @Nullable Instant from,
            @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.invalid("to", to, "a time after \"from\", which is " + from);
        }
        return new AlertFilter(
                types == null || types.isEmpty()
                        ? null
                        : types.stream().map(AlertType::of).toList(),
                userId,
                flag("resolved", resolved),
                flag("open", open),
                flag("waiting", waiting),
                from == null ? StorableTime.EARLIEST : from,
                to == null ? StorableTime.LATEST : to);
    }

    /** Not everything else than true is false. */
    private static @Nullable Boolean flag(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw ProblemException.invalid(name, text, "true or false");
        }
        return text.equals("true");
    }

    /** As the database names them. */
    @Nullable List<String> typeNames() {
        return types == null ? null : types.stream().map(AlertType::json).toList();
    }
}
