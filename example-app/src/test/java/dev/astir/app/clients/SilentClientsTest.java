package dev.astir.app.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.clients.TestClients.Token;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.platform.JobFailedException;
import dev.astir.tracker.ActivityTracker;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes on one database, and a clock that tests move: never by ten minutes, but for one. */
class SilentClientsTest {

    private static final AtomicReference<Instant> NOW =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));

    private static EmbeddedPostgres postgres;
    private static TestApp one;
    private static TestApp two;

    private final Person admin = one.registerOrganization();

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.start();
        Map<String, String> variables =
                Map.of(
                        "ASTIR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "ASTIR_DATABASE_USER", "postgres",
                        "ASTIR_PUBLIC_URL", "http://astir.example.org",
                        "ASTIR_SECRET", "a secret of both nodes, 32 bytes");
        one = TestApp.start(variables, new SettableClock(NOW));
        two = TestApp.start(variables, new SettableClock(NOW));
    }

    @AfterAll
    static void stop() throws IOException {
        one.close();
        two.close();
        postgres.close();
    }

    @Test
    void isToldOnceWhenItFallsSilentAndOnceWhenItReturns() {
        Token token = used("Nightly export");
        watch(token, Map.of("silentAfterSeconds", 120));
        runOnBoth();
        assertThat(told(token)).isEmpty();

        forward(Duration.ofMinutes(3));
        runOnBoth();
        runOnBoth();

        assertThat(told(token)).hasSize(1);
        ClientSilence silent = told(token).getFirst();
        assertThat(silent.organizationId()).isEqualTo(admin.organizationId());
        assertThat(silent.kind()).isEqualTo("token");
        assertThat(silent.name()).isEqualTo("Nightly export");
        assertThat(silent.ownerId()).isEqualTo(admin.userId());
        assertThat(silent.isSilent()).isTrue();
        assertThat(TestClients.one(two, admin, token.id()).get("isSilent").asBoolean()).isTrue();

        seenNow(token);
        runOnBoth();
        runOnBoth();

        assertThat(told(token)).extracting(ClientSilence::isSilent).containsExactly(true, false);
        assertThat(told(token).getLast().lastSeen()).isAfter(silent.lastSeen());
        assertThat(TestClients.one(one, admin, token.id()).get("isSilent").asBoolean()).isFalse();
    }

    @Test
    void isToldWithinADayWhereNobodySaidOtherwise() {
        Token token = used("Deploys");
        runOnBoth();

        setLastSeen(token, NOW.get().minus(Duration.ofHours(24)).plusSeconds(1));
        runOnBoth();
        assertThat(told(token)).isEmpty();
        forward(Duration.ofSeconds(1));
        runOnBoth();

        assertThat(told(token)).extracting(ClientSilence::isSilent).containsExactly(true);
    }

    @Test
    void theOrganizationsTimeHoldsWhereNobodySaidOtherwise() {
        admin.api().patch("/api/organization", Map.of("clientSilentAfterSeconds", 300)).expect(200);
        Token token = used("Polls");
        runOnBoth();

        forward(Duration.ofMinutes(5).minusSeconds(1));
        runOnBoth();
        assertThat(told(token)).isEmpty();
        forward(Duration.ofSeconds(1));
        runOnBoth();

        assertThat(told(token)).hasSize(1);
        assertThat(told(token).getFirst().silentAfterSeconds()).isEqualTo(300);
        assertThat(TestClients.one(one, admin, token.id()).get("silentAfterSeconds").asInt())
                .isEqualTo(300);
    }

    @Test
    void oneThatCameBackAndFellSilentBetweenTwoLooksGivesBoth() {
        Token token = used("Hourly");
        watch(token, Map.of("silentAfterSeconds", 60));
        forward(Duration.ofMinutes(2));
        runOnBoth();
        seenNow(token);
        forward(Duration.ofMinutes(2));

        runOnBoth();
        runOnBoth();

        assertThat(told(token))
                .extracting(ClientSilence::isSilent)
                .containsExactly(true, false, true);
    }

    @Test
    void silenceEndsWithTheTokenAndWithTheWatch() {
        Token revoked = used("Revoked");
        Token unwatched = used("Unwatched");
        Token quiet = used("Quiet");
        watch(revoked, Map.of("silentAfterSeconds", 60));
        watch(unwatched, Map.of("silentAfterSeconds", 60));
        watch(quiet, Map.of("silentAfterSeconds", 60, "watched", false));
        forward(Duration.ofMinutes(2));
        runOnBoth();

        admin.api().delete("/api/tokens/" + revoked.id()).expect(204);
        watch(unwatched, Map.of("watched", false));
        runOnBoth();
        runOnBoth();

        for (Token token : List.of(revoked, unwatched)) {
            assertThat(told(token))
                    .extracting(ClientSilence::isSilent)
                    .containsExactly(true, false);
        }
        assertThat(told(revoked).getLast().name()).isEqualTo("Revoked");
        assertThat(told(quiet)).isEmpty();
    }

    @Test
    void anIntegrationIsMissedAsATokenIsUnlessItIsPaused() {
        Token repository = integration("Repository");
        Token paused = integration("Paused");
        for (Token each : List.of(repository, paused)) {
            watch(each, Map.of("silentAfterSeconds", 60));
        }
        admin.api()
                .patch("/api/integrations/" + paused.id(), Map.of("status", "paused"))
                .expect(200);
        forward(Duration.ofMinutes(2));
        runOnBoth();
        runOnBoth();

        assertThat(told(repository)).extracting(ClientSilence::isSilent).containsExactly(true);
        assertThat(told(repository).getFirst().kind()).isEqualTo("integration");
        assertThat(told(repository).getFirst().ownerId()).isNull();
        assertThat(told(paused)).isEmpty();

        admin.api().delete("/api/integrations/" + repository.id()).expect(204);
        runOnBoth();

        assertThat(told(repository))
                .extracting(ClientSilence::isSilent)
                .containsExactly(true, false);
    }

    private Token integration(String name) {
        String id =
                admin.api()
                        .post("/api/integrations", Map.of("name", name, "kind", "github"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        one.bean(ActivityTracker.class).record(id);
        TestClients.settle(one);
        Token token = new Token(UUID.fromString(id), "", one.api());
        seenNow(token);
        return token;
    }

    @Test
    void onlyWhoCanComeIsMissed() {
        Person bob = one.addUser(admin, dev.astir.app.identity.Role.EMPLOYEE, "Bob");
        Token suspended = TestClients.token(one, bob, "Of somebody suspended");
        suspended.api().get("/api/auth/me").expect(200);
        Token never = TestClients.token(one, admin, "Never used");
        TestClients.settle(one);
        for (Token token : List.of(suspended, never)) {
            watch(token, Map.of("silentAfterSeconds", 60));
        }
        admin.api().patch("/api/users/" + bob.userId(), Map.of("status", "suspended")).expect(200);

        forward(Duration.ofMinutes(2));
        runOnBoth();

        assertThat(told(suspended)).isEmpty();
        assertThat(told(never)).isEmpty();
    }

    /** While no node looked, no client could be seen. */
    @Test
    void theAppsOwnAbsenceIsNobodysSilence() {
        Token token = used("Weekend");
        watch(token, Map.of("silentAfterSeconds", 300));
        runOnBoth();

        forward(Duration.ofDays(2));
        runOnBoth();
        assertThat(told(token)).isEmpty();
        forward(Duration.ofMinutes(4));
        runOnBoth();
        assertThat(told(token)).isEmpty();
        forward(Duration.ofMinutes(1));
        runOnBoth();

        assertThat(told(token)).extracting(ClientSilence::isSilent).containsExactly(true);
    }

    @Test
    void whatAListenerCannotHearIsToldAgainAndHoldsUpNoOther() {
        Token deaf = used("Deaf");
        Token heard = used("Heard");
        for (Token token : List.of(deaf, heard)) {
            watch(token, Map.of("silentAfterSeconds", 60));
        }
        forward(Duration.ofMinutes(2));
        one.bean(HeardSilences.class).refused = deaf.id();

        assertThatThrownBy(() -> one.bean(SilentClients.class).run(() -> false))
                .isInstanceOf(JobFailedException.class)
                .hasMessageStartingWith("The silence of 1 of ")
                .hasStackTraceContaining("not now");
        assertThat(told(heard)).hasSize(1);
        assertThat(told(deaf)).isEmpty();

        one.bean(HeardSilences.class).refused = new UUID(0, 0);
        runOnBoth();

        assertThat(told(heard)).hasSize(1);
        assertThat(told(deaf)).hasSize(1);
    }

    /** Nothing is written on the way: neither for the token nor for its person. */
    @Test
    void requestsDoNotWaitForTheTablesOfTheTracker() throws Exception {
        Token token = TestClients.token(one, admin, "Busy");
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE client_activity, client_activity_daily");
            for (int i = 0; i < 20; i++) {
                token.api().get("/api/auth/me").expect(200);
            }
            connection.rollback();
        }

        long counted = 0;
        for (var day : TestClients.one(one, admin, token.id()).get("counts")) {
            counted += day.get("count").asLong();
        }
        assertThat(counted).isEqualTo(20);
    }

    private Token used(String name) {
        Token token = TestClients.token(one, admin, name);
        token.api().get("/api/auth/me").expect(200);
        TestClients.settle(one);
        setLastSeen(token, NOW.get());
        return token;
    }

    /** The tracker's clock is the wall's: what it stored is put into the tests' time. */
    private static void seenNow(Token token) {
        setLastSeen(token, NOW.get());
    }

    private static void setLastSeen(Token token, Instant lastSeen) {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement =
                        connection.prepareStatement(
                                "UPDATE client_activity SET last_seen = ?::timestamptz WHERE client_id = ?")) {
            statement.setString(1, lastSeen.toString());
            statement.setString(2, token.id().toString());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void watch(Token token, Map<String, Object> how) {
        admin.api().patch("/api/clients/" + token.id(), how).expect(200);
    }

    private static void forward(Duration time) {
        NOW.set(NOW.get().plus(time));
    }

    /** At once. */
    private static void runOnBoth() {
        List<CompletableFuture<Void>> runs =
                Stream.of(one, two)
                        .map(app ->
                                CompletableFuture.runAsync(
                                        () -> app.bean(SilentClients.class).run(() -> false)))
                        .toList();
        runs.forEach(CompletableFuture::join);
    }

    private static List<ClientSilence> told(Token token) {
        return Stream.of(one, two)
                .flatMap(app -> app.bean(HeardSilences.class).of(token.id()).stream())
                .toList();
    }
}
