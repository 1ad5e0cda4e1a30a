package dev.astir.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import dev.astir.demo.Main;
import dev.astir.demo.PastPlan;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** Base of tests of the demo: an app that has one, and what its people did. */
abstract class DemoScene {

    static final int PEOPLE = 12;

    private static final String TOTALS =
            """
            SELECT person_id::text, count(*)::text, count(DISTINCT started_at)::text,
                   count(media)::text,
                   extract(epoch FROM sum(ended_at - started_at))::bigint::text,
                   (SELECT extract(epoch FROM sum(upper(r) - lower(r)))::bigint::text
                    FROM unnest(range_agg(tstzrange(started_at, ended_at))) AS r)
            FROM intervals GROUP BY person_id
            """;

    static final String NONE = "0,0,0";

    final Path home = TestApp.temporaryHome();

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

    /** Two managers of teams see theirs, and one without sees all. */
    static void assertTheirTeams(TestApp app, List<String> logins) {
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
    static void theyAreAtWork(Api manager, Instant now) {
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
    static void assertItsScripts(Api administrator, int calls) {
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

    static void theFeedHasMoreThanDevices(Api manager) {
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

    static void nothingIsDoubled(Map<String, Totals> before, Map<String, Totals> after) {
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
    record Totals(long count, long starts, long withMedia, long seconds, long unionSeconds) {}

    static Map<String, Totals> totals(TestApp app, JsonNode me) {
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

    static List<List<String>> stored(TestApp app, JsonNode me, String sql) {
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

    static List<JsonNode> sessions(Api manager) {
        return items(manager, "/api/sessions/active");
    }

    static List<JsonNode> items(Api api, String path) {
        JsonNode items = api.get(path).expect(200).json().get("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    static Instant time(JsonNode node, String field) {
        return node.get(field).isNull() ? Instant.MIN : Instant.parse(node.get(field).asText());
    }

    TestApp start(Map<String, String> variables, Clock clock) {
        Map<String, String> all = new java.util.HashMap<>(variables);
        all.put("ASTIR_HOME", home.toString());
        return TestApp.start(all, clock);
    }

    /** The demo as a process of its own. */
    Process main(String server) throws IOException {
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

    static List<String> logins(TestApp app) throws Exception {
        return app.bean(DemoOrganization.class).logins().get(60, TimeUnit.SECONDS);
    }

    /**
     * With what the line says: {@code Demo login: <e-mail> / <password> (<role>)}. Somebody may
     * have to wait while all of them sign in at once.
     */
    static Api signIn(TestApp app, String line) {
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
