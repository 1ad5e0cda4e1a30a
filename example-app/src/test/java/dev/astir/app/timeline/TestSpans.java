package dev.astir.app.timeline;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.AgentStatus;
import dev.astir.app.devices.Device;
import dev.astir.app.tenancy.Transactions;
import dev.astir.protocol.Span;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Time that agents captured, stored as they bring it. */
public final class TestSpans {

    private TestSpans() {}

    private abstract static class Shared extends AppTest {
        static TestApp shared() {
            return app();
        }
    }

    /** A computer of the person. */
    public static Device device(Person person) {
        return new Device(
                UUID.randomUUID(), person.organizationId(), person.userId(), AgentStatus.ACTIVE, 0);
    }

    /** Work in an application. */
    public static void active(Device device, Instant start, Instant end, @Nullable String app) {
        store(device, start, end, Span.Kind.ACTIVE, app);
    }

    /** Nobody typed. */
    public static void idle(Device device, Instant start, Instant end) {
        store(device, start, end, Span.Kind.IDLE, null);
    }

    private static void store(
            Device device, Instant start, Instant end, Span.Kind kind, @Nullable String app) {
        Span span = new Span(UUID.randomUUID().toString(), start, end, kind, app, null, null, null);
        Shared.shared()
                .bean(Transactions.class)
                .inOrganization(
                        device.organizationId(),
                        () ->
                                Shared.shared()
                                        .bean(SpanIntake.class)
                                        .store(device, List.of(span), Instant.now()));
    }

    /** A finished session. */
    public static UUID session(Person person, Instant start, Instant end) {
        UUID id = UUID.randomUUID();
        execute(
                person,
                """
                INSERT INTO work_sessions (organization_id, id, user_id, start_time, end_time, status)
                VALUES ('%s', '%s', '%s', '%s', '%s', 'stopped')
                """
                        .formatted(person.organizationId(), id, person.userId(), start, end));
        return id;
    }

    /** A session that began some time before it did. */
    public static void begunEarlier(Person person, String session, int seconds) {
        execute(
                person,
                "UPDATE work_sessions SET start_time = start_time - interval '%d seconds' WHERE id = '%s'"
                        .formatted(seconds, session));
    }

    private static void execute(Person person, String sql) {
        Shared.shared()
                .bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () ->
                                Shared.shared()
                                        .bean(JdbcOperations.class)
                                        .prepareStatement(sql, PreparedStatement::execute));
    }
}
