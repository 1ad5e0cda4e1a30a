package dev.astir.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.identity.Role;
import dev.astir.stream.ActorCounts;
import dev.astir.tracker.ActivityTracker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A copy of one's own data is whole, and says nothing of others nor how to come in. */
class MyDataTest extends AppTest {

    /**
     * Columns that name somebody in a row that is not theirs, or is copied in another way. A column
     * that is neither here nor a personal table's owner fails.
     */
    private static final Map<String, String> NOT_THE_OWNERS =
            Map.ofEntries(
                    Map.entry("activity_actor_retention.actor_id", "how far retention has come"),
                    Map.entry("activity_comments.author_id", "comments, by FeedRecords"),
                    Map.entry("activity_events.actor_id", "events, by FeedRecords"),
                    Map.entry("activity_outbox.actor_id", "an event on its way to activity_events"),
                    Map.entry("activity_reactions.actor_id", "reactions, by FeedRecords"),
                    Map.entry("alerts.client_id", "which client it is about; the owner is user_id"),
                    Map.entry("alerts.resolved_by", "the owner is user_id"),
                    Map.entry("audit_entries.actor_id", "actions: what one did oneself"),
                    Map.entry("audit_entries.person_id", "the trail, with the actors' names"),
                    Map.entry("client_activity.client_id", "clients"),
                    Map.entry("client_activity_daily.client_id", "clientCounts"),
                    Map.entry("client_activity_silence.client_id", "unused: client_watches is"),
                    Map.entry("client_watches.client_id", "the owner is user_id"),
                    Map.entry("enrolment_tokens.created_by", "the owner is user_id"),
                    Map.entry("erasure_requests.answered_by", "the administrator who answered"),
                    Map.entry("erasures.user_id", "empty but while an erasure is under way"),
                    Map.entry("identity_providers.client_id", "the app's id at a provider"),
                    Map.entry("invitations.invited_by", "who invited; the owner is email"),
                    Map.entry("password_resets.issued_by", "the administrator who took the link"),
                    Map.entry("policies.created_by", "the organization's policy"),
                    Map.entry("projects.created_by", "the organization's project"),
                    Map.entry("saved_reports.group_by", "by what time is told apart: nobody"),
                    Map.entry("scheduled_tasks.picked_by", "the node that runs a job"),
                    Map.entry("session_corrections.corrected_by", "the owner is person_id"),
                    Map.entry("stated_times.decided_by", "the owner is person_id"),
                    Map.entry("timesheets.decided_by", "the owner is person_id"),
                    Map.entry("timesheet_steps.taken_by", "the owner is person_id"),
                    Map.entry("webhooks.created_by", "the organization's webhook"));

    private final TestApp.Person ada = app().registerOrganization();
    private final TestApp.Person alice = app().addUser(ada, Role.EMPLOYEE, "Alice Moreau");

    @Test
    void noColumnThatNamesSomebodyIsForgotten() {
        List<String> columns =
                Owned.asTenant(
                        app(),
                        ada.organizationId(),
                        """
                        SELECT c.relname || '.' || a.attname
                        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                        WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                          AND c.relnamespace = 'public'::regnamespace
                          AND a.attnum > 0 AND NOT a.attisdropped
                          -- Which role of the database ran a migration.
                          AND c.relname !~ '^astir_[a-z]+_history$'
                          AND (a.attname ~ '(^|_)(user|person|actor|author|client|owner|member)_id$'
                               OR a.attname ~ '_by$' OR a.attname IN ('email', 'recipient')
                               OR EXISTS (SELECT FROM pg_constraint f
                                          WHERE f.conrelid = c.oid AND f.contype = 'f'
                                            AND f.confrelid = 'users'::regclass
                                            AND a.attnum = ANY (f.conkey)
                                            AND a.attname <> 'organization_id'))
                        """);
        Set<String> owners = new TreeSet<>(Set.of("users.email"));
        for (PersonalTable table : app().bean(PersonalTables.class).all()) {
            owners.add(table.name() + "." + table.owner());
        }

        assertThat(columns).contains("work_sessions.user_id", "intervals.person_id");
        assertThat(columns)
                .as("neither copied and erased, nor explained")
                .allMatch(column -> owners.contains(column) || NOT_THE_OWNERS.containsKey(column));
        assertThat(owners).contains("agents.user_id", "token_families.user_id", "users.id");
        assertThat(NOT_THE_OWNERS).doesNotContainKeys(owners.toArray(String[]::new));
    }

    /** Years of one organization's feed are not to keep another's people waiting. */
    @Test
    void countsOneOrganizationOnceAndNobodyElseWaits() throws Exception {
        UUID one = new UUID(1, 2);
        // In the same bin of any map.
        UUID another = new UUID(2, 1);
        assertThat(another.hashCode()).isEqualTo(one.hashCode());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<UUID> counted = new CopyOnWriteArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            FeedCounts counts =
                    new FeedCounts(
                            organization -> {
                                counted.add(organization);
                                if (organization.equals(one)) {
                                    begun.countDown();
                                    awaitRelease(release);
                                }
                                return Map.of(
                                        alice.userId().toString(), new ActorCounts(7, 0, 0, null));
                            },
                            threads);
            Future<ActorCounts> slow = threads.submit(() -> counts.of(one, alice.userId()));
            try {
                assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

                Future<ActorCounts> other =
                        threads.submit(() -> counts.of(another, alice.userId()));
                assertThat(other.get(10, TimeUnit.SECONDS).events()).isEqualTo(7);
                assertThat(slow).isNotDone();
            } finally {
                release.countDown();
            }
            assertThat(slow.get(10, TimeUnit.SECONDS).events()).isEqualTo(7);
            assertThat(counts.of(one, UUID.randomUUID()).events()).isZero();
            assertThat(counted).containsExactly(one, another);
        }
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isOneObjectWithEverythingAndNoSecret() {
        Owned owned = Owned.create(app(), ada, alice);

        Api.Answer answer = alice.api().get("/api/me/data").expect(200);

        JsonNode data = answer.json();
        assertThat(answer.header("Content-Disposition"))
                .matches("attachment; filename=\"astir-my-data-\\d{4}-\\d\\d-\\d\\d\\.json\"");
        assertThat(data.at("/profile/0/email").asText()).isEqualTo(alice.email());
        assertThat(data.get("sessions")).hasSize(1);
        assertThat(data.at("/sessions/0/totalActiveSeconds").isNumber()).isTrue();
        assertThat(data.get("intervals")).hasSize(3);
        assertThat(data.at("/intervals/0/title").asText()).isEqualTo(Owned.TITLE);
        assertThat(data.at("/devices/0/hostname").asText()).isEqualTo("desk-1");
        assertThat(data.get("signIns")).isNotEmpty();
        assertThat(data.get("policiesAcknowledged")).hasSize(1);
        assertThat(data.at("/events"))
                .extracting(event -> event.get("eventType").asText())
                .contains("task.created", "session.started", "agent.enrolled");
        assertThat(data.at("/comments/0/body").asText()).isEqualTo("=looked(1)");
        assertThat(data.at("/reactions/0/emoji").asText()).isEqualTo("👍");
        assertThat(data.get("trail"))
                .anySatisfy(entry -> {
                    assertThat(entry.get("kind").asText()).isEqualTo("view");
                    assertThat(entry.get("actorName").asText()).isEqualTo("Ada Admin");
                });
        assertThat(answer.body())
                .doesNotContainIgnoringCase("hash")
                .doesNotContain(ada.email(), owned.device().agentKey(), "$2a$", "$2b$", "\\\\x");
    }

    /** Whose data one looked at is kept of oneself as well. */
    @Test
    void hasWhatOneDidOneself() throws Exception {
        ada.api().get("/api/sessions?userId=" + alice.userId()).expect(200);
        ada.api().patch("/api/organization", Map.of("retentionDays", 90)).expect(200);

        JsonNode actions = ada.api().get("/api/me/data").expect(200).json().get("actions");

        assertThat(actions)
                .anySatisfy(entry -> {
                    assertThat(entry.get("kind").asText()).isEqualTo("view");
                    assertThat(entry.get("action").asText()).isEqualTo("sessions");
                    assertThat(entry.get("personName").asText()).isEqualTo("Alice Moreau");
                })
                .anySatisfy(entry ->
                        assertThat(entry.get("action").asText()).isEqualTo("organization.changed"));
        assertThat(unzip(ada, "/api/me/data?format=csv").get("actions.csv"))
                .contains("organization.changed");
        assertThat(alice.api().get("/api/me/data").expect(200).json().get("actions"))
                .noneMatch(entry -> entry.get("action").asText().equals("organization.changed"));
    }

    @Test
    void theListIsNotCountedAgainAtEachClick() {
        alice.api().get("/api/me/data/summary").expect(200);
        alice.api()
                .post("/api/activities", Map.of("eventType", "task.created", "message", "One more"))
                .expect(201);

        Api.Answer answer = alice.api().get("/api/me/data/summary").expect(200);

        assertThat(answer.json().get("kinds"))
                .filteredOn(kind -> kind.get("kind").asText().equals("events"))
                .singleElement()
                .satisfies(kind -> assertThat(kind.get("entries").asInt()).isZero());
        for (int i = 0; i < 40 && answer.status() == 200; i++) {
            answer = alice.api().get("/api/me/data/summary");
        }
        assertThat(answer.expect(429).header("Retry-After")).isNotBlank();
        ada.api().get("/api/me/data/summary").expect(200);
    }

    @Test
    void isAlsoTablesThatNoSpreadsheetRuns() throws Exception {
        Owned.create(app(), ada, alice);

        Map<String, String> tables = unzip(alice, "/api/me/data?format=csv");

        assertThat(tables)
                .containsKeys("profile.csv", "sessions.csv", "intervals.csv", "trail.csv");
        assertThat(tables.get("intervals.csv").lines()).hasSize(4);
        assertThat(tables.get("comments.csv")).contains(",'=looked(1),");
        assertThat(tables.get("profile.csv").lines().findFirst().orElseThrow())
                .contains("name,email,role");
        alice.api().get("/api/me/data?format=xml").expect(400);
    }

    /** More than a page of a kind, and every row once. */
    @Test
    void readsPageByPage() {
        Owned.asTenant(
                app(),
                ada.organizationId(),
                """
                WITH added AS (
                    INSERT INTO intervals (organization_id, source_id, id, person_id, started_at,
                        ended_at, device_started_at, source, kind, received_at)
                    SELECT '%s', gen_random_uuid(), gen_random_uuid(), '%s',
                           now() - n * interval '1 minute', now(), now(), 'agent', 'idle', now()
                    FROM generate_series(1, 1201) AS n RETURNING 1)
                SELECT count(*) FROM added
                """
                        .formatted(ada.organizationId(), alice.userId()));

        JsonNode data = alice.api().get("/api/me/data").expect(200).json();

        assertThat(data.get("intervals")).hasSize(1201);
        assertThat(data.get("intervals"))
                .extracting(interval -> interval.get("id").asText())
                .doesNotHaveDuplicates();
    }

    @Test
    void theListSaysHowMuchThereIsAndForHowLong() {
        ada.api().patch("/api/organization", Map.of("retentionDays", 90)).expect(200);
        Owned.create(app(), ada, alice);

        JsonNode summary = alice.api().get("/api/me/data/summary").expect(200).json();

        assertThat(summary.get("titles").asBoolean()).isTrue();
        assertThat(summary.get("retentionDays").asInt()).isEqualTo(90);
        Map<String, JsonNode> kinds = new LinkedHashMap<>();
        summary.get("kinds").forEach(kind -> kinds.put(kind.get("kind").asText(), kind));
        assertThat(kinds.get("spans").get("entries").asInt()).isEqualTo(3);
        assertThat(kinds.get("titles").get("entries").asInt()).isEqualTo(3);
        assertThat(kinds.get("away").get("entries").asInt()).isZero();
        assertThat(kinds.get("away").get("oldest").isNull()).isTrue();
        assertThat(kinds.get("sessions").get("keptDays").asInt()).isEqualTo(90);
        assertThat(kinds.get("sessions").get("oldest").isNull()).isFalse();
        assertThat(kinds.get("devices").get("keptDays").isNull()).isTrue();
        assertThat(kinds.get("comments").get("entries").asInt()).isEqualTo(1);
    }

    /** Of the person, their devices and their tokens. */
    @Test
    void whenTheirProgramsWereSeenIsInTheCopyUntilTheyAreErased() {
        Owned owned = Owned.create(app(), ada, alice);
        JsonNode token =
                alice.api()
                        .post("/api/tokens", Map.of("name", "T", "scopes", List.of("read")))
                        .expect(201)
                        .json();
        app().api()
                .with("Authorization", "Bearer " + token.get("token").asText())
                .get("/api/auth/me")
                .expect(200);
        settleSightings();
        String[] ids = {
            alice.userId().toString(), owned.device().agentId().toString(), token.get("id").asText()
        };

        JsonNode data = alice.api().get("/api/me/data").expect(200).json();

        assertThat(data.get("clients"))
                .extracting(seen -> seen.get("clientId").asText())
                .containsExactlyInAnyOrder(ids);
        assertThat(data.get("clientCounts"))
                .extracting(count -> count.get("clientId").asText())
                .containsOnly(ids);
        assertThat(data.get("clientCounts"))
                .extracting(count -> count.get("activity").asText())
                .containsOnly("api", "socket");
        JsonNode summary = alice.api().get("/api/me/data/summary").expect(200).json();
        assertThat(summary.get("kinds"))
                .anySatisfy(kind -> {
                    assertThat(kind.get("kind").asText()).isEqualTo("clients");
                    assertThat(kind.get("entries").asInt()).isEqualTo(3);
                })
                .anySatisfy(kind -> {
                    assertThat(kind.get("kind").asText()).isEqualTo("clientCounts");
                    assertThat(kind.get("keptDays").asInt()).isEqualTo(30);
                });

        settleSightings();
        ada.api().delete("/api/users/" + alice.userId() + "/data").expect(204);

        for (String table : List.of("client_activity", "client_activity_daily")) {
            List<String> left =
                    Owned.asSystem(
                            app(),
                            "SELECT client_id FROM %s WHERE client_id IN ('%s')"
                                    .formatted(table, String.join("', '", ids)));
            assertThat(left).as(table).isEmpty();
        }
    }

    private static void settleSightings() {
        assertThat(app().bean(ActivityTracker.class).flush(Duration.ofSeconds(30))).isTrue();
    }

    private static Map<String, String> unzip(TestApp.Person person, String path)
            throws IOException, InterruptedException {
        URI address = app().uri().resolve(path);
        HttpResponse<java.io.InputStream> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(address)
                                        .header("Authorization", "Bearer " + person.accessToken())
                                        .build(),
                                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/zip");
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(response.body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
