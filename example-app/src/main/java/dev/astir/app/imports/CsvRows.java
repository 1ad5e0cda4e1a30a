package dev.astir.app.imports;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads comma-separated values (RFC 4180), and those that a spreadsheet separates by semicolons or
 * tabs. Stateless but for one file; for one thread.
 */
final class CsvRows {

    /**
     * A row that is not empty.
     *
     * @param line the one that it begins in; the first is 1
     */
    record Row(int line, List<String> cells) {

        /** The cell without blanks around it; empty when the row ends before it. */
        String cell(int column) {
            return column < 0 || column >= cells.size() ? "" : cells.get(column).strip();
        }

        boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private int at;
    private int line = 1;

    private CsvRows(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    /** The rows of a text, the first of which names the columns. */
    static List<Row> of(String text) {
        CsvRows reader = new CsvRows(text);
        while (reader.at < text.length()) {
            reader.row();
        }
        return reader.rows;
    }

    /** That of the header which comes first. */
    private static char separator(String text) {
        for (char each : text.toCharArray()) {
            if (each == ';' || each == '\t' || each == ',') {
                return each;
            }
            if (each == '\n') {
                break;
            }
        }
        return ',';
    }

    private void row() {
        List<String> cells = new ArrayList<>();
        int begun = line;
        boolean isOver = false;
        while (!isOver) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            isOver = at >= text.length() || text.charAt(at) != separator;
            at++;
        }
        Row row = new Row(begun, List.copyOf(cells));
        // The separator that was passed may have been the end of the line.
        if (at <= text.length() && text.charAt(at - 1) == '\n') {
            line++;
        }
        if (!row.isBlank()) {
            rows.add(row);
        }
    }

    private String plain() {
        int from = at;
        while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char next = text.charAt(at++);
            if (next == '"') {
                if (at >= text.length() || text.charAt(at) != '"') {
                    break;
                }
                at++;
            } else if (next == '\n') {
                line++;
            }
            cell.append(next);
        }
        // What follows the quote belongs to the cell, as in most readers.
        return cell.append(plain()).toString();
    }
}
