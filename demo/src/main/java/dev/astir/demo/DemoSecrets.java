package dev.astir.demo;

import dev.astir.protocol.Enrolment.Enrolled;
import dev.astir.protocol.files.OwnedPaths;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;

/**
 * What the demo keeps of one installation, in a file that its owner alone can read: the password of
 * its people, made at random, the keys of their devices, the seed of their days and the shifts of
 * their clock. Thread-safe.
 */
public final class DemoSecrets {

    private static final String PASSWORD = "password";
    private static final int PASSWORD_BYTES = 12;
    private static final String SEED = "seed";

    /** Each shift: since when, and by how many hours. */
    private static final String SHIFTS = "shifts";

    private static final String BEGAN = "began";
    private static final String WEEKS = "weeks";

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final Properties values;

    private DemoSecrets(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    /**
     * Reads the file, or begins one with a new password in a folder that is there.
     *
     * @throws DemoException if it cannot be read or written, or somebody else can have written it
     */
    public static DemoSecrets open(Path file) {
        DemoSecrets secrets = new DemoSecrets(file, new Properties());
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            secrets.load();
        }
        SecureRandom random = new SecureRandom();
        if (secrets.values.getProperty(PASSWORD) == null) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            secrets.set(PASSWORD, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        if (secrets.values.getProperty(SEED) == null) {
            secrets.set(SEED, Long.toString(random.nextLong()));
        }
        return secrets;
    }

    private void load() {
        try {
            Optional<String> fault = OwnedPaths.ofThisProcess().faultOfSecret(file);
            if (fault.isPresent()) {
                throw new DemoException("The demo's secrets are not safe: " + fault.get());
            }
            try (Reader in =
                    new InputStreamReader(
                            Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS),
                            StandardCharsets.UTF_8)) {
                values.load(in);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DemoException("The demo's secrets cannot be read from " + file, e);
        }
    }

    /** Where they are. */
    public Path file() {
        return file;
    }

    /** The password of all the demo's people. */
    public synchronized String password() {
        return values.getProperty(PASSWORD);
    }

    /** Forgets all but password and seed: the rest belonged to another database. */
    public synchronized void beginAnew() {
        values.keySet().retainAll(Set.of(PASSWORD, SEED));
        set(PASSWORD, password());
    }

    synchronized long seed() {
        try {
            return Long.parseLong(values.getProperty(SEED));
        } catch (NumberFormatException e) {
            throw broken(SEED, e);
        }
    }

    /** When this demo began; now, if that was not kept. */
    synchronized Instant beganAt(Instant now) {
        String kept = values.getProperty(BEGAN);
        try {
            if (kept != null) {
                return Instant.parse(kept);
            }
        } catch (DateTimeException e) {
            throw broken(BEGAN, e);
        }
        set(BEGAN, now.toString());
        return now;
    }

    /** How many weeks of its past are there, the newest first. */
    synchronized int weeksOfPast() {
        try {
            return Integer.parseInt(values.getProperty(WEEKS, "0"));
        } catch (NumberFormatException e) {
            throw broken(WEEKS, e);
        }
    }

    synchronized void keepWeeksOfPast(int weeks) {
        set(WEEKS, Integer.toString(weeks));
    }

    synchronized List<Regime> regimes() {
        List<Regime> regimes = new ArrayList<>();
        for (String text : values.getProperty(SHIFTS, "").split(",")) {
            if (!text.isBlank()) {
                String[] parts = text.split("=");
                try {
                    regimes.add(
                            new Regime(
                                    Instant.parse(parts[0]),
                                    Duration.ofHours(Integer.parseInt(parts[1]))));
                } catch (DateTimeException
                        | NumberFormatException
                        | ArrayIndexOutOfBoundsException e) {
                    throw broken(SHIFTS, e);
                }
            }
        }
        return List.copyOf(regimes);
    }

    synchronized void keep(List<Regime> regimes) {
        List<String> texts =
                regimes.stream()
                        .map(regime -> regime.from() + "=" + regime.shift().toHours())
                        .toList();
        set(SHIFTS, String.join(",", texts));
    }

    /** The device that was enrolled for somebody. */
    synchronized Optional<Enrolled> device(Person person) {
        String id = values.getProperty(person.login() + ".agent");
        String key = values.getProperty(person.login() + ".key");
        if (id == null || key == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Enrolled(UUID.fromString(id), key));
        } catch (IllegalArgumentException e) {
            throw broken(person.login() + ".agent", e);
        }
    }

    synchronized void keep(Person person, Enrolled device) {
        values.setProperty(person.login() + ".agent", device.agentId().toString());
        set(person.login() + ".key", device.agentKey());
    }

    /** The API token that was made for a script. */
    synchronized Optional<String> token(String script) {
        return Optional.ofNullable(values.getProperty("token." + script));
    }

    synchronized void keepToken(String script, String token) {
        set("token." + script, token);
    }

    private DemoException broken(String name, RuntimeException cause) {
        return new DemoException("\"%s\" in %s cannot be read".formatted(name, file), cause);
    }

    private synchronized void set(String name, String value) {
        values.setProperty(name, value);
        try {
            StringWriter out = new StringWriter();
            values.store(out, "Secrets of the demo organization");
            replace(out.toString());
        } catch (IOException e) {
            throw new DemoException("The demo's secrets cannot be kept in " + file, e);
        }
    }

    /** Written beside it and moved, so that a crash leaves no half file. */
    private void replace(String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                POSIX
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                        : new FileAttribute<?>[0]);
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
