package dev.astir.app.reports;

import dev.astir.app.files.Files;
import dev.astir.app.identity.Caller;
import dev.astir.app.web.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers reports as their caller accepts them: as JSON, for a spreadsheet, or on paper. Whoever
 * takes anything, or says nothing, gets JSON. Thread-safe.
 */
@Singleton
class ReportFiles {

    static final String CSV = "text/csv";
    static final String PDF = "application/pdf";

    private final Files files;
    private final Clock clock;

    ReportFiles(Files files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * The answer in the form that is asked for.
     *
     * @throws ProblemException 409 {@code report-too-long} for what is too long for paper, 429 for
     *     too many files
     */
    <T> HttpResponse<?> answer(
            HttpRequest<?> request, Caller caller, T report, Function<T, ReportTable> asTable) {
        Optional<String> wanted =
                request.accept().stream()
                        .map(MediaType::getName)
                        .filter(type ->
                                type.equals(CSV)
                                        || type.equals(PDF)
                                        || type.equals(MediaType.APPLICATION_JSON))
                        .findFirst()
                        .filter(type -> !type.equals(MediaType.APPLICATION_JSON));
        if (wanted.isEmpty()) {
            return HttpResponse.ok(report).contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        ReportTable table = asTable.apply(report);
        if (wanted.get().equals(CSV)) {
            return files.answer(
                    request,
                    caller,
                    CSV + "; charset=utf-8",
                    table.name() + ".csv",
                    new ReportCsv(table));
        }
        if (table.rows().size() > ReportPdf.MOST_ROWS) {
            throw ProblemException.conflict(
                    "report-too-long",
                    "A page must have at most %d rows, but this has %d; take text/csv."
                            .formatted(ReportPdf.MOST_ROWS, table.rows().size()));
        }
        return files.answer(
                request, caller, PDF, table.name() + ".pdf", ReportPdf.of(table, clock.instant()));
    }
}
