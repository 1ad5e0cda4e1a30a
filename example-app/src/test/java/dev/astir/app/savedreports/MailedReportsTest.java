package dev.astir.app.savedreports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.TestApp.Person;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** Saved reports by mail, through a real mail server: what each gets. */
class MailedReportsTest extends MailScene {

    @Test
    void eachGetsTheFileThatTheyWouldDownload() throws Exception {
        String id = saved(weekly("team", "csv", ada, tess));

        at(monday, 7);
        TestSending.run(app());

        ada = app().signIn(ada.email());
        tess = app().signIn(tess.email());
        for (Person each : List.of(ada, tess)) {
            BodyPart file = file(mail(each, 1));
            assertThat(file.getFileName())
                    .isEqualTo(
                            "astir-team-%s-%s.csv"
                                    .formatted(monday.minusDays(7), monday.minusDays(1)));
            assertThat(file.getContentType()).startsWith("text/csv; charset=utf-8");
            assertThat(content(file)).isEqualTo(download(each, id, "text/csv"));
        }
        assertThat(new String(content(file(mail(ada, 1))), UTF_8))
                .contains("Mia,7200,2.00,", "Bob,10800,3.00,", "Total,18000,");
        assertThat(new String(content(file(mail(tess, 1))), UTF_8))
                .as("Tess sees her team alone, whoever saved it")
                .contains("Mia,", "Total,7200,")
                .doesNotContain("Bob");
        MimeMessage mail = mail(tess, 1);
        String week =
                PeriodWords.of(monday.minusDays(7), monday.minusDays(1), java.util.Locale.ENGLISH);
        assertThat(mail.getSubject()).isEqualTo("The week: " + week);
        assertThat(text(mail))
                .contains("Your report “The week” of " + week)
                .contains("Active 2 h 0 min, idle 0 min, at work 2 h 0 min, score 100.00")
                .contains(
                        "https://astir.example/office/reports?period=dates&from=%s&to=%s"
                                .formatted(monday.minusDays(7), monday.minusDays(1)))
                .contains("Ada Admin has this mailed to you. To stop it")
                .doesNotContain("still being computed");
        assertThat(text(mail(ada, 1))).contains("You had this mailed to you. To stop it");
        assertThat(views(tess, mia)).as("Mia can see that Tess had it").isEqualTo(1);
        assertThat(views(tess, bob)).isZero();
        assertThat(views(ada, bob)).isEqualTo(1);
        JsonNode shown = ada.api().get("/api/reports/saved/" + id).expect(200).json();
        assertThat(shown.get("lastSentAt").asText()).isEqualTo(now().toString());
        assertThat(shown.get("nextAt").asText())
                .isEqualTo(monday.plusDays(7).atTime(7, 0).atZone(BERLIN).toInstant().toString());
    }

    @Test
    void thePageToSignIsTheOneOfTheDownload() throws Exception {
        String id = saved(weekly("team", "pdf", ada));

        at(monday, 7);
        TestSending.run(app());

        ada = app().signIn(ada.email());
        assertThat(words(content(file(mail(ada, 1)))))
                .isEqualTo(words(download(ada, id, "application/pdf")))
                .contains("Time of the team", "Mia", "5:00:00", "Manager: date, signature");
    }

    @Test
    void writesInTheLanguageOfWhoSavedIt() throws Exception {
        ada.api()
                .with("Accept-Language", "de-AT")
                .post("/api/reports/saved", weekly("team", "csv", ada))
                .expect(201);
        at(monday, 7);
        TestSending.run(app());

        assertThat(text(mail(ada, 1)))
                .contains(
                        "Ihr Bericht „The week“", "Aktiv 5 Std. 0 Min.", "hängt an", "Abbestellen");
    }

    @Test
    void somebodySendsItToThemselvesNowAndNotTooOften() throws Exception {
        String id = saved(weekly("team", "csv", tess));
        String path = "/api/reports/saved/" + id + "/send";

        assertThat(tess.api().post(path).expect(202).json().get("to").asText())
                .isEqualTo(tess.email());

        assertThat(new String(content(file(mail(tess, 1))), UTF_8))
                .contains("Mia")
                .doesNotContain("Bob");
        assertThat(text(mail(tess, 1))).doesNotContain("To stop it");
        bob.api().post(path).expect(404);
        for (int i = 1; i < 10; i++) {
            tess.api().post(path).expect(202);
        }
        assertThat(tess.api().post(path).expect(429).header("Retry-After")).isNotEmpty();
    }

    @Test
    void whatIsTooLongForPaperIsALink() throws Exception {
        Map<String, Object> hours = weekly("hours", "pdf", ada);
        hours.put("period", "last-90-days");
        saved(hours);
        // A row an hour, for 90 days.
        Instant end = monday.atStartOfDay(BERLIN).toInstant();
        execute(
                """
                INSERT INTO day_totals (organization_id, person_id, day, starts_at, active_ms,
                    private_ms, stated_ms, idle_ms, undecided_ms, discarded_ms, work_ms, sessions,
                    hours, computed_at)
                SELECT '%s', '%s', d, d, 86400000, 0, 0, 0, 0, 0, 86400000, 0,
                       array_fill(3600000, ARRAY[24]), now()
                FROM generate_series(date '%s' - 90, date '%s' - 1, interval '1 day') AS d
                """
                        .formatted(ada.organizationId(), ada.userId(), monday, monday));
        assertThat(end).isAfter(now());
        at(monday, 7);
        TestSending.run(app());

        assertThat(text(mail(ada, 1))).contains("too large for a mail", "https://astir.example");
        assertThat(mail(ada, 1).getContentType()).startsWith("multipart/alternative");
    }

    private static byte[] download(Person person, String id, String type) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> file =
                    client.send(
                            HttpRequest.newBuilder(
                                            app().uri()
                                                    .resolve(
                                                            "/api/reports/saved/" + id + "/report"))
                                    .header("Accept", type)
                                    .header("Authorization", "Bearer " + person.accessToken())
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).isEqualTo(200);
            return file.body();
        }
    }

    private static String words(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
