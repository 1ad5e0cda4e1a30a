package dev.astir.app.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of a database server whose first one was killed. They end by themselves as soon as
 * they take notice, which those that are busy do late. Stateless.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private static final Path PROCESSES = Path.of("/proc");
    private static final long LONGEST_END_SECONDS = 5;

    private Leftovers() {}

    /** Ends those that work in this data folder, where the system tells which they are (Linux). */
    static void end(Path data) throws IOException {
        List<ProcessHandle> left = in(data.toRealPath());
        left.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : left) {
            try {
                process.onExit().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException | TimeoutException e) {
                LOG.warn("Process {} of the database that died does not end", process.pid());
            }
        }
    }

    /** Their names do not tell whose they are; the folder that they work in does. */
    private static List<ProcessHandle> in(Path folder) throws IOException {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return found;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROCESSES, "[1-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, folder)) {
                    ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static boolean worksIn(Path process, Path folder) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(folder);
        } catch (IOException e) {
            return false; // it has ended, or is somebody else's
        }
    }
}
