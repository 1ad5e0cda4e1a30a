package dev.astir.app.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.RawHttp;
import dev.astir.app.TestApp.Person;
import dev.astir.app.days.PersonCalendar;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** History that people send as a file. */
class ImportTest extends AppTest {

    private static Person admin;

    private final Person emil = app().addUser(admin, Role.EMPLOYEE, "Emil");

    @BeforeAll
    static void register() {
        admin = app().registerOrganization();
        admin.api().post("/api/projects", Map.of("name", "Astir core")).expect(201);
    }

    private static final String DAY =
            """
            start,end,project,task,note,app,title,url
            2026-11-20T09:00Z,2026-11-20T12:00Z,ASTIR CORE,,"Design, and ""review""\",,,
            2026-11-20T09:00Z,2026-11-20T10:30Z,,,,IntelliJ IDEA,Main.java,
            2026-11-20T10:30Z,2026-11-20T11:00Z,,,,Firefox,,https://example.com/a
            2026-11-20T13:00Z,2026-11-20T15:00Z,,,,,,
            """;

    @Test
    void isSessionsWithWhatWasDoneInThem() {
        JsonNode result = sends(DAY).expect(200).json();

        assertThat(result.toString())
                .isEqualTo(
                        "{\"preview\":false,\"sessions\":2,\"knownSessions\":0,\"activities\":2,"
                                + "\"knownActivities\":0,\"seconds\":18000,"
                                + "\"from\":\"2026-11-20T09:00:00Z\","
                                + "\"to\":\"2026-11-20T15:00:00Z\",\"newProjects\":[]}");
        JsonNode morning = sessions().get(1);
        assertThat(morning.get("source").asText()).isEqualTo("manual");
        assertThat(morning.get("totalActiveSeconds").asInt()).isEqualTo(7_200);
        assertThat(morning.get("projectId").isNull()).isFalse();
        JsonNode read =
                emil.api().get("/api/sessions/" + morning.get("id").asText()).expect(200).json();
        assertThat(read.at("/intervals/items").findValuesAsText("appName"))
                .containsExactlyInAnyOrder("IntelliJ IDEA", "Firefox");
        assertThat(read.at("/corrections/0/reason").asText()).isEqualTo("Design, and \"review\"");
        assertThat(
                        admin.api()
                                .get("/api/audit?action=session.added&personId=" + emil.userId())
                                .expect(200)
                                .json()
                                .get("items"))
                .hasSize(2);
    }

    @Test
    void isThereOnceHoweverOftenItIsSent() {
        sends(DAY).expect(200);
        JsonNode before = sessions();

        JsonNode again = sends(DAY).expect(200).json();

        assertThat(again.get("sessions").asInt()).isZero();
        assertThat(again.get("knownSessions").asInt()).isEqualTo(2);
        assertThat(again.get("activities").asInt()).isZero();
        assertThat(again.get("knownActivities").asInt()).isEqualTo(2);
        assertThat(again.get("seconds").asInt()).isZero();
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void isOnlyLookedAtForAPreview() {
        JsonNode result = send(emil, "?preview=true", DAY).expect(200).json();

        assertThat(result.get("sessions").asInt()).isEqualTo(2);
        assertThat(result.get("preview").asBoolean()).isTrue();
        assertThat(sessions()).isEmpty();
    }

    @Test
    void namesEachBadLineAndStoresNothing() {
        JsonNode errors =
                sends(
                                """
                                start;end;project;app;url
                                2026-11-20 09:00Z;2026-11-20 10:00Z;;;
                                yesterday;2026-11-20 11:00Z;;;
                                2026-11-20 12:00Z;2026-11-20 11:00Z;;;

                                2026-11-20 09:30Z;2026-11-20 10:30Z;;;
                                2026-11-20 10:30Z;2026-11-20 10:40Z;;Mail;
                                """
                                        .replace("start;end", "start,end")
                                        .replace(';', ','))
                        .expect(400)
                        .json()
                        .get("errors");

        assertThat(errors.findValuesAsText("field"))
                .containsExactly(
                        "lines[3].start", "lines[4].end", "lines[6].start", "lines[7].start");
        assertThat(errors.at("/0/message").asText())
                .contains("2026-11-27T09:30+01:00", "but is \"yesterday\"");
        assertThat(errors.at("/2/message").asText()).contains("line 2 is in the way");
        assertThat(sessions()).isEmpty();
    }

    /**
     * Whatever looks at them: how it is written, what is known, what is there, what may be posted.
     */
    @Test
    void namesAllBadLinesAtOnce() {
        sends(DAY).expect(200);
        JsonNode problem =
                sends(
                                """
                                start,end,project,app,url
                                2026-11-16T09:00Z,2026-11-16T10:00Z,Mars,,
                                2026-11-17T09:00Z,soon,,,
                                2026-11-17T09:10Z,2026-11-17T09:20Z,,Mail,
                                1999-11-18T09:00Z,1999-11-18T10:00Z,Mars,,
                                2026-11-19T09:00Z,2026-11-19T10:00Z,,,
                                2026-11-19T09:10Z,2026-11-19T09:20Z,,,ftp://example.com
                                2026-11-19T12:00Z,2026-11-19T12:20Z,,Mail,
                                2026-11-20T14:00Z,2026-11-20T16:00Z,,,
                                """)
                        .expect(400)
                        .json();

        // The fourth line is in a session that the third will be.
        assertThat(problem.get("errors").findValuesAsText("field"))
                .containsExactly(
                        "lines[2].project",
                        "lines[3].end",
                        "lines[5].project",
                        "lines[5].start",
                        "lines[7].url",
                        "lines[8].start",
                        "lines[9].start");
        assertThat(problem.get("moreLines").asInt()).isZero();
        assertThat(sessions()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what follows start and end, the column that is wrong, what it says
                "2026-11-20T09:00Z,2026-11-28T09:00Z,,,,,,    | end     | 7 days",
                "2026-11-20T09:00Z,2100-11-20T10:00Z,,,,,,    | end     | over",
                "1999-11-20T09:00Z,1999-11-20T10:00Z,,,,,,    | start   | 2000-01-01",
                "2026-11-20T09:00Z,2026-11-20T10:00Z,Mars,,,,,| project | a manager who is signed in",
                "2026-11-20T09:00Z,2026-11-20T10:00Z,,Test,,,,| task    | beside a project",
                "2026-11-20T09:00Z,2026-11-20T10:00Z,Astir core,Moon,,,,| task | a manager",
            })
    void refusesWhatAPersonMayNotEnter(String row, String column, String says) {
        JsonNode errors =
                sends("start,end,project,task,reason,app,title,url\n" + row)
                        .expect(400)
                        .json()
                        .get("errors");

        assertThat(errors.findValuesAsText("field")).containsExactly("lines[2]." + column);
        assertThat(errors.at("/0/message").asText()).contains(says);
        assertThat(sessions()).isEmpty();
    }

    @Test
    void refusesWhatNobodyMayPost() {
        JsonNode errors =
                sends(
                                """
                                start,end,app,url
                                2026-11-20T09:00Z,2026-11-20T12:00Z,,
                                2026-11-20T09:00Z,2026-11-20T10:30Z,,ftp://example.com
                                2026-11-20T09:00Z,2026-11-20T10:30Z,%s,
                                """
                                        .formatted("x".repeat(256)))
                        .expect(400)
                        .json()
                        .get("errors");

        assertThat(errors.findValuesAsText("field"))
                .containsExactly("lines[3].url", "lines[4].app");
        assertThat(sessions()).isEmpty();
    }

    @Test
    void saysWhatIsInTheWayAndWhichWeekIsClosed() {
        sends(DAY).expect(200);
        app().bean(Transactions.class)
                .inOrganization(
                        emil.organizationId(),
                        () ->
                                app().bean(JdbcOperations.class)
                                        .prepareStatement(
                                                """
                                                INSERT INTO closed_weeks VALUES ('%s', '%s',
                                                    '2026-11-09', '2026-11-09T00:00Z',
                                                    '2026-11-16T00:00Z', false, 300)
                                                """
                                                        .formatted(
                                                                emil.organizationId(),
                                                                emil.userId()),
                                                PreparedStatement::executeUpdate));

        JsonNode errors =
                sends(
                                """
                                start,end
                                2026-11-20T14:00Z,2026-11-20T16:00Z
                                2026-11-13T09:00Z,2026-11-13T10:00Z
                                2026-11-19T09:00Z,2026-11-19T10:00Z
                                """)
                        .expect(400)
                        .json()
                        .get("errors");

        assertThat(errors.findValuesAsText("field"))
                .containsExactly("lines[2].start", "lines[3].start");
        assertThat(errors.at("/0/message").asText()).contains("is there already");
        assertThat(errors.at("/1/message").asText()).contains("2026-11-09", "approved");
        assertThat(sessions()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        // in Berlin; what does not exist there is none
        "2026-11-29 00:30, 2026-11-28T23:30:00Z",
        "2026-07-01T09:00:05, 2026-07-01T07:00:05Z",
        "2026-07-01T09:00-03:00, 2026-07-01T12:00:00Z",
        "2026-07-01 09:00+02:00, 2026-07-01T07:00:00Z",
        "2026-03-29T02:30, ",
        "2026-10-25T02:30, 2026-10-25T00:30:00Z",
        "2026-02-30T09:00, ",
        "2026-11-29, ",
        "29.11.2026 09:00, ",
    })
    void readsTimesOnTheClockOfThePerson(String written, @Nullable Instant read) {
        assertThat(WrittenTime.read(written, PersonCalendar.of(ZoneId.of("Europe/Berlin"))))
                .isEqualTo(Optional.ofNullable(read));
    }

    @Test
    void makesTheProjectsOfThoseWhoMay() {
        Person dora = app().addUser(admin, Role.MANAGER, "Dora");
        String file = "start,end,project,task\n2026-11-20T09:00Z,2026-11-20T10:00Z,Moon,Land\n";

        JsonNode preview = send(dora, "?preview=true", file).expect(200).json();
        assertThat(preview.get("newProjects").toString()).isEqualTo("[\"Moon\"]");
        assertThat(projects("Moon")).isZero();
        assertThat(send(dora, "", file).expect(200).json().get("newProjects")).hasSize(1);
        assertThat(send(dora, "", file).expect(200).json().get("newProjects")).isEmpty();

        assertThat(projects("Moon")).isEqualTo(1);
        sends(file.replace("Moon", "moon")).expect(200);
    }

    @Test
    void hasBounds() {
        StringBuilder file = new StringBuilder("start,end\n");
        for (int i = 0; i < 5_001; i++) {
            Instant start = Instant.parse("2010-01-01T00:00:00Z").plusSeconds(3_600L * i);
            file.append(start).append(',').append(start.plusSeconds(1_800)).append('\n');
        }
        assertThat(sends(file.toString()).expect(400).json().at("/errors/0/message").asText())
                .contains("5000 rows", "5001");
        sends("start,end\n" + " ".repeat(1_000_000)).expect(200);
        assertThat(announces(1_050_000)).isEqualTo(413);
        JsonNode problem = sends("start,end\n" + "x,y\n".repeat(130)).expect(400).json();
        assertThat(problem.get("errors")).hasSize(200);
        assertThat(problem.at("/errors/199/field").asText()).isEqualTo("lines[101].end");
        assertThat(problem.get("moreLines").asInt()).isEqualTo(30);
        assertThat(sends("start,end,colour\n").expect(400).json().at("/errors/0/field").asText())
                .isEqualTo("lines[1].header");
        emil.api()
                .with("Content-Type", "application/json")
                .send("POST", "/api/sessions/import", "start,end\n")
                .expect(415);
    }

    /**
     * Without a body: who still sends one may find the connection closed before the answer is read.
     */
    private int announces(int bytes) {
        String head =
                """
                POST /api/sessions/import HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: text/csv\r
                Content-Length: %d\r
                Connection: close\r
                \r
                """
                        .formatted(app().uri().getAuthority(), emil.accessToken(), bytes);
        try (RawHttp http = new RawHttp(app().uri())) {
            return http.send(head.getBytes(StandardCharsets.US_ASCII)).status();
        }
    }

    private Api.Answer sends(String file) {
        return send(emil, "", file);
    }

    private static Api.Answer send(Person person, String query, String file) {
        return person.api().send("POST", "/api/sessions/import" + query, file);
    }

    /** The latest first. */
    private JsonNode sessions() {
        return emil.api().get("/api/sessions?limit=200").expect(200).json().get("items");
    }

    private static long projects(String name) {
        List<JsonNode> all =
                StreamSupport.stream(
                                admin.api().get("/api/projects").json().get("items").spliterator(),
                                false)
                        .toList();
        return all.stream().filter(each -> each.get("name").asText().equals(name)).count();
    }
}
