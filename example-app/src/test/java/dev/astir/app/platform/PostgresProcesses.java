package dev.astir.app.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes of a PostgreSQL server, to be stopped and killed. */
public final class PostgresProcesses {

    private PostgresProcesses() {}

    /** Sends a signal to all processes of the server with this data folder. */
    public static void signalAll(Path data, String signal) {
        ProcessHandle first = first(data);
        signal(
                signal,
                Stream.concat(Stream.of(first), first.descendants())
                        .map(ProcessHandle::pid)
                        .toList());
    }

    /**
     * Kills the process that the others are children of, which live on for a moment, and returns
     * when it is gone.
     */
    public static void killFirst(Path data) {
        ProcessHandle first = first(data);
        signal("KILL", List.of(first.pid()));
        first.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** The number of the process that the others are children of; empty while there is none. */
    public static Optional<Long> numberOfFirst(Path data) {
        try {
            return Optional.of(first(data).pid());
        } catch (UncheckedIOException | NoSuchElementException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Sends a signal to one process of a server. */
    static void signal(long process, String signal) {
        signal(signal, List.of(process));
    }

    private static ProcessHandle first(Path data) {
        try {
            return ProcessHandle.of(
                            Long.parseLong(
                                    Files.readAllLines(data.resolve("postmaster.pid"))
                                            .getFirst()
                                            .strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signal(String signal, List<Long> processes) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(process -> command.add(Long.toString(process)));
        try {
            // One may have ended meanwhile, so what it says is nothing to go by.
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
