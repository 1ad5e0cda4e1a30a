package dev.astir.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, as Markdown. Not safe for use by several threads. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean isFailure;

    /** A table with these columns. */
    public Table(String... header) {
        row(header);
        String[] line = new String[header.length];
        for (int i = 0; i < line.length; i++) {
            line[i] = i == 0 ? "---" : "--:";
        }
        row(line);
    }

    /** Adds a row. */
    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** Adds a line below the table. */
    public void note(String note) {
        notes.add(note);
    }

    /** Adds a line below the table, and lets the program end with an error. */
    public void failure(String note) {
        note(note);
        isFailure = true;
    }

    /** Whether something was found that must not be. */
    public boolean isFailure() {
        return isFailure;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append('|');
            for (int i = 0; i < row.size(); i++) {
                String format = i == 0 ? " %-" + width(i) + "s |" : " %" + width(i) + "s |";
                text.append(format.formatted(row.get(i)));
            }
            text.append('\n');
        }
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> text.append(note).append('\n'));
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }
}
