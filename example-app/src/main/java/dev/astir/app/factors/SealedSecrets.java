package dev.astir.app.factors;

import dev.astir.app.platform.Secrets;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets that must be read again, encrypted by a key of the app's secret (AES-256-GCM), so that a
 * copy of the database makes no code. Each is bound to its person: in another's row it does not
 * open. Thread-safe.
 */
@Singleton
final class SealedSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(SealedSecrets.class);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    SealedSecrets(Secrets secrets) {
        this.key = new SecretKeySpec(secrets.key("totp"), "AES");
    }

    byte[] seal(UUID userId, byte[] secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed;
        try {
            sealed = run(Cipher.ENCRYPT_MODE, userId, nonce, secret);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java runtime has it
        }
        byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
        return both;
    }

    /** The secret; empty when this app's secret did not seal it for this person. */
    Optional<byte[]> open(UUID userId, byte[] sealed) {
        try {
            return Optional.of(
                    run(
                            Cipher.DECRYPT_MODE,
                            userId,
                            Arrays.copyOf(sealed, NONCE_BYTES),
                            Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length)));
        } catch (GeneralSecurityException e) {
            LOG.error(
                    "The secret of the authenticator app of {} cannot be opened: was ASTIR_SECRET"
                            + " changed? An administrator can remove their second factor.",
                    userId);
            return Optional.empty();
        }
    }

    private byte[] run(int mode, UUID userId, byte[] nonce, byte[] input)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(userId.toString().getBytes(StandardCharsets.US_ASCII));
        return cipher.doFinal(input);
    }
}
