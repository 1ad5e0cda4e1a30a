package dev.astir.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody else is needed for these: what is ours is foreign to another user. */
class OwnedPathsTest {

    private static final OwnedPaths SOMEBODY_ELSE = new OwnedPaths(54_321, "eve");

    @TempDir private Path base;

    private OwnedPaths own;

    @BeforeEach
    void ofThisProcess() throws IOException {
        own = OwnedPaths.ofThisProcess();
    }

    @Test
    void aFolderOfOursIsFineAndOneThatIsNotThereYet() throws IOException {
        assertThat(own.faultOfFolder(folder("home", "rwx------"))).isEmpty();
        assertThat(own.faultOfFolder(base.resolve("none/yet"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxr-xr-x", "rwx---r--", "rwx--x---", "rwx----w-"})
    void aFolderThatIsOpenToOthersIsTold(String mode) throws IOException {
        Path home = folder("home", mode);

        assertThat(own.faultOfFolder(home).orElseThrow())
                .contains("open to others (mode 7")
                .endsWith("chmod 700 " + home)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "rwxr-xr-x, rwx------",
        "rwx--x---, rwx------",
        "rwx------, rwx------",
        "rwxr-xrwx, rwxr-xrwx",
        "rwx-w----, rwx-w----",
    })
    void whatOthersCanOnlyReadIsClosedToThem(String mode, String after) throws IOException {
        Path home = folder("home", mode);
        own.closeToReaders(home);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo(after);

        own.closeToReaders(base.resolve("none/yet"));
        assertThat(base.resolve("none")).doesNotExist();
    }

    @Test
    void whatIsNotOursAndLinksStayAsTheyAre() throws IOException {
        Path home = folder("home", "rwxr-xr-x");
        SOMEBODY_ELSE.closeToReaders(home);
        own.closeToReaders(Files.createSymbolicLink(base.resolve("link"), home));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void aFolderOfSomebodyElseIsTold() throws IOException {
        // Of the folder itself when the superuser owns what it is in, else of that.
        assertThat(SOMEBODY_ELSE.faultOfFolder(folder("home", "rwx------")).orElseThrow())
                .contains("belongs to \"", "chown eve ")
                .hasLineCount(1);
    }

    @Test
    void aFolderThatOthersCanReplaceIsTold() throws IOException {
        Path parent = folder("parent", "rwxrwx---");
        Path home = folder("parent/home", "rwx------");

        assertThat(own.faultOfFolder(home).orElseThrow())
                .contains("can replace " + home)
                .contains("(mode 770): chmod go-w " + parent);
        // As of /tmp: nobody replaces there what is not their own.
        Files.setAttribute(parent, "unix:mode", 01777);
        assertThat(own.faultOfFolder(home)).isEmpty();
    }

    @Test
    void aFolderIsLookedAtWhereItsLinksLead() throws IOException {
        Path open = folder("open", "rwxrwxrwx");
        Path home = folder("open/home", "rwx------");
        Path link = Files.createSymbolicLink(base.resolve("link"), Path.of("hop"));
        Files.createSymbolicLink(base.resolve("hop"), Path.of("open/../open/home"));

        assertThat(own.faultOfFolder(link).orElseThrow()).contains("chmod go-w " + open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(own.faultOfFolder(link)).isEmpty();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(own.faultOfFolder(link).orElseThrow()).contains("chmod 700 " + link);
    }

    @Test
    void aCircleOfLinksEnds() throws IOException {
        Files.createSymbolicLink(base.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(base.resolve("b"), Path.of("a"));

        assertThatThrownBy(() -> own.faultOfFolder(base.resolve("a")))
                .isInstanceOf(FileSystemLoopException.class);
    }

    @Test
    void aSecretIsAPlainFileOfOursWithOneName() throws IOException {
        Path secret = file("secret", "rw-------");
        assertThat(own.faultOfSecret(secret)).isEmpty();
        assertThat(own.faultOfSecret(base.resolve("none"))).isEmpty();

        assertThat(SOMEBODY_ELSE.faultOfSecret(secret).orElseThrow()).contains("chown eve ");
        assertThat(own.faultOfSecret(folder("folder", "rwx------")).orElseThrow())
                .contains("is no file", "remove it");
        assertThat(
                        own.faultOfSecret(Files.createSymbolicLink(base.resolve("link"), secret))
                                .orElseThrow())
                .contains("is a symbolic link", "remove it");
        assertThat(
                        own.faultOfSecret(
                                        Files.createSymbolicLink(
                                                base.resolve("dangling"), base.resolve("none")))
                                .orElseThrow())
                .contains("is a symbolic link");
        Path second = Files.createLink(base.resolve("second"), secret);
        assertThat(own.faultOfSecret(secret).orElseThrow()).contains("has 2 names");
        Files.delete(second);
        assertThat(own.faultOfSecret(secret)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void aSecretThatIsOpenToOthersIsTold(String mode) throws IOException {
        Path secret = file("secret", mode);

        assertThat(own.faultOfSecret(secret).orElseThrow()).contains("chmod 600 " + secret);
    }

    @Test
    void whatOthersCanChangeDeepInAFolderIsTold() throws IOException {
        Path programs = folder("programs", "rwxr-xr-x");
        folder("programs/bin", "rwxr-xr-x");
        Path program = file("programs/bin/postgres", "rwxr-xr-x");
        Files.createSymbolicLink(programs.resolve("bin/link"), Path.of("postgres"));
        assertThat(own.faultWithin(programs)).isEmpty();
        assertThat(own.faultWithin(base.resolve("none"))).isEmpty();

        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThat(own.faultWithin(programs).orElseThrow()).contains("chmod go-w " + program);

        Files.delete(program);
        folder("open", "rwxrwxrwx");
        Files.createSymbolicLink(program, file("open/theirs", "rwxr-xr-x"));
        assertThat(own.faultWithin(programs).orElseThrow())
                .contains("chmod go-w " + base.resolve("open").toRealPath());
    }

    @Test
    void controlCharactersOfANameStayOutOfTheMessage() throws IOException {
        Path home = folder("ho\u001b[31mme\n", "rwxrwxrwx");

        assertThat(own.faultOfFolder(home).orElseThrow())
                .doesNotContainPattern("\\p{Cntrl}")
                .contains("ho?[31mme?");
    }

    private Path folder(String name, String mode) throws IOException {
        Path folder = Files.createDirectory(base.resolve(name));
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    private Path file(String name, String mode) throws IOException {
        Path file = Files.writeString(base.resolve(name), "content");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
