package dev.astir.app.timesheets;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.core.annotation.Introspected;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done with a week: from which states, and to which. */
@Introspected
enum Step {
    @JsonProperty("submitted")
    SUBMITTED(EnumSet.of(TimesheetState.DRAFT, TimesheetState.REJECTED), TimesheetState.SUBMITTED),
    @JsonProperty("withdrawn")
    WITHDRAWN(EnumSet.of(TimesheetState.SUBMITTED), TimesheetState.DRAFT),
    @JsonProperty("approved")
    APPROVED(EnumSet.of(TimesheetState.SUBMITTED), TimesheetState.APPROVED),
    @JsonProperty("rejected")
    REJECTED(EnumSet.of(TimesheetState.SUBMITTED), TimesheetState.REJECTED),
    @JsonProperty("reopened")
    REOPENED(EnumSet.of(TimesheetState.APPROVED), TimesheetState.DRAFT);

    private final Set<TimesheetState> from;
    private final TimesheetState to;

    Step(Set<TimesheetState> from, TimesheetState to) {
        this.from = from;
        this.to = to;
    }

    /** Whether it is its person's to do; the others are for those who decide. */
    boolean isOwn() {
        return this == SUBMITTED || this == WITHDRAWN;
    }

    /** Whether it is a decision, which the week then tells. */
    boolean isDecision() {
        return this == APPROVED || this == REJECTED;
    }

    boolean isPossibleFrom(TimesheetState state) {
        return from.contains(state);
    }

    TimesheetState to() {
        return to;
    }

    /** The states that it leads from: "draft or rejected". */
    String fromWords() {
        return from.stream().map(TimesheetState::json).collect(Collectors.joining(" or "));
    }

    /** The name in JSON and in the database: lower case. */
    @JsonValue
    String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
