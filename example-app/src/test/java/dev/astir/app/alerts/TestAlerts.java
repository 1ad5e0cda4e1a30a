package dev.astir.app.alerts;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.platform.Job;
import dev.astir.app.tenancy.Transactions;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Alerts for tests that need one, whatever it is of. */
public final class TestAlerts {

    private TestAlerts() {}

    /** Runs a job of this name once. */
    public static void run(TestApp app, String name) {
        app.beans(Job.class).stream()
                .filter(job -> job.name().equals(name))
                .findAny()
                .orElseThrow()
                .run(() -> false);
    }

    /** Opens one about a device that is nobody's, as the app does. */
    public static UUID open(TestApp app, Person about) {
        return open(app, about, UUID.randomUUID());
    }

    /** The same about this device. */
    static UUID open(TestApp app, Person about, UUID device) {
        AlertBook book = app.bean(AlertBook.class);
        return app.bean(Transactions.class)
                .inOrganization(
                        about.organizationId(),
                        () -> {
                            book.open(
                                    about.organizationId(),
                                    new AlertBook.Finding(
                                            AlertType.AGENT_SILENT,
                                            device.toString(),
                                            about.userId(),
                                            Instant.EPOCH,
                                            null,
                                            device,
                                            null,
                                            Map.of(
                                                    "hostname",
                                                    "atlas",
                                                    "lastSeen",
                                                    "2026-11-20T11:20:00Z",
                                                    "limitSeconds",
                                                    259_200)));
                            return app
                                    .bean(AlertRepository.class)
                                    .open(about.organizationId(), "agent-silent")
                                    .stream()
                                    .filter(row -> device.equals(row.agentId()))
                                    .findAny()
                                    .orElseThrow()
                                    .id();
                        });
    }
}
