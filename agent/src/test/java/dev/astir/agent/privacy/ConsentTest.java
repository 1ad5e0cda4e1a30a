package dev.astir.agent.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.protocol.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentTest {

    private static final Policy NARROW = new Policy(1, false, false, List.of("Signal"), 300);
    private static final Policy BROAD = new Policy(2, true, true, List.of(), 60);
    private static final Policy STRICT = new Policy(3, false, false, List.of("Mail"), 60);

    @TempDir private Path directory;

    @Test
    void whatIsBroaderWaitsForTheAcknowledgement() {
        Consent consent = Consent.to(NARROW).after(BROAD, false);
        assertThat(consent.effective().captureTitles()).isFalse();
        assertThat(consent.effective().neverCapture()).containsExactly("Signal");
        assertThat(consent.effective().idleAfterSeconds()).isEqualTo(300);
        assertThat(consent.after(BROAD, true).effective()).isEqualTo(BROAD);
    }

    @Test
    void whatIsStricterAppliesAtOnce() {
        Consent consent = Consent.to(BROAD).after(STRICT, false);
        assertThat(consent.effective().captureTitles()).isFalse();
        assertThat(consent.effective().neverCapture()).containsExactly("Mail");
    }

    @Test
    void aSecondChangeIsStillMeasuredAgainstWhatWasAgreedTo() {
        Consent consent = Consent.to(NARROW).after(STRICT, false).after(BROAD, false);
        assertThat(consent.agreed()).isEqualTo(NARROW);
        assertThat(consent.effective().captureTitles()).isFalse();
    }

    @Test
    void theFileKeepsWhatIsAgreedAndWhatWaitsAndIsPrivate() throws IOException {
        ConsentFile file = new ConsentFile(directory.resolve("policy.jsonl"));
        assertThat(file.read()).isEmpty();
        Consent consent = Consent.to(NARROW).after(BROAD, false);
        file.write(consent);
        assertThat(file.read()).contains(consent);
        file.write(Consent.to(BROAD));
        assertThat(file.read()).contains(Consent.to(BROAD));
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("policy.jsonl"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedFileIsNoConsent() throws IOException {
        Path path = directory.resolve("policy.jsonl");
        Files.writeString(path, "{\"type\":\"pol");
        assertThatThrownBy(() -> new ConsentFile(path).read())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is damaged; enrol this device again");
    }
}
