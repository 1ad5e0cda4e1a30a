package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The peers that run on Node.js: their packages, of fixed versions, are installed once into a
 * folder, {@code ~/.cache/astir-benchmarks} or {@code astir.bench.cache}.
 */
final class NodePackages {
    private static final String MANIFEST = "package.json";
    private static final List<String> FILES =
            List.of(MANIFEST, "broadcast.js", "ws.js", "socket-io.js");

    private final Path folder =
            Path.of(
                    Settings.text(
                            "cache",
                            Path.of(System.getProperty("user.home"), ".cache", "astir-benchmarks")
                                    .toString()));

    /** Tells what is missing; nothing if all is there. */
    String install() throws IOException, InterruptedException {
        if (!isThere("node") || !isThere("npm")) {
            return "they need Node.js and npm: apt-get install nodejs npm";
        }
        Files.createDirectories(folder);
        Path manifest = folder.resolve(MANIFEST);
        boolean isInstalled =
                Files.exists(folder.resolve("node_modules"))
                        && Files.exists(manifest)
                        && Files.readString(manifest)
                                .equals(new String(resource(MANIFEST), "UTF-8"));
        for (String file : FILES) {
            Files.write(folder.resolve(file), resource(file));
        }
        if (!isInstalled
                && run(List.of("npm", "install", "--no-audit", "--no-fund", "--loglevel=error"))
                        != 0) {
            Files.delete(manifest);
            return "npm install failed in " + folder;
        }
        return "";
    }

    private static byte[] resource(String file) throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(
                        NodePackages.class.getResourceAsStream("node/" + file), file)) {
            return resource.readAllBytes();
        }
    }

    private boolean isThere(String program) throws InterruptedException {
        try {
            List<String> command = new ArrayList<>(List.of(program, "--version"));
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.inputReader().lines().forEach(line -> {});
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.inputReader().lines().forEach(System.err::println);
        return process.waitFor();
    }

    LocalProcess start(String script) throws IOException {
        return LocalProcess.start(folder, List.of("node", script));
    }
}
