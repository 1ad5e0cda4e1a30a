package dev.astir.app.factors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.identity.Users;
import dev.astir.app.tenancy.Transactions;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Base of the tests of second factors: over HTTP, in one app whose clock they move. */
@ExtendWith(FactorTest.ClockApp.class)
abstract class FactorTest {

    static final String FACTOR = "/api/auth/second-factor";

    private static final AtomicReference<Instant> NOW =
            new AtomicReference<>(Instant.parse("2026-11-30T09:00:00Z"));

    private static volatile TestApp shared;

    /** Keeps the app for all classes of this process. */
    static final class ClockApp implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(ClockApp.class))
                    .getOrComputeIfAbsent(
                            "app",
                            key -> shared = TestApp.start(Map.of(), new SettableClock(NOW)),
                            AutoCloseable.class);
        }
    }

    final TestApp app = shared;
    final Person ada = app.registerOrganization();

    static Instant now() {
        return NOW.get();
    }

    static void later(Duration by) {
        NOW.updateAndGet(now -> now.plus(by));
    }

    Api.Answer login(Person person) {
        return app.api()
                .post(
                        "/api/auth/login",
                        Map.of("email", person.email(), "password", TestApp.PASSWORD));
    }

    /** What a login with the right password asks for, without the time that a password takes. */
    String challenge(Person person) {
        return app.bean(Transactions.class)
                .inOrganization(
                        person.organizationId(),
                        () ->
                                app.bean(Challenges.class)
                                        .ask(
                                                app.bean(Users.class)
                                                        .findById(person.userId())
                                                        .orElseThrow(),
                                                null,
                                                null));
    }

    Api.Answer answer(String challenge, String by, String code) {
        return app.api().post(FACTOR, Map.of("challenge", challenge, by, code));
    }

    static JsonNode state(Person person) {
        return person.api().get(FACTOR).expect(200).json();
    }

    /** Six digits that no step around now has. */
    static String wrongCode(byte[] secret) {
        return IntStream.range(0, 1_000)
                .mapToObj("%06d"::formatted)
                .filter(code -> Totp.step(secret, code, now(), 0).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    /** What the trail says of somebody: {@code action details}. */
    List<String> trail(Person person) {
        Transactions transactions = app.bean(Transactions.class);
        return transactions.inOrganization(
                person.organizationId(),
                () -> {
                    try (PreparedStatement statement =
                            transactions
                                    .connection()
                                    .prepareStatement(
                                            "SELECT action || ' ' || details FROM audit_entries"
                                                    + " WHERE person_id = ? ORDER BY at")) {
                        statement.setObject(1, person.userId());
                        List<String> found = new ArrayList<>();
                        ResultSet rows = statement.executeQuery();
                        while (rows.next()) {
                            found.add(rows.getString(1));
                        }
                        return found;
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
