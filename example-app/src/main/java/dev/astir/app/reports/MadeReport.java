package dev.astir.app.reports;

import dev.astir.app.files.Files;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A report as it was for whoever asked, to be answered or put into a file. Immutable. */
public final class MadeReport {

    private final Object answer;
    private final ReportTable table;
    private final Headline headline;
    private final boolean isComplete;

    /**
     * The figures that a report comes down to.
     *
     * @param workSeconds null where the report does not tell
     * @param score null where there is nothing, or the report does not tell
     * @param most on what the most time went, where the report tells that
     */
    public record Headline(
            @Nullable Long workSeconds,
            long activeSeconds,
            long idleSeconds,
            @Nullable BigDecimal score,
            @Nullable String most) {

        static Headline of(Figures figures) {
            return new Headline(
                    figures.totalWorkSeconds(),
                    figures.activeSeconds(),
                    figures.idleSeconds(),
                    figures.productivityScore(),
                    null);
        }

        static Headline of(Answers.Usage usage, GroupBy by) {
            return new Headline(
                    null,
                    usage.activeSeconds(),
                    usage.idleSeconds(),
                    null,
                    usage.items().stream()
                            // People are not ranked.
                            .filter(item -> by.isOfThings())
                            .filter(item -> item.activeSeconds() > 0 && item.name() != null)
                            .map(Answers.UsedFor::name)
                            .findFirst()
                            .orElse(null));
        }
    }

    MadeReport(Object answer, ReportTable table, Headline headline, boolean isComplete) {
        this.answer = answer;
        this.table = table;
        this.headline = headline;
        this.isComplete = isComplete;
    }

    Object answer() {
        return answer;
    }

    ReportTable table() {
        return table;
    }

    /** What it comes down to. */
    public Headline headline() {
        return headline;
    }

    /** False while days of it are still being computed, after an import. */
    public boolean isComplete() {
        return isComplete;
    }

    /** The name of its file. */
    public String fileName(ReportFormat format) {
        return table.name() + "." + format.json();
    }

    /**
     * The file, the same as whoever downloads it gets. Takes time and memory.
     *
     * @param madeAt when, for the page
     * @param mostBytes how large it may be
     * @return empty when it is larger, or longer than a page may be
     */
    public Optional<byte[]> file(ReportFormat format, Instant madeAt, int mostBytes) {
        if (format == ReportFormat.PDF && table.rows().size() > ReportPdf.MOST_ROWS) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Files.Parts parts =
                format == ReportFormat.CSV ? new ReportCsv(table) : ReportPdf.of(table, madeAt);
        try {
            boolean hasMore = true;
            while (hasMore && out.size() <= mostBytes) {
                hasMore = parts.writeNext(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a file could not be written to memory", e);
        }
        return out.size() > mostBytes ? Optional.empty() : Optional.of(out.toByteArray());
    }
}
