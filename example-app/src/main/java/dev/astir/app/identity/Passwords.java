package dev.astir.app.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/**
 * Password rules and hashes: bcrypt of cost 12, which takes about a quarter of a second of one
 * core, so call it outside of a transaction. Stateless.
 */
@Singleton
public final class Passwords {

    static final int MIN_CHARACTERS = 8;

    /** What bcrypt can take in. Longer ones are refused, because cut ones would match others. */
    static final int MAX_BYTES = 72;

    private static final int COST = 12;

    /** bcrypt 2y; the form without a terminator is the one that uses all 72 bytes. */
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2Y_NO_NULL_TERMINATOR;

    /** Compared when there is no such person; what password made it, nobody knows. */
    static final String DECOY = "$2y$12$" + "O".repeat(21) + "u" + "C".repeat(31);

    /**
     * The hash by which a password is stored.
     *
     * @throws ProblemException 400 when the rules do not allow the password
     */
    public String hash(String password) {
        if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
            throw ProblemException.invalidSecret(
                    "password", "must have at least " + MIN_CHARACTERS + " characters");
        }
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw ProblemException.invalidSecret(
                    "password",
                    "has %d bytes in UTF-8; allowed are at most %d"
                            .formatted(bytes.length, MAX_BYTES));
        }
        byte[] hash =
                BCrypt.with(VERSION, LongPasswordStrategies.strict(VERSION)).hash(COST, bytes);
        return new String(hash, StandardCharsets.US_ASCII);
    }

    /** Whether the password made the hash. Takes as long when it is too long to have done so. */
    boolean matches(String password, String hash) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            compare(new byte[] {0x78}, DECOY);
            return false;
        }
        return compare(bytes, hash);
    }

    /** Takes as long as {@link #matches}, so that the time does not tell who exists. */
    void matchNobody(String password) {
        matches(password, DECOY);
    }

    private static boolean compare(byte[] password, String hash) {
        return BCrypt.verifyer(VERSION, LongPasswordStrategies.strict(VERSION))
                .verify(password, hash.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }
}
