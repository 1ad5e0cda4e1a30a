package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.alerts.TestAlerts;
import dev.astir.app.identity.Role;
import dev.astir.app.sessions.SessionTotals;
import dev.astir.app.summaries.FinalDays;
import dev.astir.app.tenancy.ExpiredRows;
import dev.astir.app.tenancy.Transactions;
import dev.astir.stream.ActivityStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is older than an organization keeps it goes, and nothing else. */
class RetentionTest extends AppTest {

    private final TestApp.Person ada = app().registerOrganization();
    private final TestApp.Person other = app().registerOrganization();

    @Test
    void deletesWhatIsOlderThanEachOrganizationKeepsIt() {
        ada.api().patch("/api/organization", Map.of("retentionDays", 30)).expect(200);
        for (TestApp.Person person : List.of(ada, other)) {
            interval(person, 1_005, "40 days");
            interval(person, 2, "20 days");
            session(person, "40 days");
            session(person, "20 days");
            person.api()
                    .post("/api/activities", Map.of("eventType", "task.created", "message", "m"))
                    .expect(201);
        }
        count(ada, "DELETE FROM day_marks RETURNING 1");

        sweepAt(Instant.now());

        assertThat(count(ada, "SELECT count(*) FROM intervals")).isEqualTo("2");
        assertThat(count(ada, "SELECT count(*) FROM work_sessions")).isEqualTo("1");
        assertThat(count(ada, "SELECT count(*) FROM day_marks"))
                .as("a day computed anew would become empty")
                .isEqualTo("0");
        assertThat(count(other, "SELECT count(*) FROM intervals")).isEqualTo("1007");
        assertThat(count(other, "SELECT count(*) FROM work_sessions")).isEqualTo("2");
        assertThat(events(ada)).isNotZero();

        // Later, the rest and the events, too.
        sweepAt(Instant.now().plus(Duration.ofDays(31)));

        assertThat(count(ada, "SELECT count(*) FROM intervals")).isEqualTo("0");
        assertThat(count(ada, "SELECT count(*) FROM work_sessions")).isEqualTo("0");
        assertThat(events(ada)).isZero();
        assertThat(events(other)).isNotZero();
    }

    @Test
    void isGoneAtTheLatestWhenItIsAsOldAsThePolicySays() {
        ada.api().patch("/api/organization", Map.of("retentionDays", 30)).expect(200);
        interval(ada, 1, "29 days 23 hours");
        session(ada, "29 days 23 hours");
        interval(ada, 1, "29 days 21 hours");
        session(ada, "29 days 21 hours");

        sweepAt(Instant.now());

        assertThat(count(ada, "SELECT count(*) FROM intervals")).isEqualTo("1");
        assertThat(count(ada, "SELECT count(*) FROM work_sessions")).isEqualTo("1");
    }

    @Test
    void alertsThatAreOverGoWithTheTimeThatTheyTellOf() {
        ada.api().patch("/api/organization", Map.of("retentionDays", 30)).expect(200);
        for (String age : List.of("40 days", "20 days")) {
            for (String about : List.of("'" + ada.userId() + "'", "NULL")) {
                count(
                        ada,
                        """
                        INSERT INTO alerts (organization_id, id, user_id, type, subject, opened_at,
                                            closed_at, details)
                        SELECT '%s', gen_random_uuid(), %s, 'idle', 's', now() - interval '%s',
                               now() - interval '%3$s', '{}'
                        RETURNING 1
                        """
                                .formatted(ada.organizationId(), about, age));
            }
        }
        String open = TestAlerts.open(app(), ada).toString();
        count(
                ada,
                "UPDATE alerts SET opened_at = '2020-01-01' WHERE id = '" + open + "' RETURNING 1");

        sweepAt(Instant.now());

        assertThat(count(ada, "SELECT count(*) FROM alerts WHERE closed_at IS NOT NULL"))
                .isEqualTo("2");
        assertThat(ada.api().get("/api/alerts?open=true").json().at("/items/0/id").asText())
                .isEqualTo(open);
    }

    @Test
    void whoDidNotAgreeToLongerKeepsWhatTheyAgreedTo() {
        TestApp.Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        for (TestApp.Person person : List.of(ada, bob)) {
            interval(person, 1, "370 days");
            session(person, "370 days");
            computed(person, "370 days");
        }
        bob.api().post("/api/policy/acknowledge", Map.of("version", 1)).expect(200);
        ada.api().patch("/api/organization", Map.of("retentionDays", 400)).expect(200);
        ada.api().post("/api/policy/acknowledge", Map.of("version", 2)).expect(200);

        int ownDays = bob.api().get("/api/me/data/summary").json().get("retentionDays").asInt();
        assertThat(ownDays).isEqualTo(365);
        assertThat(ada.api().get("/api/me/data/summary").json().get("retentionDays").asInt())
                .isEqualTo(400);

        sweepAt(Instant.now());

        for (String table :
                List.of(
                        "intervals WHERE person_id",
                        "work_sessions WHERE user_id",
                        "usage_daily WHERE person_id",
                        "day_totals WHERE person_id",
                        "day_marks WHERE person_id")) {
            String left = "SELECT least(1, count(*)) FROM " + table + " = '";
            assertThat(count(ada, left + ada.userId() + "'")).as(table).isEqualTo("1");
            assertThat(count(ada, left + bob.userId() + "'")).as(table).isEqualTo("0");
        }
    }

    /** The feed tells of people's time, too: for no longer than they agreed to. */
    @Test
    void whatTheFeedTellsOfThemEndsWithIt() {
        TestApp.Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        bob.api().post("/api/policy/acknowledge", Map.of("version", 1)).expect(200);
        ada.api().patch("/api/organization", Map.of("retentionDays", 400)).expect(200);
        ada.api().post("/api/policy/acknowledge", Map.of("version", 2)).expect(200);
        for (TestApp.Person person : List.of(ada, bob)) {
            person.api().post("/api/sessions/start").expect(201);
            await().until(() -> events(ada, person) == 1);
        }

        // Once the app stops, nothing more begins.
        sweeper(Instant.now().plus(Duration.ofDays(370))).run(() -> true);
        assertThat(events(ada, bob)).isEqualTo(1);

        sweepAt(Instant.now().plus(Duration.ofDays(370)));

        assertThat(events(ada, bob)).isZero();
        assertThat(events(ada, ada)).isEqualTo(1);

        // Who has agreed to it since keeps it as long as the others.
        bob.api().post("/api/policy/acknowledge", Map.of("version", 2)).expect(200);
        bob.api()
                .post("/api/activities", Map.of("eventType", "task.created", "message", "new"))
                .expect(201);
        sweepAt(Instant.now().plus(Duration.ofDays(370)));
        assertThat(events(ada, bob)).isEqualTo(1);
    }

    private static int events(TestApp.Person reader, TestApp.Person of) {
        return reader.api()
                .get("/api/activities?type=session.*&type=task.*&actor=" + of.userId())
                .expect(200)
                .json()
                .get("items")
                .size();
    }

    @Test
    void aRunningSessionStaysHoweverOld() {
        ada.api().patch("/api/organization", Map.of("retentionDays", 1)).expect(200);
        ada.api().post("/api/sessions/start").expect(201);

        interval(ada, 1, "1 hour");
        count(ada, "UPDATE work_sessions SET captured_until = now() RETURNING 1");

        sweepAt(Instant.now().plus(Duration.ofDays(10)));

        assertThat(count(ada, "SELECT count(*) FROM work_sessions WHERE captured_until IS NULL"))
                .as("what is captured next is not added to what is gone")
                .isEqualTo("1");
    }

    /** Who looked must not be able to make that forgotten by another setting. */
    @Test
    void theTrailStaysForTwoYearsWhateverTheSetting() {
        ada.api().patch("/api/organization", Map.of("retentionDays", 1)).expect(200);
        sweepAt(Instant.now().plus(Duration.ofDays(10)));
        ExpiredRows trail = app().bean(ExpiredTrail.class);
        Transactions transactions = app().bean(Transactions.class);
        String entries = count(ada, "SELECT count(*) FROM audit_entries");
        assertThat(entries).isNotEqualTo("0");
        count(
                ada,
                "INSERT INTO audit_entries (organization_id, id, at, kind, action) VALUES"
                        + " ('%1$s', gen_random_uuid(), now() - interval '731 days', 'change', 'a.b'),"
                                .formatted(ada.organizationId())
                        + " ('%1$s', gen_random_uuid(), now() - interval '729 days', 'change', 'a.b')"
                                .formatted(ada.organizationId())
                        + " RETURNING 1");

        // As the sweeper asks: what expired a week ago.
        transactions.asSystem(
                () -> trail.deleteExpired(Instant.now().minus(Duration.ofDays(7)), 1_000));

        assertThat(count(ada, "SELECT count(*) FROM audit_entries"))
                .isEqualTo(Integer.toString(Integer.parseInt(entries) + 1));

        // A day later; and no other test finds an old entry.
        transactions.asSystem(
                () -> trail.deleteExpired(Instant.now().minus(Duration.ofDays(6)), 1_000));
        assertThat(count(ada, "SELECT count(*) FROM audit_entries")).isEqualTo(entries);
    }

    private static void sweepAt(Instant now) {
        sweeper(now).run(() -> false);
    }

    private static RetentionSweeper sweeper(Instant now) {
        return new RetentionSweeper(
                app().bean(RetentionRepository.class),
                app().bean(Erasures.class),
                app().bean(FinalDays.class),
                app().bean(SessionTotals.class),
                app().bean(ActivityStream.class),
                app().bean(Transactions.class),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private static void interval(TestApp.Person person, int number, String ago) {
        count(
                person,
                """
                WITH added AS (
                    INSERT INTO intervals (organization_id, source_id, id, person_id, started_at,
                        ended_at, device_started_at, source, kind, received_at)
                    SELECT '%s', gen_random_uuid(), gen_random_uuid(), '%s', now() - interval '%s',
                           now() - interval '%3$s', now(), 'agent', 'active', now()
                    FROM generate_series(1, %d) RETURNING 1)
                SELECT count(*) FROM added
                """
                        .formatted(person.organizationId(), person.userId(), ago, number));
    }

    private static void session(TestApp.Person person, String ago) {
        count(
                person,
                """
                INSERT INTO work_sessions (organization_id, id, user_id, start_time, end_time, status)
                VALUES ('%s', gen_random_uuid(), '%s', now() - interval '%s',
                        now() - interval '%3$s', 'stopped') RETURNING 1
                """
                        .formatted(person.organizationId(), person.userId(), ago));
    }

    /** What was computed of a day. */
    private static void computed(TestApp.Person person, String ago) {
        count(
                person,
                """
                WITH totals AS (
                    INSERT INTO day_totals (organization_id, person_id, day, starts_at, active_ms,
                        private_ms, stated_ms, idle_ms, undecided_ms, discarded_ms, work_ms,
                        sessions, hours, computed_at)
                    SELECT '%1$s', '%2$s', current_date - interval '%3$s', now(), 1, 0, 0, 0, 0, 0,
                           1, 0, '{}', now() RETURNING 1)
                INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site,
                                         milliseconds)
                SELECT '%1$s', '%2$s', current_date - interval '%3$s', 'active', '', '', 1
                FROM totals RETURNING 1
                """
                        .formatted(person.organizationId(), person.userId(), ago));
    }

    private static int events(TestApp.Person person) {
        return person.api().get("/api/activities").expect(200).json().get("items").size();
    }

    private static String count(TestApp.Person person, String sql) {
        return String.join(",", Owned.asTenant(app(), person.organizationId(), sql));
    }
}
