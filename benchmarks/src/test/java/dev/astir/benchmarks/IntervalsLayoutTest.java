package dev.astir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table that is measured is the one that the app has. */
class IntervalsLayoutTest {

    private static final Path MEASURED =
            Path.of("src/main/resources/dev/astir/benchmarks/intervals/intervals.sql");
    private static final Path APP =
            Path.of("../example-app/src/main/resources/db/migration/V8__timeline.sql");

    private static final Pattern COLUMN =
            Pattern.compile(
                    "^ {4}([a-z_]+) +(uuid|text|timestamptz|integer|bigint|date)\\b( +NOT NULL)?");
    private static final Pattern KEY =
            Pattern.compile("PRIMARY KEY \\([a-z_, ]+\\)|CREATE INDEX .*;");

    @Test
    void hasTheSameColumnsKeysAndIndexes() throws IOException {
        List<String> measured = layout(MEASURED);

        assertThat(measured).hasSizeGreaterThan(20).isEqualTo(layout(APP));
    }

    private static List<String> layout(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("CREATE FUNCTION")) {
                break; // what follows are triggers
            }
            Matcher column = COLUMN.matcher(line);
            if (column.find()) {
                found.add(column.group().strip().replaceAll(" +", " "));
            }
            Matcher key = KEY.matcher(line);
            if (key.find()) {
                found.add(key.group());
            }
        }
        return found;
    }
}
