package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A home that somebody else could have prepared is refused, with the mend. */
class HomeTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir private Path base;

    private Path home;

    @BeforeEach
    void chooseHome() {
        home = base.resolve("parent/home");
    }

    @Test
    void aHomeThatIsMissingIsMadeForItsOwnerAlone() throws IOException {
        try (Home taken = Home.take(home)) {
            String secret = taken.secret("secret", "");

            assertThat(secret).hasSizeGreaterThanOrEqualTo(32);
            assertThat(taken.secret("secret", "")).isEqualTo(secret);
            assertThat(mode(home)).isEqualTo("rwx------");
            assertThat(mode(home.resolve("secret"))).isEqualTo("rw-------");
            assertThat(mode(home.resolve("lock"))).isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-xr-x", "rwxr-x---"})
    void aHomeThatOthersCouldOnlyReadIsClosedToThem(String mode) throws IOException {
        folder(home, mode);

        Home.take(home).close();
        assertThat(mode(home)).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxrwx---", "rwx----w-"})
    void aHomeThatIsOpenToOthersIsRefused(String mode) throws IOException {
        folder(home, mode);

        refused().hasMessageContaining("chmod 700 " + home);
        assertThat(home).isEmptyDirectory();
        folder(home, "rwx------");
        Home.take(home).close();
    }

    @Test
    void aHomeThatOthersCanReplaceIsRefused() throws IOException {
        folder(home.getParent(), "rwxrwxrwx");

        refused().hasMessageContaining("chmod go-w " + home.getParent());
        assertThat(home).doesNotExist();
    }

    @Test
    void aLockThatIsALinkDestroysNothing() throws IOException {
        folder(home, "rwx------");
        Path precious = Files.writeString(base.resolve("precious"), "of the victim");
        Files.createSymbolicLink(home.resolve("lock"), precious);

        assertThatThrownBy(() -> Home.take(home)).isInstanceOf(SettingsException.class);
        assertThat(precious).hasContent("of the victim");
    }

    @Test
    void whatIsPlantedBehindALinkIsRefused() throws IOException {
        folder(home, "rwx------");
        Path open = folder(base.resolve("open"), "rwxrwxrwx");
        Files.createSymbolicLink(home.resolve("database"), folder(open.resolve("db"), "rwx------"));

        refused().hasMessageContaining("chmod go-w " + open);
    }

    @Test
    void programsThatOthersCanChangeAreNotRun() throws IOException {
        Path programs = folder(home.resolve("postgresql-18.6.0"), "rwx------");
        Path program = file(programs.resolve("postgres"), "", "rwxrwxrwx");

        assertThatThrownBy(() -> OwnerOnlyFiles.requireOwnPrograms(programs))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("chmod go-w " + program);
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws IOException {
        folder(home, "rwx------");
        Path secret = file(home.resolve("secret"), SECRET, "rw-r--r--");

        secretRefused().hasMessageContaining("chmod 600 " + secret);
        file(secret, SECRET, "rw-------");
        try (Home taken = Home.take(home)) {
            assertThat(taken.secret("secret", "")).isEqualTo(SECRET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "a", "0123456789abcdef0123456789abcde", "\u0000"})
    void aSecretThatCanBeGuessedIsRefusedAndNotRepeated(String planted) throws IOException {
        folder(home, "rwx------");
        file(home.resolve("secret"), planted, "rw-------");

        secretRefused()
                .hasMessageContaining("has %d bytes".formatted(planted.strip().length()))
                .hasMessageEndingWith("remove it");
    }

    @Test
    void aSecretThatIsALinkOrHasAnotherNameOrIsAFolderIsRefused() throws IOException {
        folder(home, "rwx------");
        Path secret = home.resolve("secret");
        Path elsewhere = file(base.resolve("elsewhere"), SECRET, "rw-------");

        Files.createSymbolicLink(secret, elsewhere);
        secretRefused().hasMessageContaining("is a symbolic link");
        Files.delete(secret);
        Files.createSymbolicLink(secret, base.resolve("nothing"));
        secretRefused().hasMessageContaining("is a symbolic link");
        Files.delete(secret);
        Files.createLink(secret, elsewhere);
        secretRefused().hasMessageContaining("has 2 names");
        Files.delete(secret);
        folder(secret, "rwx------");
        secretRefused().hasMessageContaining("is no file");
    }

    private AbstractThrowableAssert<?, ?> refused() {
        return assertThatThrownBy(() -> Home.take(home))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("ASTIR_HOME is not safe: ");
    }

    private AbstractThrowableAssert<?, ?> secretRefused() {
        try (Home taken = Home.take(home)) {
            return assertThatThrownBy(() -> taken.secret("secret", "remove it"))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("ASTIR_HOME is not safe: ")
                    .hasMessageContaining(home.resolve("secret").toString());
        }
    }

    private static Path folder(Path folder, String mode) throws IOException {
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    private static Path file(Path file, String text, String mode) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
