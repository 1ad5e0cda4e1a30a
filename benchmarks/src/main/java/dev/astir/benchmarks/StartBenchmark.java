package dev.astir.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged app, with its data there already, from the command to the first answer over HTTP: by
 * its start script, which uses the cache of loaded classes, and as a plain jar. The contestants
 * take turns.
 */
final class StartBenchmark {
    private static final Path PACKAGE =
            Path.of(Settings.text("start.package", "example-app/target")).toAbsolutePath();
    private static final int ROUNDS = Settings.number("start.rounds", 9);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long MEGABYTE = 1_000_000;

    private record Start(double seconds, double processorSeconds) {}

    private StartBenchmark() {}

    static Table compare() throws Exception {
        Path cache = PACKAGE.resolve("astir.aot");
        if (!Files.exists(cache)) {
            throw new IllegalStateException(cache + " is missing: `make build` makes it");
        }
        String java = ProcessHandle.current().info().command().orElse("java");
        String jar = PACKAGE.resolve("example-app.jar").toString();
        Map<String, List<String>> contestants = new LinkedHashMap<>();
        contestants.put("the start script", List.of(PACKAGE.resolve("astir").toString()));
        contestants.put("the plain jar, without the cache", List.of(java, "-jar", jar));

        Path home = Files.createTempDirectory("astir-start");
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        try {
            for (List<String> command : contestants.values()) {
                Start unused = start(command, home); // makes the data, and fills the file cache
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, List<String>> each : contestants.entrySet()) {
                    starts.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                            .add(start(each.getValue(), home));
                }
            }
        } finally {
            delete(home);
        }
        Table table =
                new Table(
                        "start with the data there, median [quartiles] of " + ROUNDS,
                        "to the first answer, s",
                        "processor time until then, s");
        starts.forEach((name, all) -> table.row(name, seconds(all), processorSeconds(all)));
        table.note(
                String.format(
                        Locale.ROOT,
                        "The cache has %d MB, the jars have %d MB.",
                        Files.size(cache) / MEGABYTE,
                        (bytes(PACKAGE.resolve("lib")) + Files.size(Path.of(jar))) / MEGABYTE));
        return table;
    }

    private static String seconds(List<Start> starts) {
        return Quartiles.of(starts.stream().mapToDouble(Start::seconds)).text(2);
    }

    private static String processorSeconds(List<Start> starts) {
        return Quartiles.of(starts.stream().mapToDouble(Start::processorSeconds)).text(2);
    }

    private static Start start(List<String> command, Path home)
            throws IOException, InterruptedException {
        int port = freePort();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ASTIR_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("ASTIR_HOME", home.toString());
        environment.put("ASTIR_PORT", Integer.toString(port));
        long before = System.nanoTime();
        Process process = builder.start();
        try {
            awaitAnswer(process, URI.create("http://127.0.0.1:" + port + "/"));
            double seconds = (System.nanoTime() - before) / 1e9;
            double processorSeconds =
                    new ProcessTree(process.pid()).processorTime().toMillis() / 1e3;
            return new Start(seconds, processorSeconds);
        } finally {
            process.destroy();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                Process unused = process.destroyForcibly();
            }
        }
    }

    private static void awaitAnswer(Process process, URI address)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(address)) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new IOException("the app ended with " + process.exitValue());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("no answer within " + PATIENCE);
            }
        }
    }

    private static boolean answers(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (ConnectException e) {
            return false;
        } finally {
            connection.disconnect();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
