package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program beside this one, which may open as many files as the system lets it. It ends when its
 * standard input does, so that it does not outlive the benchmark. Thread-safe.
 */
final class LocalProcess implements AutoCloseable {
    /** A line that starts so tells the ports that the program listens on. */
    static final String READY = "ports ";

    private static final int END_SECONDS = 30;
    private static final String WITH_ALL_FILES = "ulimit -n $(ulimit -Hn); exec \"$0\" \"$@\"";

    /** For programs that take no notice of their standard input. */
    private static final String WITH_INPUT =
            "ulimit -n $(ulimit -Hn); \"$0\" \"$@\" & child=$!; cat >/dev/null; kill $child;"
                    + " wait $child";

    private final Process process;

    private LocalProcess(Process process) {
        this.process = process;
    }

    /** A program that tells its ports. */
    static LocalProcess start(Path folder, List<String> command) throws IOException {
        return start(folder, WITH_ALL_FILES, command);
    }

    /** A program that tells nothing and knows no end. */
    static LocalProcess startDaemon(Path folder, List<String> command) throws IOException {
        return start(folder, WITH_INPUT, command);
    }

    private static LocalProcess start(Path folder, String script, List<String> command)
            throws IOException {
        List<String> all = new ArrayList<>(List.of("sh", "-c", script));
        all.addAll(command);
        return new LocalProcess(
                new ProcessBuilder(all)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** This Java with a class of this program. */
    static LocalProcess java(Class<?> main, List<String> options, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("--enable-native-access=ALL-UNNAMED"); // Netty's epoll
        command.addAll(options);
        command.add("-cp");
        command.add(classPath());
        command.add(main.getName());
        command.addAll(arguments);
        return start(Path.of("."), command);
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Waits for the line that tells the ports. */
    List<Integer> ports() throws IOException {
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                Thread log = new Thread(() -> output.lines().forEach(System.err::println), "log");
                log.setDaemon(true);
                log.start();
                String[] ports = line.substring(READY.length()).strip().split(" ", -1);
                return Arrays.stream(ports).map(Integer::valueOf).toList();
            }
            System.err.println(line);
        }
        throw new IOException("the server ended before it was ready");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The process and those that it started. */
    ProcessTree tree() {
        return new ProcessTree(process.pid());
    }

    /** Ends it without a word. */
    void kill() throws InterruptedException {
        Process unused = process.destroyForcibly();
        int code = process.waitFor();
        if (code == 0) {
            throw new IllegalStateException("the process had ended by itself");
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("still there " + END_SECONDS + " s after its input ended");
            }
        } catch (IOException e) {
            System.err.println(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            Process unused = process.destroyForcibly();
        }
    }

    /** Ends this process when its input does; for the programs of ours. */
    static void endWithInput() {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                while (System.in.read() >= 0) {
                                    // Nothing is sent.
                                }
                            } catch (IOException e) {
                                // As good as its end.
                            }
                            System.exit(0);
                        },
                        "input");
        thread.setDaemon(true);
        thread.start();
    }
}
