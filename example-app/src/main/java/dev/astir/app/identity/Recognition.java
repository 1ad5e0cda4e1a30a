package dev.astir.app.identity;

import static java.util.function.Predicate.not;

import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Recognises people by e-mail and password. That is one hash, whether there are no accounts with
 * the e-mail or many, but for accounts that still have a salt of their own from before; those get
 * the common one as soon as their password is seen. Thread-safe.
 */
@Singleton
class Recognition {

    /**
     * With how many accounts of an own salt each, drawn by lot, a password is compared. Who has
     * more of them than that can say which organization is meant.
     */
    static final int MAX_OLD = 4;

    private final Users users;
    private final Passwords passwords;
    private final Transactions transactions;

    /**
     * Who somebody says they are.
     *
     * @param organizationId null when they do not say
     */
    record Claim(String email, String password, @Nullable UUID organizationId) {}

    /**
     * Whose password it is.
     *
     * @param people those who may come in
     * @param others accounts with the e-mail whose password it is not, as its holder now knows
     */
    record Recognised(List<User> people, Set<UUID> others) {}

    Recognition(Users users, Passwords passwords, Transactions transactions) {
        this.users = users;
        this.passwords = passwords;
        this.transactions = transactions;
    }

    /**
     * The people with this e-mail and password; the suspended are as if there were none.
     *
     * @param allowed the accounts that the password may be compared with
     * @throws ProblemException 429 when too many sign in at once
     */
    Recognised recognise(Asker asker, Claim claim, Predicate<UUID> allowed) {
        passwords.refuseIfBusy(asker);
        List<User> candidates =
                transactions.asSystem(() -> users.findByEmail(claim.email().strip())).stream()
                        .filter(user ->
                                claim.organizationId() == null
                                        || user.organizationId().equals(claim.organizationId()))
                        .filter(user -> allowed.test(user.id()))
                        .filter(user -> Bcrypt.isHash(user.passwordHash()))
                        .toList();
        List<User> recognised =
                matching(asker, claim, candidates).stream()
                        .filter(user -> user.status() == Status.ACTIVE)
                        .toList();
        renew(asker, claim, recognised);
        return new Recognised(
                recognised,
                candidates.stream()
                        .filter(user -> user.status() == Status.ACTIVE)
                        .filter(not(recognised::contains))
                        .map(User::id)
                        .collect(Collectors.toSet()));
    }

    private List<User> matching(Asker asker, Claim claim, List<User> candidates) {
        String current = passwords.recipe(claim.email());
        Map<String, List<User>> byRecipe =
                candidates.stream()
                        .collect(
                                Collectors.groupingBy(
                                        user -> Bcrypt.recipeOf(user.passwordHash())));
        List<String> old =
                new ArrayList<>(byRecipe.keySet().stream().filter(not(current::equals)).toList());
        List<User> found = new ArrayList<>();
        if (old.isEmpty() || byRecipe.containsKey(current)) {
            // Also when there is nobody, so that the time does not tell.
            found.addAll(compare(asker, current, claim, byRecipe.getOrDefault(current, List.of())));
        }
        // What has the common salt got it when its password was compared with all the others'.
        if (found.isEmpty()) {
            Collections.shuffle(old);
            old.stream()
                    .limit(MAX_OLD)
                    .forEach(recipe ->
                            found.addAll(
                                    compare(
                                            asker,
                                            recipe,
                                            claim,
                                            byRecipe.getOrDefault(recipe, List.of()))));
        }
        return found;
    }

    private List<User> compare(Asker asker, String recipe, Claim claim, List<User> accounts) {
        byte[] hash = ascii(passwords.attempt(asker, recipe, claim.password()));
        return accounts.stream()
                .filter(user -> MessageDigest.isEqual(hash, ascii(user.passwordHash())))
                .toList();
    }

    /** Stores the password of old hashes anew, unless somebody changed it meanwhile. */
    private void renew(Asker asker, Claim claim, List<User> recognised) {
        String current = passwords.recipe(claim.email());
        List<User> old =
                recognised.stream()
                        .filter(user -> !user.passwordHash().startsWith(current))
                        .toList();
        if (old.isEmpty() || passwords.refusal(claim.password()).isPresent()) {
            return;
        }
        String hash;
        try {
            hash = passwords.hash(asker, claim.email(), claim.password());
        } catch (ProblemException e) {
            return; // too many sign in now; the next time, then
        }
        for (User user : old) {
            transactions.inOrganization(
                    user.organizationId(),
                    () -> {
                        users.renewHash(user.id(), user.passwordHash(), hash);
                    });
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
