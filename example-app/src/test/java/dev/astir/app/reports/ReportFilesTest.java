package dev.astir.app.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.devices.Device;
import dev.astir.app.identity.Role;
import dev.astir.app.timeline.TestSpans;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Reports for spreadsheets and for paper: what is printed sums to what is printed below it. */
class ReportFilesTest extends AppTest {

    private static final Instant NINE = Instant.parse("2026-11-27T08:00:00Z");

    private final Person ada = app().registerOrganization();
    private final Person eve = app().addUser(ada, Role.EMPLOYEE, "Elif Yıldız <b>&");
    private final Device desk = TestSpans.device(eve);

    @Test
    void threeThirdsOfAnHourAreAnHour() throws Exception {
        for (int i = 0; i < 3; i++) {
            Instant start = NINE.plusSeconds(i * 86_400L);
            TestSpans.active(desk, start, start.plusSeconds(1_200), "vim");
        }

        String csv = text("/api/reports/user/" + eve.userId() + period(), "text/csv");

        assertThat(csv.lines())
                .containsExactly(
                        "Date,First,Last,work (seconds),work (hours),active (seconds),active (hours),"
                                + "by hand or kept (seconds),by hand or kept (hours),"
                                + "idle (seconds),idle (hours),Score",
                        "2026-11-27,09:00:00,09:20:00,1200,0.34,1200,0.34,0,0.00,0,0.00,100.00",
                        "2026-11-28,09:00:00,09:20:00,1200,0.33,1200,0.33,0,0.00,0,0.00,100.00",
                        "2026-11-29,09:00:00,09:20:00,1200,0.33,1200,0.33,0,0.00,0,0.00,100.00",
                        "Total,,,3600,1.00,3600,1.00,0,0.00,0,0.00,");
    }

    @Test
    void hundredthsSumToTheirTotal() {
        assertThat(Hundredths.of(List.of(1_200L, 1_200L, 1_200L)))
                .containsExactly(hours("0.34"), hours("0.33"), hours("0.33"));
        assertThat(Hundredths.of(List.of(17L, 17L, 17L, 0L)))
                .containsExactly(hours("0.01"), hours("0.00"), hours("0.00"), hours("0.00"));
        assertThat(Hundredths.of(List.of(10L))).containsExactly(hours("0.00"));
        assertThat(Hundredths.of(List.of())).isEmpty();
    }

    private static BigDecimal hours(String text) {
        return new BigDecimal(text);
    }

    @Test
    void noCellIsAFormula() throws Exception {
        TestSpans.active(desk, NINE, NINE.plusSeconds(60), "=HYPERLINK(\"http://x\")");

        for (String path :
                List.of(
                        "/api/reports/usage" + period("from", "to"),
                        "/api/timeline?date=2026-11-27")) {
            String csv = text(path + "&userId=" + eve.userId(), "text/csv");
            assertThat(csv).contains("\"'=HYPERLINK(");
        }
    }

    @Test
    void aDaySaysInPlainWordsWhatWasKeptAndWhatWasLeftOut() throws Exception {
        for (String decision : List.of("keep", "discard")) {
            Instant start = decision.equals("keep") ? NINE : NINE.plusSeconds(7_200);
            Instant away = start.plusSeconds(600);
            UUID session = TestSpans.session(eve, start, start.plusSeconds(3_600));
            TestSpans.active(desk, start, away, "vim");
            TestSpans.idle(desk, away, away.plusSeconds(1_200));
            eve.api()
                    .post(
                            "/api/sessions/%s/idle".formatted(session),
                            Map.of(
                                    "from", away.toString(),
                                    "to", away.plusSeconds(1_200).toString(),
                                    "decision", decision))
                    .expect(200);
        }
        String path = "/api/timeline?date=2026-11-27&userId=" + eve.userId();

        assertThat(text(path, "text/csv").lines())
                .anyMatch(row -> row.contains(",by hand or kept,"))
                .anyMatch(row -> row.contains(",left out,"))
                .anyMatch(row -> row.contains(",nothing recorded,"))
                .noneMatch(row -> row.contains("stated") || row.contains("discarded"));
        assertThat(words(get(path, "application/pdf").body()))
                .contains("by hand or kept", "left out")
                .doesNotContain("stated", "discarded");
    }

    @Test
    void aPageToSignHasNamesAsTextAndSumsOfItsRows() throws Exception {
        for (int i = 0; i < 3; i++) {
            Instant start = NINE.plusSeconds(i * 86_400L);
            TestSpans.active(desk, start, start.plusMillis(1_200_400), "vim");
        }

        for (String path :
                List.of(
                        "/api/reports/user/" + eve.userId() + period(),
                        "/api/reports/team" + period("from", "to"),
                        "/api/reports/daily?date=2026-11-27&userId=" + eve.userId(),
                        "/api/reports/usage" + period("from", "to"),
                        "/api/reports/timeline?date=2026-11-27&userId=" + eve.userId())) {
            HttpResponse<byte[]> file = get(path, "application/pdf");
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Type")).contains("application/pdf");
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                    .contains("attachment", ".pdf");
            String words = words(file.body());
            assertThat(words).as(path).contains("Manager: date, signature");
            // Nobody signs for others.
            assertThat(words.contains("Employee:")).as(path).isNotEqualTo(path.contains("team"));
            if (!path.contains("usage")) {
                assertThat(words).as(path).contains("Elif Yıldız <b>&");
            }
        }
        // Three times 1,200.4 s are 3,601 s when they are rounded once, and 3,600 s as rows.
        assertThat(
                        words(
                                get(
                                                "/api/reports/user/" + eve.userId() + period(),
                                                "application/pdf")
                                        .body()))
                .contains("Fri 27 Nov 2026", "27 November 2026 to 29 November 2026")
                .contains("0:20:00", "1:00:00");
    }

    @Test
    void aMonthOfSomebodyIsOnePage() throws Exception {
        byte[] month =
                get(
                                "/api/reports/user/%s?startDate=2026-10-01&endDate=2026-10-31"
                                        .formatted(eve.userId()),
                                "application/pdf")
                        .body();
        try (PDDocument pages = Loader.loadPDF(month)) {
            assertThat(pages.getNumberOfPages()).isEqualTo(1);
        }
        assertThat(words(month)).contains("Sat 31 Oct 2026", "Employee: date, signature");
    }

    @Test
    void ofSeveralDaysATeamHasNoFirstAndLast() throws Exception {
        TestSpans.active(desk, NINE, NINE.plusSeconds(60), "vim");
        assertThat(text("/api/reports/team?from=2026-11-27&to=2026-11-27", "text/csv"))
                .startsWith("Person,First,Last,work (seconds)");
        assertThat(text("/api/reports/team" + period("from", "to"), "text/csv"))
                .startsWith("Person,work (seconds)");
    }

    @Test
    void othersGetNoFile() throws Exception {
        Person bob = app().addUser(ada, Role.EMPLOYEE, "Bob");
        for (String type : List.of("text/csv", "application/pdf")) {
            HttpResponse<byte[]> refused =
                    get(bob, "/api/reports/user/" + eve.userId() + period(), type);
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(get(bob, "/api/reports/team", type).statusCode()).isEqualTo(403);
        }
    }

    private static String period() {
        return period("startDate", "endDate");
    }

    private static String period(String from, String to) {
        return "?%s=2026-11-27&%s=2026-11-29".formatted(from, to);
    }

    private String text(String path, String type) throws Exception {
        HttpResponse<byte[]> file = get(path, type);
        assertThat(file.statusCode()).as(path).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains(type + "; charset=utf-8");
        return new String(file.body(), UTF_8);
    }

    private HttpResponse<byte[]> get(String path, String type) throws Exception {
        return get(ada, path, type);
    }

    private static HttpResponse<byte[]> get(Person person, String path, String type)
            throws Exception {
        URI uri = app().uri().resolve(path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Accept", type)
                            .header("Authorization", "Bearer " + person.accessToken())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static String words(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
