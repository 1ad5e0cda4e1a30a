package dev.astir.app.presence;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Lines of nodes that are there no more. */
public final class CrashedLine {

    private CrashedLine() {}

    /** What a node stored that crashed then: no node lengthens it. */
    public static void report(TestApp app, Person person, UUID agentId, String application) {
        app.bean(PresenceStore.class)
                .report(
                        new DeviceConnection(
                                person.organizationId(),
                                person.userId(),
                                agentId,
                                UUID.randomUUID()),
                        new DeviceState(
                                PresenceState.ACTIVE, application, null, null, null, Instant.now()),
                        Duration.ofSeconds(60));
    }

    /** And told. */
    public static void settle(TestApp app, Person person) {
        app.bean(PresenceTransitions.class).settle(person.organizationId(), person.userId(), null);
    }

    /** Whether the person has a line to this node, whose end is not stored yet. */
    public static boolean isOpen(TestApp app, Person person) {
        return app.bean(PresenceService.class).hasLine(person.userId());
    }
}
