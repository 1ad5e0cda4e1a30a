package dev.astir.app.demo;

import dev.astir.app.platform.OwnerOnlyFiles;
import dev.astir.protocol.Enrolment.Enrolled;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * The demo's secrets of this installation, in a file that its owner alone can read: the password of
 * the demo's people, made at random, and the keys of their devices. Confined to one thread.
 */
final class DemoKeys {

    private static final String PASSWORD = "password";
    private static final int PASSWORD_BYTES = 12;

    private final Path file;
    private final Properties values;

    private DemoKeys(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    /** Reads the file, or begins with a new password. */
    static DemoKeys open(Path home) {
        Path file = home.resolve("demo.properties");
        Properties values = new Properties();
        try {
            OwnerOnlyFiles.createFolder(home);
            if (Files.exists(file)) {
                try (Reader in = Files.newBufferedReader(file)) {
                    values.load(in);
                }
            }
            DemoKeys keys = new DemoKeys(file, values);
            if (!values.containsKey(PASSWORD)) {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                keys.set(PASSWORD, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's secrets cannot be kept in " + file, e);
        }
    }

    Path file() {
        return file;
    }

    String password() {
        return values.getProperty(PASSWORD);
    }

    /** The device that was enrolled for somebody. */
    Optional<Enrolled> device(String login) {
        String id = values.getProperty(login + ".agent");
        String key = values.getProperty(login + ".key");
        return id == null || key == null
                ? Optional.empty()
                : Optional.of(new Enrolled(UUID.fromString(id), key));
    }

    void keep(String login, Enrolled device) {
        values.setProperty(login + ".agent", device.agentId().toString());
        set(login + ".key", device.agentKey());
    }

    /** The devices belonged to another database. */
    void forgetDevices() {
        String password = password();
        values.clear();
        set(PASSWORD, password);
    }

    private void set(String name, String value) {
        values.setProperty(name, value);
        try {
            StringWriter out = new StringWriter();
            values.store(out, "Secrets of the demo organization");
            OwnerOnlyFiles.write(file, out.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("The demo's secrets cannot be kept in " + file, e);
        }
    }
}
