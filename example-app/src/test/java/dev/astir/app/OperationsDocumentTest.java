package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What operators are told of metrics and alerts is what a running app has. */
class OperationsDocumentTest extends AppTest {

    private static final Path DEPLOY = Path.of("..", "deploy");

    /** What is ours is in the document, all of it. */
    private static final Pattern OURS = Pattern.compile("(astir|activity_tracker)_.*");

    /** Made of a timer or a summary. */
    private static final String PART = "_(count|sum|max)$";

    /** PromQL's own words in the expressions that we have, and what Prometheus adds. */
    private static final Set<String> WORDS =
            Set.of(
                    "up",
                    "sum",
                    "min",
                    "max",
                    "rate",
                    "increase",
                    "min_over_time",
                    "topk",
                    "by",
                    "and",
                    "or",
                    "offset");

    private static Set<String> scraped;
    private static String document;

    @BeforeAll
    static void read() throws IOException {
        document = Files.readString(Path.of("..", "docs", "operations.md"));
        app().api().get("/api/auth/me").expect(401);
        // The request is counted when it is over.
        await().until(() -> scrape().contains("http_server_requests_seconds"));
        scraped = scrape();
    }

    private static Set<String> scrape() {
        return names(app().api().get("/metrics").expect(200).body(), "(?m)^# TYPE (\\S+) ");
    }

    @Test
    void theTableNamesWhatThereIs() {
        Set<String> documented = names(document, "(?m)^\\| `([a-z0-9_]+)` \\|");

        assertThat(documented).hasSizeGreaterThan(40).isSubsetOf(scraped);
        assertThat(scraped.stream().filter(name -> OURS.matcher(name).matches()))
                .filteredOn(name -> !name.endsWith("_max"))
                .isSubsetOf(documented);
    }

    @Test
    void alertsAskForWhatThereIsAndHaveTheirParagraph() throws IOException {
        String rules = Files.readString(DEPLOY.resolve("prometheus/astir-alerts.yaml"));
        Set<String> alerts = names(rules, "(?m)^ *- alert: (\\w+)$");

        assertThat(alerts).hasSizeGreaterThan(10);
        assertThat(names(document, "(?m)^### (Astir\\w+)$")).isEqualTo(alerts);
        assertThat(names(rules, "(?m)^ *runbook: docs/operations.md#(\\w+)$"))
                .isEqualTo(
                        alerts.stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toCollection(TreeSet::new)));
        List<String> expressions = all(rules, "(?m)^ *expr: (.*)$");
        assertThat(expressions).hasSameSizeAs(alerts);
        assertThat(metrics(expressions)).isNotEmpty().isSubsetOf(scraped);
    }

    @Test
    void theDashboardShowsWhatThereIs() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(DEPLOY.resolve("grafana/astir.json").toFile());
        List<String> expressions = new ArrayList<>();
        dashboard.findValues("expr").forEach(value -> expressions.add(value.asText()));

        assertThat(metrics(expressions)).hasSizeGreaterThan(15).isSubsetOf(scraped);
    }

    /** Those that expressions of PromQL name. */
    private static Set<String> metrics(List<String> expressions) {
        Set<String> metrics = new TreeSet<>();
        for (String expression : expressions) {
            String bare =
                    expression
                            .replaceAll("\\{[^}]*}", "")
                            .replaceAll("\\bby \\([^)]*\\)", "")
                            .replaceAll("\\[[^]]*]|\\boffset \\w+", "");
            for (String word : all(bare, "\\b([a-z_][a-z0-9_]*)\\b")) {
                if (!WORDS.contains(word)) {
                    metrics.add(word.replaceFirst(PART, ""));
                }
            }
        }
        return metrics;
    }

    private static Set<String> names(String text, String pattern) {
        return new TreeSet<>(all(text, pattern));
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
