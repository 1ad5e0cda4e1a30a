package dev.astir.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.mail.MailServer;
import dev.astir.app.platform.Job;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Every job of every feature: on an installation where nobody is yet, and on one that is used. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class EveryJobTest {

    private MailServer mails;
    private TestApp app;

    @BeforeAll
    void start() {
        mails = MailServer.start(false);
        app =
                TestApp.start(
                        Map.of(
                                "ASTIR_SMTP_URL",
                                "smtp://127.0.0.1:%d?from=astir@example.org"
                                        .formatted(mails.port())));
    }

    @AfterAll
    void end() throws IOException {
        app.close();
        mails.stop();
    }

    @Test
    @Order(1)
    void haveNamesOfTheirOwnThatAddressesHave() {
        List<String> names = app.beans(Job.class).stream().map(Job::name).toList();

        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"))
                .contains(
                        "automatic-sessions",
                        "mails",
                        "partitions",
                        "relabelling",
                        "report-mails",
                        "retention",
                        "summaries",
                        "sweeps");
    }

    @Order(2)
    @TestFactory
    Stream<DynamicTest> runWhereNobodyIsYet() {
        return eachRuns();
    }

    @Order(3)
    @TestFactory
    Stream<DynamicTest> runWherePeopleWork() {
        fill();
        return eachRuns();
    }

    /** As their runs are, with what is written down. */
    private Stream<DynamicTest> eachRuns() {
        JobRuns runs = app.bean(JobRuns.class);
        return app.beans(Job.class).stream()
                .map(job ->
                        dynamicTest(
                                job.name(),
                                () -> {
                                    assertThat(runs.run(job, "here", () -> false)).isTrue();
                                    assertThat(runs.run(job, "here", () -> true)).isFalse();
                                }));
    }

    private void fill() {
        Person admin = app.registerOrganization();
        Person bob = app.addUser(admin, Role.EMPLOYEE, "Bob");
        app.registerOrganization();
        admin.api()
                .post("/api/invitations", Map.of("email", "eve@example.org", "role", "employee"))
                .expect(201);
        admin.api()
                .post(
                        "/api/categories",
                        Map.of("name", "Code", "rating", "productive", "rules", List.of()))
                .expect(201);
        Instant start = Instant.now().minus(30, ChronoUnit.HOURS);
        JsonNode session =
                bob.api()
                        .post(
                                "/api/sessions",
                                Map.of(
                                        "startTime", start.toString(),
                                        "endTime", start.plus(1, ChronoUnit.HOURS).toString(),
                                        "reason", "forgotten"))
                        .expect(201)
                        .json();
        bob.api()
                .post(
                        "/api/sessions/%s/activity".formatted(session.get("id").asText()),
                        Map.of(
                                "timestamp",
                                start.toString(),
                                "activityType",
                                "active",
                                "durationSeconds",
                                600,
                                "appName",
                                "vim"))
                .expect(201);
        bob.api().post("/api/sessions/start").expect(201);
        admin.api()
                .post(
                        "/api/reports/saved",
                        Map.of(
                                "name",
                                "Daily",
                                "report",
                                "team",
                                "period",
                                "yesterday",
                                "schedule",
                                Map.of("every", "day", "at", "07:00", "format", "csv")))
                .expect(201);
    }
}
