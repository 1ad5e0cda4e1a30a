package dev.astir.app.timesheets;

import dev.astir.app.feed.Audience;
import dev.astir.app.feed.FeedTypes;
import dev.astir.stream.ActivityEvent;
import dev.astir.stream.EventType;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.UUID;

/** What the feed hears of weeks: for their person, and whoever may see their data. Stateless. */
final class TimesheetFeed {

    private TimesheetFeed() {}

    /** The types of the events. */
    @Factory
    static final class Types {
        @Bean
        @Singleton
        FeedTypes timesheetTypes() {
            return FeedTypes.reserved(
                    EventType.of(type(Step.SUBMITTED), "📤", "#1d4ed8", "{actor} sent {entity}"),
                    EventType.of(
                            type(Step.WITHDRAWN), "↩", "#64748b", "{actor} took {entity} back"),
                    EventType.of(type(Step.APPROVED), "✔", "#15803d", "{actor} approved {entity}"),
                    EventType.of(type(Step.REJECTED), "↪", "#b45309", "{actor} returned {entity}"),
                    EventType.of(
                            type(Step.REOPENED), "🔓", "#7c3aed", "{actor} reopened {entity}"));
        }
    }

    /** The event's type, which is the trail's action, too. */
    static String type(Step step) {
        return "timesheet." + step.json();
    }

    static ActivityEvent event(Step step, UUID actor, UUID personId, String name, LocalDate week) {
        String own = "week " + Weeks.name(week);
        return ActivityEvent.builder(type(step))
                .actor(actor.toString())
                .entity("timesheet", personId + "/" + Weeks.name(week))
                // Whoever did it is named already.
                .entityName(actor.equals(personId) ? own : "%s of %s".formatted(own, name))
                .audience(Audience.aboutPerson(personId).toArray(String[]::new))
                .build();
    }
}
