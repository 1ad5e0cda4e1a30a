package dev.astir.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.protocol.Enrolment.Enrolled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSecretsTest {

    @TempDir private Path folder;

    private final Person person = Person.all().getLast();
    private final Enrolled device = new Enrolled(UUID.randomUUID(), "a-key");
    private final List<Regime> regimes =
            List.of(
                    new Regime(Instant.parse("2026-11-23T09:00:00Z"), Duration.ZERO),
                    new Regime(Instant.parse("2026-11-23T22:00:00.123Z"), Duration.ofHours(-9)));

    private DemoSecrets open() {
        return DemoSecrets.open(folder.resolve("demo.properties"));
    }

    @Test
    void keepsEverythingForItsOwnerAlone() throws Exception {
        DemoSecrets secrets = open();
        secrets.keep(person, device);
        secrets.keep(regimes);

        DemoSecrets again = open();
        assertThat(again.password()).hasSize(16).isEqualTo(secrets.password());
        assertThat(again.seed()).isEqualTo(secrets.seed());
        assertThat(again.device(person)).contains(device);
        assertThat(again.device(Person.all().getFirst())).isEmpty();
        assertThat(again.regimes()).isEqualTo(regimes);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void anotherDatabaseKeepsThePasswordAndNothingOfTheOldOne() {
        DemoSecrets secrets = open();
        secrets.keep(person, device);
        secrets.keep(regimes);

        secrets.beginAnew();

        DemoSecrets again = open();
        assertThat(again.password()).isEqualTo(secrets.password());
        assertThat(again.device(person)).isEmpty();
        assertThat(again.regimes()).isEmpty();
    }

    @Test
    void eachInstallationHasItsOwn() {
        DemoSecrets other = DemoSecrets.open(folder.resolve("other.properties"));

        assertThat(open().password()).isNotEqualTo(other.password());
        assertThat(open().seed()).isNotEqualTo(other.seed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed=many", "shifts=now", "shifts=2026-11-23T09:00:00Z=x"})
    void saysWhatCannotBeRead(String line) throws Exception {
        write(line + "\n", "rw-------");

        assertThatThrownBy(
                        () -> {
                            DemoSecrets secrets = open();
                            Schedule.at(Instant.EPOCH, secrets.seed(), secrets.regimes());
                        })
                .isInstanceOf(DemoException.class)
                .hasMessageContainingAll(line.substring(0, line.indexOf('=')), "demo.properties");
    }

    @Test
    void doesNotTakeWhatOthersCanHaveWritten() throws Exception {
        write("password=known-to-others\nseed=42\n", "rw-rw-rw-");

        assertThatThrownBy(this::open)
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("chmod 600 " + folder.resolve("demo.properties"));
    }

    private void write(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("demo.properties"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void saysThatItCannotBeKept() {
        assertThatThrownBy(() -> DemoSecrets.open(folder.resolve("missing/demo.properties")))
                .isInstanceOf(DemoException.class)
                .hasMessageContaining("missing");
    }
}
