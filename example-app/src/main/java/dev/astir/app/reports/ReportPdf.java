package dev.astir.app.reports;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.astir.app.files.Files;
import dev.astir.app.reports.ReportTable.Column;
import dev.astir.app.reports.ReportTable.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/**
 * A table on paper, with places to sign. The page asks for nothing from outside: neither addresses
 * nor files. For one reader.
 */
final class ReportPdf implements Files.Parts {

    static {
        // It would tell the log of each page that it lays out.
        XRLog.setLoggingEnabled(false);
    }

    /** A table that is longer is one for a spreadsheet. */
    static final int MOST_ROWS = 2_000;

    /** So many columns have room on a sheet that stands. */
    private static final int MOST_UPRIGHT = 8;

    private static final String STYLE =
            """
            @page { margin: 16mm 14mm;
                    @bottom-right { content: counter(page) " / " counter(pages); font-family: Report; font-size: 8pt;
                                    color: #586370; } }
            body { font-family: Report, sans-serif; font-size: 9pt; color: #1b2126; }
            h1 { font-size: 17pt; font-weight: normal; margin: 0 0 2mm; }
            p { margin: 0 0 1mm; color: #586370; }
            table { width: 100%; border-collapse: collapse; margin: 5mm 0; -fs-table-paginate: paginate; }
            th { text-align: left; border-bottom: 0.8pt solid #1b2126; padding: 1mm 1.5mm; font-weight: normal;
                 font-size: 8pt; color: #586370; vertical-align: bottom; }
            td { border-bottom: 0.3pt solid #dfe4e7; padding: 0.7mm 1.5mm; }
            tr { page-break-inside: avoid; }
            .number { text-align: right; white-space: nowrap; }
            th.number { white-space: normal; }
            .weekend { background-color: #f3f5f6; }
            .total td { border-top: 0.8pt solid #1b2126; border-bottom: 0; }
            .signatures { margin-top: 12mm; page-break-inside: avoid; }
            .signatures td { border: 0; width: 50%; padding-right: 16mm; }
            .line { border-top: 0.5pt solid #1b2126; padding-top: 1mm; color: #586370; }
            """;

    /** "Fri 27 Nov 2026". */
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu", Locale.ENGLISH);

    private static final DateTimeFormatter MADE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final ReportTable table;
    private final String madeAt;
    private boolean isOver;

    /**
     * @param madeAt when it is made, for the page
     */
    private ReportPdf(ReportTable table, String madeAt) {
        this.table = table;
        this.madeAt = madeAt;
    }

    /** One that was made at this time. */
    static ReportPdf of(ReportTable table, Instant madeAt) {
        return new ReportPdf(table, madeAt.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    @Override
    public boolean writeNext(OutputStream out) throws IOException {
        if (isOver) {
            return false;
        }
        isOver = true;
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.useUriResolver((base, uri) -> null);
        // The face that the library brings has Latin, Greek and Cyrillic letters.
        builder.useFont(ReportPdf::face, "Report", 400, FontStyle.NORMAL, true);
        builder.withHtmlContent(html(), null);
        builder.toStream(out);
        builder.run();
        return true;
    }

    private static InputStream face() {
        return Objects.requireNonNull(
                PDDocument.class.getResourceAsStream(
                        "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"),
                "the face of the pages is not there");
    }

    private String html() {
        StringBuilder html = new StringBuilder("<html><head><title>");
        text(html, table.title()).append("</title><style>").append(paper()).append(STYLE);
        html.append("</style></head><body><h1>");
        text(html, table.title()).append("</h1>");
        table.facts().forEach(fact -> line(html, fact));
        html.append("<table><thead><tr>");
        for (Column column : table.columns()) {
            html.append(isNumber(column) ? "<th class=\"number\">" : "<th>");
            text(html, capital(column.title())).append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (List<@Nullable Object> row : table.rows()) {
            row(html, row);
        }
        totals(html);
        html.append("</tbody></table>");
        table.notes().forEach(note -> line(html, note));
        line(html, "Made by Astir, " + MADE.format(Instant.parse(madeAt)));
        html.append("<table class=\"signatures\"><tr>");
        for (String who : table.signers()) {
            html.append("<td><div class=\"line\">");
            text(html, who + ": date, signature").append("</div></td>");
        }
        return html.append(table.signers().size() == 1 ? "<td></td>" : "")
                .append("</tr></table></body></html>")
                .toString();
    }

    private void totals(StringBuilder html) {
        html.append("<tr class=\"total\">");
        for (int column = 0; column < table.columns().size(); column++) {
            Object sum =
                    table.columns().get(column).kind() == Kind.SECONDS
                            ? table.sum(column)
                            : column == 0 ? "Total" : null;
            cell(html, table.columns().get(column), sum);
        }
        html.append("</tr>");
    }

    private void row(StringBuilder html, List<@Nullable Object> row) {
        boolean isWeekend =
                row.getFirst() instanceof LocalDate date && date.getDayOfWeek().getValue() > 5;
        html.append(isWeekend ? "<tr class=\"weekend\">" : "<tr>");
        for (int column = 0; column < row.size(); column++) {
            cell(html, table.columns().get(column), row.get(column));
        }
        html.append("</tr>");
    }

    private static void cell(StringBuilder html, Column column, @Nullable Object value) {
        html.append(isNumber(column) ? "<td class=\"number\">" : "<td>");
        if (value instanceof Long seconds) {
            html.append(seconds == 0 ? "–" : duration(seconds));
        } else if (value instanceof LocalDate date) {
            html.append(DAY.format(date));
        } else if (value != null) {
            text(html, value.toString());
        }
        html.append("</td>");
    }

    /** A month has room on a sheet that stands; a week's seven days beside each other do not. */
    private String paper() {
        return table.columns().size() > MOST_UPRIGHT
                ? "@page { size: A4 landscape; }"
                : "@page { size: A4; }";
    }

    private static boolean isNumber(Column column) {
        return column.kind() == Kind.SECONDS || column.kind() == Kind.NUMBER;
    }

    private static String capital(String title) {
        return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
    }

    /** Hours, minutes and seconds, so that what is printed sums to what is printed below. */
    static String duration(long seconds) {
        return "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    private static void line(StringBuilder html, String words) {
        html.append("<p>");
        text(html, words).append("</p>");
    }

    /** Names and titles are text, whatever they look like. */
    private static StringBuilder text(StringBuilder html, String words) {
        words.codePoints()
                .filter(ReportPdf::isOfXml)
                .forEach(c -> {
                    switch (c) {
                        case '<' -> html.append("&lt;");
                        case '>' -> html.append("&gt;");
                        case '&' -> html.append("&amp;");
                        case '"' -> html.append("&quot;");
                        default -> html.appendCodePoint(c);
                    }
                });
        return html;
    }

    private static boolean isOfXml(int codePoint) {
        boolean isHalf =
                codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        return !Character.isISOControl(codePoint) && !isHalf && (codePoint & 0xFFFE) != 0xFFFE;
    }
}
