package dev.astir.stream.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows as PostgreSQL writes them as text (its manual, sections 8.15.6 and 8.16.6), which every
 * driver can send.
 */
final class TextRows implements RowArray {
    private final StringBuilder array = new StringBuilder("{");
    private final StringBuilder row = new StringBuilder();

    @Override
    public void row() {
        endRow();
        row.append('(');
    }

    private void endRow() {
        if (row.length() > 0) {
            row.setCharAt(row.length() - 1, ')');
            separate(array);
            quote(row, array);
            row.setLength(0);
        }
    }

    @Override
    public void uuid(UUID value) {
        field(value.toString());
    }

    @Override
    public void text(@Nullable String value) {
        if (value != null) {
            quote(value, row);
        }
        row.append(',');
    }

    @Override
    public void int4(int value) {
        field(Integer.toString(value));
    }

    @Override
    public void int8(long value) {
        field(Long.toString(value));
    }

    @Override
    public void bool(boolean value) {
        field(Boolean.toString(value));
    }

    @Override
    public void time(Instant value) {
        field(value.toString());
    }

    @Override
    public void texts(Collection<String> values) {
        StringBuilder texts = new StringBuilder("{");
        for (String value : values) {
            separate(texts);
            quote(value, texts);
        }
        text(texts.append('}').toString());
    }

    @Override
    public void json(String value) {
        text(value);
    }

    @Override
    public void words(Collection<String> values) {
        text(String.join(" ", values));
    }

    @Override
    public void bind(PreparedStatement statement, int index) throws SQLException {
        endRow();
        statement.setObject(index, array + "}", Types.OTHER);
    }

    /** What holds nothing that would need quotes. */
    private void field(String value) {
        row.append(value).append(',');
    }

    private static void separate(StringBuilder list) {
        if (list.length() > 1) {
            list.append(',');
        }
    }

    private static void quote(CharSequence value, StringBuilder target) {
        target.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                target.append('\\');
            }
            target.append(c);
        }
        target.append('"');
    }
}
