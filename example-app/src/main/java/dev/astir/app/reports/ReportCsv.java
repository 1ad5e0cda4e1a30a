package dev.astir.app.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.app.files.Files;
import dev.astir.app.reports.ReportTable.Column;
import dev.astir.app.reports.ReportTable.Kind;
import dev.astir.stream.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table for a spreadsheet: times as seconds and as decimal hours, a row at the end with their
 * sums, which are the sums of what stands above them. For one reader.
 */
final class ReportCsv implements Files.Parts {

    /** A part has so many rows. */
    private static final int ROWS = 500;

    private final ReportTable table;
    private final Map<Integer, List<BigDecimal>> hours = new LinkedHashMap<>();
    private int next = -1;

    ReportCsv(ReportTable table) {
        this.table = table;
        for (int column = 0; column < table.columns().size(); column++) {
            if (table.columns().get(column).kind() == Kind.SECONDS) {
                hours.put(column, Hundredths.of(table.seconds(column)));
            }
        }
    }

    @Override
    public boolean writeNext(OutputStream out) throws IOException {
        int rows = table.rows().size();
        if (next > rows) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        CsvText csv = new CsvText(text);
        if (next < 0) {
            csv.line(titles());
            next = 0;
        }
        int until = Math.min(rows, next + ROWS);
        for (; next < until; next++) {
            csv.line(cells(next));
        }
        if (next == rows) {
            csv.line(totals());
            next++;
        }
        out.write(text.toString().getBytes(UTF_8));
        return true;
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>();
        for (Column column : table.columns()) {
            if (column.kind() == Kind.SECONDS) {
                titles.add(column.title() + " (seconds)");
                titles.add(column.title() + " (hours)");
            } else {
                titles.add(column.title());
            }
        }
        return titles;
    }

    private List<@Nullable String> cells(int row) {
        List<@Nullable String> cells = new ArrayList<>();
        List<@Nullable Object> values = table.rows().get(row);
        for (int column = 0; column < values.size(); column++) {
            Object value = values.get(column);
            cells.add(value == null ? null : value.toString());
            if (hours.containsKey(column)) {
                cells.add(hours.get(column).get(row).toPlainString());
            }
        }
        return cells;
    }

    private List<@Nullable String> totals() {
        List<@Nullable String> cells = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            if (hours.containsKey(column)) {
                cells.add(Long.toString(table.sum(column)));
                cells.add(Hundredths.total(table.seconds(column)).toPlainString());
            } else {
                cells.add(column == 0 ? "Total" : null);
            }
        }
        return cells;
    }
}
