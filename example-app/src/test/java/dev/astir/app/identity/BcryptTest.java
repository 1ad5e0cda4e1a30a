package dev.astir.app.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcryptTest {

    private static final String RECIPE = Bcrypt.recipe(4, new byte[16]);

    @ParameterizedTest
    @CsvSource({
        "aaaaaaaa, a",
        "aaaaaaaa, aaaaaaaaa",
        "abcabcabc, abc",
        "abcabcabc, abcabc",
        "abcabcabc, abcabcabcabc",
        "correct horse battery, correct horse batterycorrect horse battery",
    })
    void tellsAPasswordFromItsRepetition(String password, String other) {
        assertThat(hash(other)).isNotEqualTo(hash(password));
        // What was made before cannot.
        String old = RECIPE.replace("$2b$", "$2y$");
        assertThat(Bcrypt.hash(old, other.getBytes(UTF_8)))
                .isEqualTo(Bcrypt.hash(old, password.getBytes(UTF_8)));
    }

    @Test
    void comparesAll72Bytes() {
        String most = "x".repeat(71);

        assertThat(hash(most + "a")).isNotEqualTo(hash(most + "b"));
        assertThat(hash(most)).isNotEqualTo(hash(most + "x"));
        assertThat(hash("x".repeat(70))).isNotEqualTo(hash(most));
    }

    /** As any other implementation writes it, up to 71 bytes: this one takes no more. */
    @Test
    void isTheCommonForm() {
        for (int length : new int[] {1, 8, 71}) {
            byte[] password = "p".repeat(length).getBytes(UTF_8);
            String hash = Bcrypt.hash(Bcrypt.recipe(4, salt()), password);

            assertThat(hash).startsWith("$2b$04$").hasSize(60);
            assertThat(BCrypt.verifyer().verify(password, hash.getBytes(UTF_8)).verified).isTrue();
            assertThat(BCrypt.with(BCrypt.Version.VERSION_2B).hash(4, salt(), password))
                    .asString(UTF_8)
                    .isEqualTo(hash);
        }
    }

    @Test
    void knowsAHash() {
        assertThat(Bcrypt.isHash(hash("password"))).isTrue();
        assertThat(Bcrypt.isHash(hash("password").replace("$2b$", "$2y$"))).isTrue();
        assertThat(Bcrypt.isHash("hash")).isFalse();
        assertThat(Bcrypt.isHash(hash("password") + "x")).isFalse();
        assertThat(Bcrypt.isHash(hash("password").replace("$04$", "$99$"))).isFalse();
        assertThat(Bcrypt.recipeOf(hash("password"))).isEqualTo(RECIPE);
    }

    private static String hash(String password) {
        return Bcrypt.hash(RECIPE, password.getBytes(UTF_8));
    }

    private static byte[] salt() {
        byte[] salt = new byte[16];
        Arrays.fill(salt, (byte) 0xA7);
        return salt;
    }
}
