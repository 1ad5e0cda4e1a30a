package dev.astir.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.benchmarks.hostile.HostileBenchmark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The threat model names a test at each wall, and each of them is there. */
class ThreatModelTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");
    private static final Pattern HEADS =
            Pattern.compile("\\| (who \\| wants|# \\| broken promise)");
    private static final Pattern FLOOD = Pattern.compile("hostile-([a-z0-9-]+)");

    private final List<String> lines = Files.readAllLines(ROOT.resolve("docs/security.md"));

    ThreatModelTest() throws IOException {}

    @Test
    void eachWallHasATest() {
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| "))
                .filteredOn(line -> !HEADS.matcher(line).lookingAt())
                .hasSizeGreaterThan(20)
                .allMatch(line -> TEST.matcher(line).find() || FLOOD.matcher(line).find());
    }

    @Test
    void theTestsAreThere() throws IOException {
        Set<String> there;
        try (Stream<Path> files = Files.list(ROOT)) {
            there =
                    files.map(module -> module.resolve("src/test/java"))
                            .filter(Files::isDirectory)
                            .flatMap(ThreatModelTest::names)
                            .collect(Collectors.toSet());
        }

        assertThat(named(TEST)).isNotEmpty().isSubsetOf(there);
    }

    @Test
    void theFloodsAreThere() {
        assertThat(named(FLOOD)).isNotEmpty().isSubsetOf(HostileBenchmark.floods());
    }

    private Set<String> named(Pattern pattern) {
        return lines.stream()
                .flatMap(line -> pattern.matcher(line).results())
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .map(file -> file.getFileName().toString().replaceFirst("\\.java$", ""))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
