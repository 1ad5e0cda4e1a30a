package dev.astir.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.protocol.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final long LARGE = 64 << 20;

    @TempDir private Path root;

    @Test
    void keepsClosedSpansOverARestartUntilTheyAreAcknowledged() {
        Path directory = root.resolve("journal");
        try (Journal journal = Journal.open(directory, LARGE)) {
            journal.append(spans(0, 3), List.of());
            journal.append(spans(3, 5), List.of());
            assertThat(ids(journal.pending(10))).containsExactly("0", "1", "2", "3", "4");
            assertThat(ids(journal.pending(2))).containsExactly("0", "1");
            journal.acknowledge(1);
        }
        try (Journal journal = Journal.open(directory, LARGE)) {
            assertThat(ids(journal.pending(10))).containsExactly("2", "3", "4");
            assertThat(journal.pendingCount()).isEqualTo(3);
            journal.acknowledge(4);
            journal.append(spans(5, 6), List.of());
        }
        try (Journal journal = Journal.open(directory, LARGE)) {
            assertThat(ids(journal.pending(10))).containsExactly("5");
            assertThat(Journal.inspect(directory)).isEqualTo(new Journal.Summary(true, 1, 0));
        }
        assertThat(Journal.inspect(directory).running()).isFalse();
    }

    @Test
    void closesOpenSpansAfterACrashOnceAndWithTheirIds() {
        Path directory = root.resolve("journal");
        try (Journal journal = Journal.open(directory, LARGE)) {
            journal.append(spans(0, 1), List.of(span(1, 10)));
            journal.append(List.of(), List.of(span(1, 20)));
        }
        for (int restart = 0; restart < 3; restart++) {
            try (Journal journal = Journal.open(directory, LARGE)) {
                assertThat(journal.pending(10))
                        .extracting(Journal.Entry::span)
                        .containsExactly(span(0, 5), span(1, 20));
            }
        }
    }

    @Test
    void doesNotBringBackWhatWasOpenAndIsClosedOrDiscarded() {
        Path directory = root.resolve("journal");
        try (Journal journal = Journal.open(directory, LARGE)) {
            journal.append(List.of(), List.of(span(0, 5), span(1, 9)));
            journal.append(List.of(span(0, 3)), List.of());
        }
        try (Journal journal = Journal.open(directory, LARGE)) {
            assertThat(journal.pending(10))
                    .extracting(Journal.Entry::span)
                    .containsExactly(span(0, 3));
        }
    }

    @Test
    void cutsATornEndAtEveryLengthAndLosesNothingBeforeIt() throws IOException {
        Path whole = root.resolve("whole");
        List<Long> sizes = new ArrayList<>();
        try (Journal journal = Journal.open(whole, LARGE)) {
            for (int i = 0; i < 4; i++) {
                journal.append(spans(i, i + 1), List.of());
                sizes.add(Files.size(segments(whole).getFirst()));
            }
        }
        byte[] bytes = Files.readAllBytes(segments(whole).getFirst());
        for (int length = 0; length <= bytes.length; length++) {
            Path torn = Files.createDirectory(root.resolve("torn-" + length));
            Path file = torn.resolve(segments(whole).getFirst().getFileName());
            Files.write(file, Arrays.copyOf(bytes, length));
            int cut = length;
            long expected = sizes.stream().filter(size -> size <= cut).count();
            try (Journal journal = Journal.open(torn, LARGE)) {
                assertThat(journal.pendingCount()).as("cut at %d", length).isEqualTo(expected);
                journal.append(List.of(span(9, 9)), List.of());
                List<String> all = new ArrayList<>(ids(journal.pending(10)));
                assertThat(all).hasSize((int) expected + 1).last().isEqualTo("9");
            }
        }
    }

    @Test
    void noticesEveryDamagedByte() throws IOException {
        Path whole = root.resolve("whole");
        try (Journal journal = Journal.open(whole, LARGE)) {
            journal.append(spans(0, 1), List.of());
            journal.append(spans(1, 2), List.of());
        }
        Path name = segments(whole).getFirst();
        byte[] bytes = Files.readAllBytes(name);
        Random random = new Random(7);
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            Path directory = Files.createDirectory(root.resolve("damaged-" + at));
            Files.write(directory.resolve(name.getFileName()), damaged);
            try (Journal journal = Journal.open(directory, LARGE)) {
                assertThat(ids(journal.pending(10)))
                        .as("byte %d", at)
                        .isEqualTo(at < bytes.length / 2 ? List.of() : List.of("0"));
            }
        }
    }

    @Test
    void deletesSegmentsThatAreAcknowledgedAndKeepsTheNumbers() throws IOException {
        Path directory = root.resolve("journal");
        try (Journal journal = Journal.open(directory, LARGE)) {
            for (int i = 0; i < 5000; i += 10) {
                journal.append(spans(i, i + 10), List.of());
            }
            assertThat(segments(directory)).hasSizeGreaterThan(2);
            List<Journal.Entry> all = journal.pending(5000);
            assertThat(all).extracting(Journal.Entry::number).isSorted().hasSize(5000);
            journal.acknowledge(all.get(4998).number());
            assertThat(segments(directory)).hasSize(1);
            assertThat(ids(journal.pending(10))).containsExactly("4999");
        }
        try (Journal journal = Journal.open(directory, LARGE)) {
            assertThat(ids(journal.pending(10))).containsExactly("4999");
        }
    }

    @Test
    void dropsTheOldestAboveTheBoundAndCountsThem() throws IOException {
        Path directory = root.resolve("journal");
        try (Journal journal = Journal.open(directory, 16 << 10)) {
            for (int i = 0; i < 1000; i++) {
                journal.append(spans(i, i + 1), List.of());
            }
            long kept = journal.pendingCount();
            assertThat(kept).isBetween(50L, 200L);
            assertThat(journal.dropped()).isEqualTo(1000 - kept);
            List<String> left = ids(journal.pending(1000));
            assertThat(left)
                    .isEqualTo(
                            IntStream.range((int) (1000 - kept), 1000)
                                    .mapToObj(Integer::toString)
                                    .toList());
            assertThat(size(directory)).isLessThan(20 << 10);
        }
        assertThat(Journal.inspect(directory).dropped()).isPositive();
    }

    @Test
    void refusesASecondAgentInTheSameDirectory() {
        Path directory = root.resolve("journal");
        try (Journal journal = Journal.open(directory, LARGE)) {
            assertThatThrownBy(() -> Journal.open(directory, LARGE))
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("Another agent is running");
            assertThat(journal.pendingCount()).isZero();
        }
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        Path directory = root.resolve("journal");
        try (Journal journal = Journal.open(directory, LARGE)) {
            journal.append(spans(0, 2), List.of());
            journal.acknowledge(0);
        }
        assertThat(mode(directory)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files)
                    .extracting(file -> file.getFileName() + " " + mode(file))
                    .contains("lock rw-------", "acknowledged rw-------")
                    .allMatch(file -> file.endsWith(" rw-------"));
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Span span(int number, int seconds) {
        return new Span(
                Integer.toString(number),
                START,
                START.plusSeconds(seconds),
                Span.Kind.ACTIVE,
                "editor",
                null,
                null,
                null);
    }

    private static List<Span> spans(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> span(i, 5)).toList();
    }

    private static List<String> ids(List<Journal.Entry> entries) {
        return entries.stream().map(entry -> entry.span().id()).toList();
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".journal")).sorted().toList();
        }
    }

    private static long size(Path directory) throws IOException {
        long size = 0;
        for (Path segment : segments(directory)) {
            size += Files.size(segment);
        }
        return size;
    }
}
