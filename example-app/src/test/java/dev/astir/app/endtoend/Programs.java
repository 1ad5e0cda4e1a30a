package dev.astir.app.endtoend;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The programs that the end-to-end tests run; a missing one is an error that names it. */
final class Programs {

    private Programs() {}

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String find(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(() ->
                        new AssertionError(name + " is not installed; `make test` installs it"));
    }
}
