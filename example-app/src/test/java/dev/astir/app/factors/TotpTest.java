package dev.astir.app.factors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** The secret of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);
    private static final long STEP = 1_111_111_111 / 30;

    /** The last six digits of the eight in the RFC. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130",
    })
    void makesTheCodesOfTheRfc(long time, String code) {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(time))).isEqualTo(code);
        assertThat(Totp.step(SECRET, code, Instant.ofEpochSecond(time), 0)).hasValue(time / 30);
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void takesTheCodesOfOneStepAround(int off, boolean good) {
        String code = Totp.code(SECRET, NOW.plusSeconds(30L * off));

        assertThat(Totp.step(SECRET, code, NOW, 0).isPresent()).isEqualTo(good);
    }

    @Test
    void takesNoCodeOfAStepThatWasUsed() {
        assertThat(Totp.step(SECRET, "050471", NOW, STEP - 1)).hasValue(STEP);
        assertThat(Totp.step(SECRET, "050471", NOW, STEP)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, NOW.minusSeconds(30)), NOW, STEP)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, NOW.plusSeconds(30)), NOW, STEP))
                .hasValue(STEP + 1);
    }

    @ParameterizedTest
    @CsvSource({"050 471, true", "' 050471 ', true", "50471, false", "'', false", "٠٥٠٤٧١, false"})
    void readsWhatPeopleType(String typed, boolean good) {
        assertThat(Totp.step(SECRET, typed, NOW, 0).isPresent()).isEqualTo(good);
    }

    @Test
    void tellsAppsAllThatTheyNeed() {
        assertThat(Totp.newSecret()).hasSize(20);
        assertThat(Totp.uri(SECRET, "Astir (Ünder & Co)", "ada@example.org"))
                .isEqualTo(
                        "otpauth://totp/Astir%20%28%C3%9Cnder%20%26%20Co%29:ada%40example.org"
                                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                                + "&issuer=Astir%20%28%C3%9Cnder%20%26%20Co%29&algorithm=SHA1&digits=6"
                                + "&period=30");
    }

    /** RFC 4648, section 10, without the padding that no app wants. */
    @ParameterizedTest
    @CsvSource({
        "f, MY",
        "fo, MZXQ",
        "foo, MZXW6",
        "foob, MZXW6YQ",
        "fooba, MZXW6YTB",
        "foobar, MZXW6YTBOI",
    })
    void writesBase32(String plain, String encoded) {
        assertThat(Totp.base32(plain.getBytes(US_ASCII))).isEqualTo(encoded);
    }
}
