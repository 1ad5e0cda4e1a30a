package dev.astir.app.identity;

import dev.astir.app.platform.Secrets;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Texts;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Password rules and hashes: bcrypt of {@link HashCost}, which takes about a quarter of a second of
 * one core, so call it outside of a transaction. All accounts with one e-mail share a salt, so that
 * a password is compared with all of them by one computation. Thread-safe.
 */
@Singleton
public final class Passwords {

    static final int MIN_CHARACTERS = 8;

    /** Stored where there is no password: no hash at all, so that none is equal to it. */
    public static final String NONE = "none";

    private static final int SALT_BYTES = 16;

    /** Hashed in place of what cannot be anybody's password, so that it takes as long. */
    private static final byte[] IMPOSSIBLE = {'x'};

    private final HashQueue queue;
    private final HashCost cost;
    private final byte[] saltKey;

    Passwords(HashQueue queue, HashCost cost, Secrets secrets) {
        this.queue = queue;
        this.cost = cost;
        this.saltKey = secrets.key("password-salt");
    }

    /**
     * The hash by which a password is stored, for somebody who is signed in.
     *
     * @param organizationId theirs; one organization has a share of all hashes
     * @throws ProblemException 400 when the rules do not allow the password; 429 when too many
     *     hashes are asked for
     */
    public String hash(UUID organizationId, String email, String password) {
        return hash(Asker.known(organizationId.toString()), email, password);
    }

    /** As {@link #hash}, for somebody whom nobody knows yet. */
    public String hashForStranger(String email, String password) {
        return hash(Asker.stranger(Emails.key(email)), email, password);
    }

    String hash(Asker asker, String email, String password) {
        demandAllowed("password", password);
        return queue.make(
                asker, () -> Bcrypt.hash(recipe(email), password.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Judges a password before anything is done with it.
     *
     * @param field what it is called where it comes from
     * @throws ProblemException 400 when the rules do not allow it
     */
    void demandAllowed(String field, String password) {
        refusal(password)
                .ifPresent(message -> {
                    throw ProblemException.invalidSecret(field, message);
                });
    }

    /**
     * Whether this is the password of somebody who is signed in; who comes by a provider has none.
     *
     * @throws ProblemException 429 when too many hashes are asked for
     */
    public boolean isOf(User user, String password) {
        String stored = user.passwordHash();
        if (!Bcrypt.isHash(stored)) {
            return false;
        }
        Asker asker = Asker.known(user.organizationId().toString());
        String hash = attempt(asker, Bcrypt.recipeOf(stored), password);
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII),
                stored.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Spares whoever would get no hash what else their attempt costs.
     *
     * @throws ProblemException 429 when too many hashes are asked for
     */
    void refuseIfBusy(Asker asker) {
        queue.refuseIfFull(asker);
    }

    /** What new hashes for this e-mail are made by. */
    String recipe(String email) {
        // From the secret, so that two accounts that are made at once agree.
        byte[] mac = Secrets.hmac(saltKey, Emails.key(email));
        return Bcrypt.recipe(cost.logarithm(), Arrays.copyOf(mac, SALT_BYTES));
    }

    /**
     * What is stored for an account of this recipe with this password. Takes as long, and is no
     * hash of anybody's, when that cannot be a password.
     *
     * @throws ProblemException 429 when too many hashes are asked for
     */
    String attempt(Asker asker, String recipe, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        boolean possible =
                password.codePointCount(0, password.length()) >= MIN_CHARACTERS
                        && bytes.length <= Bcrypt.MAX_BYTES
                        && (!Bcrypt.isEnded(recipe) || Texts.isStorable(password));
        String hash = queue.make(asker, () -> Bcrypt.hash(recipe, possible ? bytes : IMPOSSIBLE));
        return possible ? hash : "";
    }

    /** Why the rules do not allow a password. */
    Optional<String> refusal(String password) {
        if (password.codePointCount(0, password.length()) < MIN_CHARACTERS) {
            return Optional.of("must have at least " + MIN_CHARACTERS + " characters");
        }
        int bytes = password.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Bcrypt.MAX_BYTES) {
            return Optional.of(
                    "must have at most %d bytes in UTF-8, but has %d"
                            .formatted(Bcrypt.MAX_BYTES, bytes));
        }
        return Texts.isStorable(password)
                ? Optional.empty()
                : Optional.of("must not contain NUL or half a surrogate pair");
    }
}
