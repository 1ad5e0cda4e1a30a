package dev.astir.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.protocol.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes a journal, again and again, and looks what is left. */
class JournalCrashTest {

    private static final int KILLS = 5;
    private static final long BYTES = 64 << 20;

    @TempDir private Path root;

    @Test
    void aKilledProcessLosesNothingThatWasAppendedAndDoublesNothing() throws Exception {
        Path directory = root.resolve("journal");
        TreeSet<Integer> appended = new TreeSet<>();
        int next = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Process writer = start(directory, next);
            try (BufferedReader lines = writer.inputReader()) {
                String line = lines.readLine();
                int count = 0;
                while (line != null) {
                    appended.add(Integer.parseInt(line));
                    if (++count == 300 + 7 * kill) {
                        // SIGKILL; what the pipe still holds was appended too, and is read.
                        writer.toHandle().destroyForcibly();
                    }
                    line = lines.readLine();
                }
                assertThat(count).isGreaterThanOrEqualTo(300);
            } finally {
                writer.toHandle().destroyForcibly();
                assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(writer.exitValue()).isEqualTo(128 + 9);
            // Beyond what was reported, one more may have been closed, and its follower opened.
            next = appended.last() + 3;
        }

        try (Journal journal = Journal.open(directory, BYTES)) {
            List<String> ids =
                    journal.pending(100_000).stream().map(entry -> entry.span().id()).toList();
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(ids).containsAll(appended.stream().map(String::valueOf).toList());
            // Each kill left one open span, which is closed now: "open" and not reported.
            assertThat(ids.size()).isBetween(appended.size(), appended.size() + 2 * KILLS);
        }
    }

    private static Process start(Path directory, int first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString(),
                        Integer.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The process that is killed: appends for ever, and reports each span once it is appended. */
    static final class Writer {

        public static void main(String[] args) {
            try (Journal journal = Journal.open(Path.of(args[0]), BYTES)) {
                Span open = JournalTest.span(Integer.parseInt(args[1]), 1);
                for (int i = Integer.parseInt(args[1]); ; i++) {
                    Span following = JournalTest.span(i + 1, 1);
                    journal.append(List.of(open), List.of(following));
                    System.out.println(i);
                    System.out.flush();
                    open = following;
                }
            }
        }
    }
}
