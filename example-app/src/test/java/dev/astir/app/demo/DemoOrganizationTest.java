package dev.astir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.tenancy.Transactions;
import dev.astir.demo.Main;
import dev.astir.demo.PastPlan;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DemoOrganizationTest {

    private static final int PEOPLE = 12;

    private static final String TOTALS =
            """
            SELECT person_id::text, count(*)::text, count(DISTINCT started_at)::text,
                   count(media)::text,
                   extract(epoch FROM sum(ended_at - started_at))::bigint::text,
                   (SELECT extract(epoch FROM sum(upper(r) - lower(r)))::bigint::text
                    FROM unnest(range_agg(tstzrange(started_at, ended_at))) AS r)
            FROM intervals GROUP BY person_id
            """;

    private static final String NONE = "0,0,0";

    /**
     * Of the demo's past: sessions, those that differ, corrected ones, and what was done in them.
     */
    private static final String PAST =
            """
            SELECT count(*)::text, count(DISTINCT (user_id, start_time))::text,
                   count(DISTINCT user_id)::text, max(end_time)::text,
                   (SELECT count(*)::text FROM intervals JOIN work_sessions s ON s.id = session_id
                    WHERE s.source = 'manual'),
                   (SELECT count(DISTINCT (intervals.person_id, started_at))::text
                    FROM intervals JOIN work_sessions s ON s.id = session_id
                    WHERE s.source = 'manual')
            FROM work_sessions WHERE source = 'manual'
            """;

    private final Path home = TestApp.temporaryHome();

    @BeforeAll
    static void haveNoPast() {
        System.setProperty(PastPlan.PROPERTY, NONE);
    }

    @AfterAll
    static void haveTheUsualPast() {
        System.clearProperty(PastPlan.PROPERTY);
    }

    @AfterEach
    void removeHome() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void itsPeopleAreInTheMiddleOfTheirDayAndGoOnFromAProcessOfTheirOwn() throws Exception {
        List<String> logins;
        Map<String, Totals> before;
        try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), Clock.systemUTC())) {
            logins = logins(app);
            assertThat(logins).hasSize(PEOPLE);
            assertThat(Files.getPosixFilePermissions(home.resolve("demo.properties")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            Api manager = signIn(app, logins.get(1));
            JsonNode organization = manager.get("/api/auth/me").expect(200).json();
            assertThat(organization.get("organizationName").asText()).isEqualTo("Demo");

            theyAreAtWork(manager, Instant.now());
            theFeedHasMoreThanDevices(manager);
            before = await().until(() -> totals(app, organization), all -> all.size() == PEOPLE);
            assertThat(before.values())
                    .allSatisfy(person -> {
                        assertThat(person.seconds()).isBetween(60L, 9 * 60 * 60L);
                        assertThat(person.seconds())
                                .as("nobody did two things at once")
                                .isEqualTo(person.unionSeconds());
                    });
            assertThat(before.values()).anyMatch(person -> person.withMedia() > 0);
            assertTheirTeams(app, logins);
            assertItsScripts(signIn(app, logins.getFirst()), 0);
        }
        try (TestApp app = start(Map.of(), Clock.systemUTC())) {
            Instant restarted = Instant.now();
            Api manager = signIn(app, logins.get(1));
            Process process = main(app.uri().toString());
            try {
                await().untilAsserted(() ->
                        assertThat(items(manager, "/api/agents"))
                                .hasSize(PEOPLE)
                                .allMatch(agent -> time(agent, "lastSeenAt").isAfter(restarted)));
                theyAreAtWork(manager, restarted);
                nothingIsDoubled(
                        before, totals(app, manager.get("/api/auth/me").expect(200).json()));
                assertItsScripts(signIn(app, logins.getFirst()), 1);
            } finally {
                process.destroy();
            }
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(home.resolve("out.txt")))
                    .isEqualTo("12 people are at work at %s%n".formatted(app.uri()));
            assertThat(Files.readString(home.resolve("err.txt"))).isEmpty();
        }
    }

    @Test
    void itsPeopleFollowTheirDayAndWorkNoMoreThanOneAlsoAfterARestart() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-29T23:12:00Z"));
        Clock clock = new SettableClock(now);
        Files.setPosixFilePermissions(
                Files.writeString(home.resolve("demo.properties"), "seed=42\n"),
                PosixFilePermissions.fromString("rw-------"));
        List<String> logins;
        Map<String, Totals> before;
        try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), clock)) {
            logins = logins(app);
            Api manager = signIn(app, logins.get(1));
            theyAreAtWork(manager, now.get());
            List<JsonNode> running = sessions(manager);
            assertThat(running).hasSizeGreaterThanOrEqualTo(4);
            assertThat(running).noneMatch(session -> session.get("projectId").isNull());

            now.updateAndGet(time -> time.plus(Duration.ofMinutes(50)));

            await().untilAsserted(() -> {
                Api later = signIn(app, logins.get(1));
                assertThat(sessions(later))
                        .anyMatch(one -> one.get("totalActiveSeconds").asLong() > 20 * 60);
                assertThat(items(later, "/api/activities?type=app.switched")).isNotEmpty();
            });
            JsonNode me = signIn(app, logins.get(1)).get("/api/auth/me").json();
            // Each signs in to tell of their past, one after the other.
            before = await().until(() -> totals(app, me), all -> all.size() == PEOPLE);

            now.updateAndGet(time -> time.plus(Duration.ofHours(9)));

            Set<String> known =
                    running.stream()
                            .map(session -> session.get("id").asText())
                            .collect(Collectors.toSet());
            await().untilAsserted(() ->
                    assertThat(sessions(signIn(app, logins.get(1))))
                            .as("those who were there have gone home")
                            .noneMatch(one -> known.contains(one.get("id").asText())));
        }
        Instant restarted = now.updateAndGet(time -> time.plus(Duration.ofMinutes(1)));
        try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), clock)) {
            assertThat(logins(app)).isEqualTo(logins);
            Api manager = signIn(app, logins.get(1));
            await().untilAsserted(() ->
                    assertThat(items(manager, "/api/agents"))
                            .hasSize(PEOPLE)
                            .allMatch(agent -> !time(agent, "lastSeenAt").isBefore(restarted)));
            Map<String, Totals> after = totals(app, manager.get("/api/auth/me").expect(200).json());
            nothingIsDoubled(before, after);
            assertTheirTeams(app, logins);
            assertThat(
                            stored(
                                            app,
                                            manager.get("/api/auth/me").json(),
                                            """
                                            SELECT max(total)::text FROM (
                                                SELECT extract(epoch FROM sum(ended_at - started_at))::bigint AS total
                                                FROM intervals JOIN users u ON u.id = person_id
                                                JOIN organizations o ON o.id = u.organization_id
                                                GROUP BY person_id, (started_at AT TIME ZONE
                                                    COALESCE(u.time_zone, o.time_zone))::date) AS days
                                            """)
                                    .getFirst()
                                    .getFirst())
                    .satisfies(
                            most -> assertThat(Long.parseLong(most)).isBetween(3_600L, 9 * 3_600L));
        }
    }

    @Test
    void itsPeopleHaveAPastThatIsEnteredOnce() throws Exception {
        System.setProperty(PastPlan.PROPERTY, "1,0,0");
        try {
            Files.setPosixFilePermissions(
                    Files.writeString(home.resolve("demo.properties"), "seed=42\n"),
                    PosixFilePermissions.fromString("rw-------"));
            Instant began = Instant.parse("2026-11-27T15:12:00Z");
            Clock clock = new SettableClock(new AtomicReference<>(began));
            List<String> first;
            try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), clock)) {
                Api manager = signIn(app, logins(app).get(1));
                JsonNode me = manager.get("/api/auth/me").expect(200).json();
                // It is ended in the middle of a week.
                first =
                        await().until(
                                        () -> stored(app, me, PAST).getFirst(),
                                        row -> Long.parseLong(row.getFirst()) > 20);
            }
            Clock later = new SettableClock(new AtomicReference<>(began.plusSeconds(7_200)));
            try (TestApp app = start(Map.of("ASTIR_DEMO", "true"), later)) {
                Api manager = signIn(app, logins(app).get(1));
                JsonNode me = manager.get("/api/auth/me").expect(200).json();
                await().until(() ->
                        Files.readString(home.resolve("demo.properties")).contains("weeks=1"));
                List<String> all = stored(app, me, PAST).getFirst();
                assertThat(Long.parseLong(all.get(0)))
                        .as("twelve people, three days, mostly two sessions; and the day before")
                        .isBetween(50L, 115L)
                        .isGreaterThan(Long.parseLong(first.getFirst()));
                assertThat(all.get(1)).isEqualTo(all.get(0));
                assertThat(Integer.parseInt(all.get(2)))
                        .as("somebody may have the week off")
                        .isBetween(PEOPLE - 2, PEOPLE);
                assertThat(all.get(3))
                        .as("until the demo began")
                        .startsWith("2026-11-27")
                        .isLessThan("2026-11-27 16:13");
                assertThat(Long.parseLong(all.get(4))).isGreaterThan(1_000);
                assertThat(all.get(5)).isEqualTo(all.get(4));
            }
        } finally {
            System.setProperty(PastPlan.PROPERTY, NONE);
        }
    }

    /** Two managers of teams see theirs, and one without sees all. */
    private static void assertTheirTeams(TestApp app, List<String> logins) {
        Map<String, String> managers =
                Map.of(
                        "manager", "[Accounts, Design, Handbook, Mobile, Platform, Support] 12",
                        "grace", "[Handbook, Support] 3",
                        "hugo", "[Mobile, Platform] 5");
        managers.forEach((login, seen) -> {
            String line =
                    logins.stream()
                            .filter(one -> one.contains(" " + login + "@"))
                            .findFirst()
                            .orElseThrow();
            Api api = signIn(app, line);
            List<String> names =
                    items(api, "/api/teams").stream()
                            .map(team -> team.get("name").asText())
                            .toList();
            assertThat(names + " " + items(api, "/api/users").size()).as(line).isEqualTo(seen);
        });
        assertThat(logins)
                .filteredOn(line -> line.contains("(manager"))
                .extracting(line -> line.substring(line.indexOf('(')))
                .containsExactlyInAnyOrder(
                        "(manager)",
                        "(manager of Support, Handbook)",
                        "(manager of Platform, Mobile)");
    }

    /** Most are active, some for a while already. */
    private static void theyAreAtWork(Api manager, Instant now) {
        await().untilAsserted(() -> {
            List<JsonNode> people = items(manager, "/api/presence");
            assertThat(people).hasSize(PEOPLE);
            List<JsonNode> active =
                    people.stream()
                            .filter(person -> person.get("state").asText().equals("active"))
                            .toList();
            assertThat(active)
                    .hasSizeGreaterThanOrEqualTo(5)
                    .noneMatch(person -> person.get("app").isNull())
                    .as("in the middle of something")
                    .anyMatch(person -> time(person, "since").isBefore(now.minusSeconds(60)));
        });
    }

    /** Two tokens call the API, the same after a restart. */
    private static void assertItsScripts(Api administrator, int calls) {
        await().untilAsserted(() ->
                assertThat(items(administrator, "/api/clients?kind=token"))
                        .hasSize(2)
                        .allMatch(token -> calls(token) > calls)
                        .extracting(token -> token.get("name").asText())
                        .containsExactlyInAnyOrder("Wallboard in the kitchen", "Hourly export"));
    }

    private static long calls(JsonNode client) {
        long calls = 0;
        for (JsonNode day : client.get("counts")) {
            calls += day.get("count").asLong();
        }
        return calls;
    }

    private static void theFeedHasMoreThanDevices(Api manager) {
        await().untilAsserted(() -> {
            Set<String> types =
                    items(manager, "/api/activities?limit=100").stream()
                            .map(event -> event.get("eventType").asText())
                            .collect(Collectors.toSet());
            assertThat(types)
                    .contains(
                            "agent.enrolled",
                            "session.started",
                            "task.completed",
                            "user.commented");
        });
    }

    private static void nothingIsDoubled(Map<String, Totals> before, Map<String, Totals> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((person, totals) -> {
            assertThat(totals.seconds()).isEqualTo(totals.unionSeconds());
            assertThat(totals.starts()).isEqualTo(totals.count());
            assertThat(totals.count()).isGreaterThanOrEqualTo(before.get(person).count());
        });
    }

    /**
     * What is stored of one person.
     *
     * @param starts how many begin at different times
     * @param unionSeconds without what overlaps
     */
    private record Totals(
            long count, long starts, long withMedia, long seconds, long unionSeconds) {}

    private static Map<String, Totals> totals(TestApp app, JsonNode me) {
        return stored(app, me, TOTALS).stream()
                .collect(
                        Collectors.toMap(
                                List::getFirst,
                                row -> {
                                    List<Long> numbers =
                                            row.stream().skip(1).map(Long::valueOf).toList();
                                    return new Totals(
                                            numbers.get(0),
                                            numbers.get(1),
                                            numbers.get(2),
                                            numbers.get(3),
                                            numbers.get(4));
                                }));
    }

    private static List<List<String>> stored(TestApp app, JsonNode me, String sql) {
        UUID organizationId = UUID.fromString(me.get("organizationId").asText());
        return app.bean(Transactions.class)
                .inOrganization(
                        organizationId,
                        () ->
                                app.bean(JdbcOperations.class)
                                        .prepareStatement(
                                                sql,
                                                statement -> {
                                                    List<List<String>> rows = new ArrayList<>();
                                                    try (ResultSet row = statement.executeQuery()) {
                                                        while (row.next()) {
                                                            List<String> columns =
                                                                    new ArrayList<>();
                                                            int count =
                                                                    row.getMetaData()
                                                                            .getColumnCount();
                                                            for (int i = 1; i <= count; i++) {
                                                                columns.add(row.getString(i));
                                                            }
                                                            rows.add(columns);
                                                        }
                                                    }
                                                    return rows;
                                                }));
    }

    private static List<JsonNode> sessions(Api manager) {
        return items(manager, "/api/sessions/active");
    }

    private static List<JsonNode> items(Api api, String path) {
        JsonNode items = api.get(path).expect(200).json().get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    private static Instant time(JsonNode node, String field) {
        return node.get(field).isNull() ? Instant.MIN : Instant.parse(node.get(field).asText());
    }

    private TestApp start(Map<String, String> variables, Clock clock) {
        Map<String, String> all = new java.util.HashMap<>(variables);
        all.put("ASTIR_HOME", home.toString());
        return TestApp.start(all, clock);
    }

    /** The demo as a process of its own. */
    private Process main(String server) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-D" + PastPlan.PROPERTY + "=" + NONE,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        server,
                        home.resolve("demo.properties").toString())
                .redirectOutput(home.resolve("out.txt").toFile())
                .redirectError(home.resolve("err.txt").toFile())
                .start();
    }

    private static List<String> logins(TestApp app) throws Exception {
        return app.bean(DemoOrganization.class).logins().get(60, TimeUnit.SECONDS);
    }

    /**
     * With what the line says: {@code Demo login: <e-mail> / <password> (<role>)}. Somebody may
     * have to wait while all of them sign in at once.
     */
    private static Api signIn(TestApp app, String line) {
        String[] words = line.split(" ");
        Map<String, String> login = Map.of("email", words[2], "password", words[4]);
        String token =
                await().until(
                                () -> app.api().post("/api/auth/login", login),
                                answer -> answer.status() != 429)
                        .expect(200)
                        .json()
                        .get("accessToken")
                        .asText();
        return app.api().with("Authorization", "Bearer " + token);
    }
}
