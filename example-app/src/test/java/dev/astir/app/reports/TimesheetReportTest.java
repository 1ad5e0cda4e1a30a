package dev.astir.app.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A week on a page to sign, and for a spreadsheet. */
class TimesheetReportTest extends AppTest {

    private static final String WEEK = "2026-11-16";

    private final Person ada = app().registerOrganization();
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Eve");

    @BeforeEach
    void record() {
        String project =
                ada.api()
                        .post("/api/projects", Map.of("name", "Astir core"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
        eve.api()
                .post(
                        "/api/sessions",
                        Map.of(
                                "startTime", "2026-11-16T08:00:00Z",
                                "endTime", "2026-11-16T15:30:00Z",
                                "projectId", project,
                                "reason", "Forgot"))
                .expect(201);
        eve.api()
                .post(
                        "/api/sessions",
                        Map.of(
                                "startTime", "2026-11-17T08:00:00Z",
                                "endTime", "2026-11-17T08:20:00Z",
                                "reason", "Forgot"))
                .expect(201);
    }

    @Test
    void thePageSaysHowFarItIsAndWhoApproved() throws Exception {
        assertThat(page())
                .contains(
                        "Timesheet of Eve",
                        "Week 47, 2026-11-16 to 2026-11-22",
                        "Draft: not submitted",
                        "Astir core",
                        "7:30:00",
                        "(no project)",
                        "0:20:00",
                        "7:50:00",
                        "Employee: date, signature",
                        "Manager: date, signature");
        step(eve, "submit", null);
        assertThat(page()).contains("Submitted 20");
        step(ada, "reject", "Tuesday <b>looks</b> short");
        assertThat(page()).containsPattern("Returned by .*: Tuesday <b>looks</b> short");
        step(eve, "submit", null);
        step(ada, "approve", null);
        assertThat(page())
                .containsPattern("Approved by Ada Admin, 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d");
    }

    @Test
    void forASpreadsheetItsColumnsSumToTheirTotals() throws Exception {
        HttpResponse<byte[]> file = get(ada, "text/csv", "&userId=" + eve.userId());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("astir-timesheet-2026-W47.csv");
        String[] lines = new String(file.body(), UTF_8).split("\r?\n");
        assertThat(lines[0])
                .startsWith("Project,Mon 2026-11-16 (seconds),Mon 2026-11-16 (hours)")
                .endsWith("Week (seconds),Week (hours)");
        assertThat(lines[1]).startsWith("Astir core,27000,7.50,0,0.00").endsWith("27000,7.50");
        assertThat(lines[2]).startsWith("(no project),0,0.00,1200,0.33").endsWith("1200,0.33");
        assertThat(lines[3]).startsWith("Total,27000,7.50,1200,0.33").endsWith("28200,7.83");
    }

    @Test
    void itIsTheSameWeekAsThatOfTimesheets() {
        String report = "/api/reports/timesheet?week=%s&userId=%s".formatted(WEEK, eve.userId());
        String week = "/api/timesheets/%s/%s".formatted(eve.userId(), WEEK);
        assertThat(ada.api().get(report).expect(200).json())
                .isEqualTo(ada.api().get(week).expect(200).json());
        assertThat(eve.api().get("/api/me/views").expect(200).json().findValuesAsText("what"))
                .contains("timesheet");
        // One's own, of the present week, when nothing is said.
        assertThat(
                        eve.api()
                                .get("/api/reports/timesheet")
                                .expect(200)
                                .json()
                                .get("userId")
                                .asText())
                .isEqualTo(eve.userId().toString());
    }

    @Test
    void othersGetNone() throws Exception {
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        for (String type : new String[] {"text/csv", "application/pdf", "application/json"}) {
            assertThat(get(bob, type, "&userId=" + eve.userId()).statusCode()).isEqualTo(404);
        }
        assertThat(
                        ada.api()
                                .get("/api/reports/timesheet?week=sometime")
                                .expect(400)
                                .json()
                                .toString())
                .contains("\"week\"");
    }

    private void step(Person who, String step, String reason) {
        String path = "/api/timesheets/%s/%s/%s".formatted(eve.userId(), WEEK, step);
        if (reason == null) {
            who.api().post(path).expect(200);
        } else {
            who.api().post(path, Map.of("reason", reason)).expect(200);
        }
    }

    private String page() throws Exception {
        HttpResponse<byte[]> file = get(eve, "application/pdf", "");
        assertThat(file.statusCode()).isEqualTo(200);
        try (PDDocument document = Loader.loadPDF(file.body())) {
            // Where lines break is the layout's matter.
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static HttpResponse<byte[]> get(Person person, String type, String more)
            throws Exception {
        URI uri = app().uri().resolve("/api/reports/timesheet?week=" + WEEK + more);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Accept", type)
                            .header("Authorization", "Bearer " + person.accessToken())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
