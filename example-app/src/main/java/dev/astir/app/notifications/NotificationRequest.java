package dev.astir.app.notifications;

import dev.astir.app.alerts.AlertType;
import dev.astir.app.web.Problem.FieldError;
import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody chooses, in place of what they chose before. Immutable.
 *
 * @param types what is told of; of a type that is absent, everything
 * @param at {@code 08:00} where it is absent
 * @param weekday Monday where it is absent; it counts for a weekly digest
 */
@Introspected
record NotificationRequest(
        @Nullable Map<AlertType, Ways> types,
        @NotNull Digest digest,
        @Nullable
                @Pattern(
                        regexp = "([01][0-9]|2[0-3]):[0-5][0-9]",
                        message = "must be a time from 00:00 to 23:59")
                String at,
        @Nullable DigestDay weekday) {

    static final String USUAL_TIME = "08:00";

    NotificationRequest {
        types = types == null ? Map.of() : types;
    }

    /** When a digest is due. */
    DigestTime time() {
        return new DigestTime(
                digest, at == null ? USUAL_TIME : at, weekday == null ? DigestDay.MONDAY : weekday);
    }

    /**
     * The types that are not told of in one way, as the database has them.
     *
     * @throws ProblemException 400 with each type of which it is not said whether it is
     */
    List<String> without(String way, Function<Ways, @Nullable Boolean> told) {
        List<FieldError> errors = new ArrayList<>();
        List<String> without =
                Arrays.stream(AlertType.values())
                        .filter(type -> isLeftOut(type, way, told, errors))
                        .map(AlertType::json)
                        .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return without;
    }

    private boolean isLeftOut(
            AlertType type,
            String way,
            Function<Ways, @Nullable Boolean> told,
            List<FieldError> errors) {
        if (types == null || !types.containsKey(type)) {
            return false;
        }
        @Nullable Ways ways = types.get(type);
        @Nullable Boolean isTold = ways == null ? null : told.apply(ways);
        if (isTold == null) {
            errors.add(
                    FieldError.of(
                            "types.%s.%s".formatted(type.json(), way),
                            "must be true or false",
                            null));
            return false;
        }
        return !isTold;
    }
}
