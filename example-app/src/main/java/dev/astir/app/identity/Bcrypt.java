package dev.astir.app.identity;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.BCrypt.HashData;
import at.favre.lib.crypto.bcrypt.BCrypt.Version;
import at.favre.lib.crypto.bcrypt.IllegalBCryptFormatException;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * bcrypt as it is stored: {@code $2b$12$}, 22 characters of salt, 31 of hash. All but the hash is
 * the recipe; passwords hashed by one recipe are compared by one computation.
 *
 * <p>bcrypt repeats its input until it has 72 bytes, so a zero byte ends what is shorter; a
 * password of 72 bytes needs none, and holds none. That is {@code $2b$} as everybody writes it.
 * {@code $2y$} are Astir's own from before, without the zero byte: such a hash cannot tell a
 * password from what repeats to the same 72 bytes. Stateless.
 */
final class Bcrypt {

    /** What bcrypt takes in. */
    static final int MAX_BYTES = 72;

    private static final String ENDED = "$2b$";
    private static final int RECIPE = 29;
    private static final int HASH = 31;
    private static final Pattern FORM =
            Pattern.compile("\\$2[by]\\$(0[4-9]|[12]\\d|3[01])\\$[./A-Za-z0-9]{53}");

    /** The input as it is: the end of it is written here. */
    private static final Version PLAIN = Version.VERSION_2Y_NO_NULL_TERMINATOR;

    private Bcrypt() {}

    /** A recipe for new hashes. */
    static String recipe(int cost, byte[] salt) {
        return recipeOf(format(new HashData(cost, Version.VERSION_2B, salt, new byte[23])));
    }

    /** Whether a stored text is a hash at all. */
    static boolean isHash(String stored) {
        return FORM.matcher(stored).matches();
    }

    /** What a stored hash was made by. */
    static String recipeOf(String hash) {
        return hash.substring(0, RECIPE);
    }

    /** Whether hashes of this recipe tell a password from its repetition. */
    static boolean isEnded(String recipe) {
        return recipe.startsWith(ENDED);
    }

    /**
     * The hash of a password; slow, as it is meant to be.
     *
     * @param password 1 to {@link #MAX_BYTES} bytes, without a zero byte for a recipe that {@link
     *     #isEnded}
     */
    static String hash(String recipe, byte[] password) {
        boolean ended = isEnded(recipe);
        Version version = ended ? Version.VERSION_2B : Version.VERSION_2Y;
        try {
            HashData form =
                    version.parser.parse(
                            (recipe + ".".repeat(HASH)).getBytes(StandardCharsets.US_ASCII));
            byte[] input =
                    ended && password.length < MAX_BYTES
                            ? Arrays.copyOf(password, password.length + 1)
                            : password;
            HashData made =
                    BCrypt.with(PLAIN, LongPasswordStrategies.strict(PLAIN))
                            .hashRaw(form.cost, form.rawSalt, input);
            return format(new HashData(made.cost, version, made.rawSalt, made.rawHash));
        } catch (IllegalBCryptFormatException e) {
            throw new IllegalArgumentException("no recipe: " + recipe, e);
        }
    }

    private static String format(HashData data) {
        return new String(
                data.version.formatter.createHashMessage(data), StandardCharsets.US_ASCII);
    }
}
