package dev.astir.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and those that it started, as Linux tells of them in {@code /proc}.
 *
 * @param pid the process
 */
public record ProcessTree(long pid) {
    /** The unit of /proc, the same on all Linux machines of today. */
    private static final long TICK_NANOS = 10_000_000;

    private static final int PAGE_BYTES = 4_096;
    private static final int UTIME = 11; // counted after the name, which may hold spaces
    private static final int TIMES = 4; // own user and system time, and that of ended children

    /** The processor time of all threads of all of them, also of those that have ended. */
    public Duration processorTime() {
        return Duration.ofNanos(processes().mapToLong(ProcessTree::ticks).sum() * TICK_NANOS);
    }

    /** The memory that is theirs alone or shared, in bytes; what several share counts for each. */
    public long residentBytes() {
        return processes().mapToLong(ProcessTree::residentPages).sum() * PAGE_BYTES;
    }

    /** Sends a signal to all of them, the first one first. */
    public void signal(String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        processes().map(Object::toString).forEach(command::add);
        int unused =
                new ProcessBuilder(command).inheritIO().start().waitFor(); // some may have ended
    }

    private Stream<Long> processes() {
        List<Long> all =
                ProcessHandle.of(pid)
                        .map(root ->
                                Stream.concat(Stream.of(root), root.descendants())
                                        .map(ProcessHandle::pid)
                                        .toList())
                        .orElseThrow(() -> new IllegalStateException("process " + pid + " ended"));
        return all.stream();
    }

    private static long ticks(long pid) {
        String stat = read(pid, "stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        long ticks = 0;
        for (int i = UTIME; stat.length() > 0 && i < UTIME + TIMES; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks;
    }

    private static long residentPages(long pid) {
        String statm = read(pid, "statm");
        return statm.isEmpty() ? 0 : Long.parseLong(statm.split(" ", -1)[1]);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (NoSuchFileException e) {
            return ""; // It has just ended.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
