package dev.astir.app.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.timeline.SpanIntake;
import dev.astir.app.timeline.TestSpans;
import dev.astir.protocol.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On what time went: of one project, opened into sites, by person and by day. */
class UsageReportsTest extends AppTest {

    private static final Instant NINE = Instant.parse("2026-11-26T08:00:00Z");
    private static final int HOUR = 3_600;

    private final Person ada = app().registerOrganization();
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");
    private final Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
    private final UUID core = project("Astir core");
    private final UUID other = project("Northwind");

    /**
     * Eve: on Thursday an hour in vim, half an hour on each of two sites and a quarter on none, all
     * on one project; on Friday an hour on the other. Bob: two hours on Thursday, and ten minutes
     * away, on that one project.
     */
    @BeforeEach
    void record() {
        Device desk = TestSpans.device(eve);
        work(eve, core, NINE, 3 * HOUR);
        span(desk, NINE, HOUR, Span.Kind.ACTIVE, "vim", null);
        span(desk, NINE.plusSeconds(HOUR), HOUR / 2, Span.Kind.ACTIVE, "Firefox", "github.com");
        span(desk, NINE.plusSeconds(5_400), HOUR / 2, Span.Kind.ACTIVE, "Firefox", "zammad.com");
        span(desk, NINE.plusSeconds(7_200), HOUR / 4, Span.Kind.ACTIVE, "Firefox", null);
        Instant friday = NINE.plusSeconds(86_400);
        work(eve, other, friday, HOUR);
        span(desk, friday, HOUR, Span.Kind.ACTIVE, "Chromium", "github.com");
        Device laptop = TestSpans.device(bob);
        work(bob, core, NINE, 3 * HOUR);
        span(laptop, NINE, 2 * HOUR, Span.Kind.ACTIVE, "vim", null);
        span(laptop, NINE.plusSeconds(7_200), 600, Span.Kind.IDLE, null, null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groupBy=app | vim 10800 0, Firefox 4500 0, null 0 600",
                "groupBy=project | Astir core 15300 600",
                "groupBy=category | Development 12600 0, Messages 1800 0, null 900 600",
                "groupBy=site&app=Firefox | github.com 1800 0, zammad.com 1800 0, null 900 0",
                // By name, not by who did more.
                "groupBy=person | Bob 7200 600, Eve 8100 0",
                "groupBy=day | 2026-11-26 15300 600",
            })
    void ofOneProject(String question, String items) {
        JsonNode usage = usage(question + "&projectId=" + core);
        assertThat(items(usage)).isEqualTo(items);
        assertThat(usage.get("projectId").asText()).isEqualTo(core.toString());
        assertThat(usage.get("projectName").asText()).isEqualTo("Astir core");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "groupBy=app | vim 10800 0, Firefox 4500 0, Chromium 3600 0, null 0 600",
                // In whatever browser.
                "groupBy=site | null 11700 600, github.com 5400 0, zammad.com 1800 0",
                "groupBy=site&app=Chromium | github.com 3600 0",
                "groupBy=person | Bob 7200 600, Eve 11700 0",
                "groupBy=day | 2026-11-26 15300 600, 2026-11-27 3600 0",
            })
    void ofAllThatOneSees(String question, String items) {
        assertThat(items(usage(question))).isEqualTo(items);
        assertThat(usage(question).get("projectId").isNull()).isTrue();
    }

    @Test
    void whatCanBeOpenedIntoSitesIsMarked() {
        for (JsonNode item : usage("groupBy=app").get("items")) {
            assertThat(item.get("hasSites").asBoolean())
                    .isEqualTo(!List.of("vim", "null").contains(item.get("name").asText()));
        }
        assertThat(usage("groupBy=site").get("items").get(0).get("hasSites").isNull()).isTrue();
    }

    @Test
    void aProjectThatWasDeletedKeepsItsTime() {
        ada.api().delete("/api/projects/" + core).expect(204);
        JsonNode usage = usage("groupBy=person&projectId=" + core);
        assertThat(items(usage)).isEqualTo("Bob 7200 600, Eve 8100 0");
        assertThat(usage.get("projectName").asText()).isEqualTo("Astir core");
    }

    @Test
    void whoSeesNobodyElseSeesOneself() {
        JsonNode own =
                eve.api()
                        .get(
                                "/api/reports/usage?from=2026-11-26&to=2026-11-27&groupBy=person&projectId="
                                        + core)
                        .expect(200)
                        .json();
        assertThat(items(own)).isEqualTo("Eve 8100 0");
        // Another organization's project is none.
        UUID theirs = UUID.randomUUID();
        assertThat(eve.api().get("/api/reports/usage?projectId=" + theirs).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "projectId=core, projectId, UUID",
        "app=vim, app, absent unless groupBy is site",
        "groupBy=mood, groupBy, site",
    })
    void whatCannotBeAskedIsExplained(String question, String field, String allowed) {
        JsonNode problem = ada.api().get("/api/reports/usage?" + question).expect(400).json();
        assertThat(problem.toString()).contains("\"" + field + "\"", allowed);
    }

    @Test
    void anApplicationsNameIsNoNovel() {
        String question = "/api/reports/usage?groupBy=site&app=" + "x".repeat(257);
        assertThat(ada.api().get(question).expect(400).json().toString()).contains("\"app\"");
    }

    private static String items(JsonNode usage) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : usage.get("items")) {
            items.add(
                    "%s %s %s"
                            .formatted(
                                    item.get("name").asText(),
                                    item.get("activeSeconds").asText(),
                                    item.get("idleSeconds").asText()));
        }
        return String.join(", ", items);
    }

    private JsonNode usage(String question) {
        return ada.api()
                .get("/api/reports/usage?from=2026-11-26&to=2026-11-27&" + question)
                .expect(200)
                .json();
    }

    private UUID project(String name) {
        return UUID.fromString(
                ada.api()
                        .post("/api/projects", Map.of("name", name))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText());
    }

    private static void work(Person person, UUID project, Instant start, int seconds) {
        UUID session = TestSpans.session(person, start, start.plusSeconds(seconds));
        TestSpans.execute(
                person,
                "UPDATE work_sessions SET project_id = '%s' WHERE id = '%s'"
                        .formatted(project, session));
    }

    private static void span(
            Device device,
            Instant start,
            int seconds,
            Span.Kind kind,
            @Nullable String application,
            @Nullable String site) {
        Span span =
                new Span(
                        UUID.randomUUID().toString(),
                        start,
                        start.plusSeconds(seconds),
                        kind,
                        application,
                        site,
                        null,
                        null);
        app().bean(Transactions.class)
                .inOrganization(
                        device.organizationId(),
                        () ->
                                app().bean(SpanIntake.class)
                                        .store(device, List.of(span), start.plusSeconds(seconds)));
    }
}
