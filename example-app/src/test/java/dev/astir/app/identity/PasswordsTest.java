package dev.astir.app.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import dev.astir.app.web.ProblemException;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void hashesWithBcryptOfCost12() {
        assertThat(passwords.hash("12345678")).startsWith("$2y$12$").hasSize(60);
    }

    @Test
    void comparesAll72Bytes() {
        String longest = "x".repeat(71) + "a";
        String hash = passwords.hash(longest);

        assertThat(passwords.matches(longest, hash)).isTrue();
        assertThat(passwords.matches("x".repeat(71) + "b", hash)).isFalse();
    }

    @Test
    void refusesWhatBcryptWouldCut() {
        String longest = "x".repeat(72);
        String hash = passwords.hash(longest);

        assertThatThrownBy(() -> passwords.hash(longest + "y"))
                .isInstanceOf(ProblemException.class);
        // 25 characters, but 75 bytes.
        assertThatThrownBy(() -> passwords.hash("€".repeat(25)))
                .isInstanceOf(ProblemException.class);
        assertThat(passwords.matches(longest + "y", hash)).isFalse();
    }

    @Test
    void countsCharactersForTheMinimum() {
        assertThatThrownBy(() -> passwords.hash("1234567")).isInstanceOf(ProblemException.class);
        // 7 characters in 14 UTF-16 units.
        assertThatThrownBy(() -> passwords.hash("😀".repeat(7)))
                .isInstanceOf(ProblemException.class);
        assertThat(passwords.hash("😀".repeat(8))).isNotEmpty();
    }

    @Test
    void comparesNobodysPasswordWithARealHash() {
        // A decoy that is no hash, or a cheaper one, would answer sooner and so tell who exists.
        BCrypt.Result result =
                BCrypt.verifyer()
                        .verify("whatever".getBytes(UTF_8), Passwords.DECOY.getBytes(UTF_8));

        assertThat(result.validFormat).isTrue();
        assertThat(result.details.cost).isEqualTo(12);
        assertThat(result.verified).isFalse();
    }
}
