package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged app as a process of its own: started, killed, started again, told to end. */
class MainIT {

    private static final Duration START = Duration.ofSeconds(90);

    private final List<Path> homes = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();

    @AfterEach
    void endEverything() throws Exception {
        for (Child child : children) {
            child.process.destroyForcibly().waitFor();
        }
        for (Path home : homes) {
            postgres(home).forEach(ProcessHandle::destroyForcibly);
            await().atMost(Duration.ofSeconds(20)).until(() -> postgres(home).isEmpty());
            delete(home);
        }
    }

    @Test
    void keepsWhatWasStoredThroughAKill() throws Exception {
        Path home = home();
        Child first = start(home, Map.of());
        Api api = new Api(first.uri());
        register(api).expect(201);
        assertThat(postgres(home)).hasSize(1);

        first.process.destroyForcibly().waitFor();
        assertThat(postgres(home)).as("the orphan goes on").hasSize(1);
        ProcessHandle orphan = postgres(home).getFirst();

        Child second = start(home, Map.of());
        // It has ended when the second is ready, but init may not have taken notice yet.
        await().atMost(Duration.ofSeconds(20)).until(() -> !orphan.isAlive());
        login(new Api(second.uri())).expect(200);

        second.process.destroy(); // SIGTERM
        assertThat(second.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(postgres(home)).as("a clean end leaves no process").isEmpty();
        assertThat(second.output())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("Astir is ready: http");
        assertThat(Files.readString(home.resolve("postgresql.log")))
                .contains("database system is shut down");
    }

    /** Of this package the build takes along only what the dashboard uses. */
    @Test
    void servesTheFontOfItsPackage() throws Exception {
        Api api = new Api(start(home(), Map.of()).uri());

        String stylesheet = api.get("/styles/font.css").expect(200).body();

        List<String> paths =
                Pattern.compile("/_static/inter/[^\"]+\\.woff2")
                        .matcher(stylesheet)
                        .results()
                        .map(MatchResult::group)
                        .toList();
        assertThat(paths).hasSize(2);
        for (String path : paths) {
            assertThat(api.get(path).expect(200).body()).as(path).isNotEmpty();
        }
    }

    @Test
    void refusesASecondAppOnTheSameHome() throws Exception {
        Path home = home();
        Child first = start(home, Map.of());

        Child second = launch(home, Map.of());

        assertThat(second.exitCode()).isEqualTo(2);
        assertThat(second.errors())
                .hasSize(1)
                .first()
                .asString()
                .contains("ASTIR_HOME", home.toString(), Long.toString(first.process.pid()));
        new Api(first.uri()).get("/health").expect(200);
        assertThat(postgres(home)).hasSize(1);
    }

    @Test
    void keepsItsSecretsForTheOwnerAlone() throws Exception {
        Path home = home();
        start(home, Map.of());

        for (String file : List.of("secret", "database-password")) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(home.resolve(file))))
                    .isEqualTo("rw-------");
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(home.resolve("database"))))
                .isEqualTo("rwx------");
        assertThat(Files.readString(home.resolve("database/pg_hba.conf")))
                .contains("scram-sha-256")
                .doesNotContainPattern("(?m)^(host|local).*trust");
    }

    @Test
    void endsWithOneLineForABadSetting() throws Exception {
        Child child = launch(home(), Map.of("ASTIR_PORT", "eighty"));

        assertThat(child.exitCode()).isEqualTo(2);
        assertThat(child.output()).isEmpty();
        assertThat(child.errors())
                .containsExactly(
                        "astir: ASTIR_PORT is \"eighty\"; allowed is a number from 0 to 65535 (0"
                                + " picks a free port)");
    }

    @Test
    void endsWithOneLineWhenThePortIsTaken() throws Exception {
        Path home = home();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Child child =
                    launch(home, Map.of("ASTIR_PORT", Integer.toString(taken.getLocalPort())));

            assertThat(child.exitCode()).isEqualTo(2);
            assertThat(child.errors().getLast())
                    .startsWith("astir: ASTIR_BIND")
                    .contains(Integer.toString(taken.getLocalPort()));
        }
        assertThat(postgres(home)).isEmpty();
    }

    @Test
    void createsTheFirstAdministratorOnceAndKeepsTheRestOut() throws Exception {
        Path home = home();
        Map<String, String> variables =
                Map.of(
                        "ASTIR_REGISTRATION", "closed",
                        "ASTIR_ADMIN_EMAIL", "ada@example.org",
                        "ASTIR_ADMIN_PASSWORD", TestApp.PASSWORD);
        Child child = start(home, variables);
        Api api = new Api(child.uri());

        assertThat(login(api).expect(200).json().at("/user/role").asText()).isEqualTo("admin");
        assertThat(register(api).expect(403).json().get("type").asText())
                .isEqualTo("urn:astir:problem:registration-closed");
    }

    private static Api.Answer register(Api api) {
        return api.post(
                "/api/auth/register",
                Map.of(
                        "organizationName", "Kept",
                        "timeZone", "UTC",
                        "name", "Ada",
                        "email", "ada@example.org",
                        "password", TestApp.PASSWORD));
    }

    private static Api.Answer login(Api api) {
        return api.post(
                "/api/auth/login",
                Map.of("email", "ada@example.org", "password", TestApp.PASSWORD));
    }

    private Path home() {
        Path home = TestApp.temporaryHome();
        homes.add(home);
        return home;
    }

    /** Runs the app and waits until it is ready. */
    private Child start(Path home, Map<String, String> variables) {
        Child child = launch(home, variables);
        await().atMost(START).until(() -> !child.output().isEmpty() || !child.process.isAlive());
        assertThat(child.output()).as(() -> String.join("\n", child.errors())).isNotEmpty();
        return child;
    }

    private Child launch(Path home, Map<String, String> variables) {
        try {
            Path output = Files.createTempFile(home, "stdout", ".txt");
            Path errors = Files.createTempFile(home, "stderr", ".txt");
            ProcessBuilder builder =
                    PackagedApp.command(home)
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile());
            builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
            builder.environment().putAll(variables);
            Child child = new Child(builder.start(), output, errors);
            children.add(child);
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The database servers of this home. */
    private static List<ProcessHandle> postgres(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        process.info()
                                .commandLine()
                                .filter(line -> line.contains("bin/postgres -D " + home))
                                .isPresent())
                .toList();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private record Child(Process process, Path stdout, Path stderr) {

        List<String> output() {
            return lines(stdout);
        }

        List<String> errors() {
            return lines(stderr);
        }

        URI uri() {
            return URI.create(output().getFirst().replaceFirst("Astir is ready: ", ""));
        }

        int exitCode() throws InterruptedException {
            assertThat(process.waitFor(START.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        private static List<String> lines(Path file) {
            try {
                return Files.readAllLines(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
