package dev.astir.stream;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV by RFC 4180: lines that end in CR LF, quotes where they are needed. No spreadsheet
 * runs a cell as a formula: an apostrophe stands in front of what would begin one. Not thread-safe.
 */
public final class CsvText {
    private final Appendable out;
    private boolean isLineBegun;

    /** Writes there, cell by cell. */
    public CsvText(Appendable out) {
        this.out = out;
    }

    /** Adds a cell to the line; null is an empty one. */
    public void cell(@Nullable String value) throws IOException {
        if (isLineBegun) {
            out.append(',');
        }
        isLineBegun = true;
        if (value == null || value.isEmpty()) {
            return;
        }
        String text = SpreadsheetText.defused(value);
        if (needsQuotes(text)) {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        } else {
            out.append(text);
        }
    }

    /** Adds a line of these cells. */
    public void line(Iterable<? extends @Nullable String> cells) throws IOException {
        for (String cell : cells) {
            cell(cell);
        }
        endLine();
    }

    /** Ends the line. */
    public void endLine() throws IOException {
        out.append("\r\n");
        isLineBegun = false;
    }

    private static boolean needsQuotes(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\r' || c == '\n') {
                return true;
            }
        }
        return false;
    }
}
