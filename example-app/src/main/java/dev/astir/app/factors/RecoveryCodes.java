package dev.astir.app.factors;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.User;
import dev.astir.app.identity.Users;
import dev.astir.app.platform.Secrets;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Codes for who has lost their phone: ten, shown once, each good for one sign-in. They carry 48
 * random bits and are stored as an HMAC by the app's secret, so that a copy of the database is
 * nothing to guess them by. Thread-safe.
 */
@Singleton
class RecoveryCodes {

    static final int COUNT = 10;

    private static final int CHARACTERS = 10;

    /** Without those that are easily taken for another. */
    private static final String ALPHABET = "abcdefghjkmnpqrstwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final RecoveryCodeRepository repository;
    private final Users users;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;
    private final byte[] key;

    RecoveryCodes(
            RecoveryCodeRepository repository,
            Users users,
            Trail trail,
            Transactions transactions,
            Clock clock,
            Secrets secrets) {
        this.repository = repository;
        this.users = users;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
        this.key = secrets.key("recovery-code");
    }

    /**
     * New recovery codes; the old ones are good for nothing any more.
     *
     * @throws ProblemException 409 {@code second-factor-missing} for who has no factor
     */
    List<String> renew(Caller caller) {
        return transactions.inOrganization(
                caller.organizationId(),
                () -> {
                    if (users.findById(caller.userId()).filter(User::secondFactor).isEmpty()) {
                        throw ProblemException.conflict(
                                "second-factor-missing", "Set up an app or a passkey first.");
                    }
                    trail.changed(
                            caller.actor(), "recovery-codes.renewed", caller.userId(), Map.of());
                    return renew(caller.organizationId(), caller.userId());
                });
    }

    /** New ones, in a transaction of the organization. */
    List<String> renew(UUID organizationId, UUID userId) {
        repository.deleteOf(userId);
        List<String> codes =
                Stream.generate(RecoveryCodes::random).distinct().limit(COUNT).toList();
        codes.forEach(code ->
                repository.add(organizationId, userId, hash(userId, code), clock.instant()));
        return codes;
    }

    /** Whether this was the first use of one of the person's codes, in their transaction. */
    boolean use(UUID userId, String code) {
        return repository.use(userId, hash(userId, code), clock.instant()) == 1;
    }

    /** How many have not been used, in a transaction of the organization. */
    long left(UUID userId) {
        return repository.countLeft(userId);
    }

    void remove(UUID userId) {
        repository.deleteOf(userId);
    }

    private static String random() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            if (i == CHARACTERS / 2) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As it is typed: with or without the dash, in whatever case. */
    private byte[] hash(UUID userId, String code) {
        String plain = code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        return Secrets.hmac(key, userId + "\n" + plain);
    }
}
