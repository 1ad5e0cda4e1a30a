package dev.astir.app.feed;

import dev.astir.stream.EventType;
import dev.astir.stream.EventTypes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of events that the app publishes itself, and those that it expects from others. */
final class FeedTypes {

    static final String SESSION_STARTED = "session.started";
    static final String SESSION_STOPPED = "session.stopped";
    static final String AGENT_ENROLLED = "agent.enrolled";
    static final String APP_SWITCHED = "app.switched";
    static final String USER_COMMENTED = "user.commented";

    private static final List<EventType> OWN =
            List.of(
                    EventType.of(SESSION_STARTED, "▶", "#15803d", "{actor} started working"),
                    EventType.of(
                            SESSION_STOPPED,
                            "⏹",
                            "#64748b",
                            "{actor} stopped working after {worked}"),
                    EventType.of(
                                    AGENT_ENROLLED,
                                    "🖥",
                                    "#1d4ed8",
                                    "{actor} connected the device {entity}")
                            .asImportant(),
                    EventType.of(APP_SWITCHED, "⇄", "#0e7490", "{actor} switched to {entity}"));

    private static final List<EventType> OTHERS =
            List.of(
                    EventType.of("task.created", "＋", "#1d4ed8", "{actor} created {entity}"),
                    EventType.of("task.completed", "✔", "#15803d", "{actor} completed {entity}"),
                    EventType.of(USER_COMMENTED, "💬", "#7c3aed", "{actor} commented on {entity}"),
                    EventType.of("integration.push", "⬆", "#b45309", "{actor} pushed to {entity}"),
                    EventType.of(
                            "system.screenshot",
                            "📷",
                            "#64748b",
                            "A screenshot of {actor} was taken"));

    /** Types that state what the app itself observed; nobody else may publish them. */
    private static final Set<String> RESERVED =
            OWN.stream().map(EventType::name).collect(Collectors.toUnmodifiableSet());

    static EventTypes all() {
        return EventTypes.of(Stream.concat(OWN.stream(), OTHERS.stream()).toList());
    }

    static boolean isReserved(String type) {
        return RESERVED.contains(type);
    }

    private FeedTypes() {}
}
