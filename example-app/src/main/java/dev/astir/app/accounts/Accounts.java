package dev.astir.app.accounts;

import dev.astir.app.organizations.Organization;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.system.ProblemException;
import dev.astir.app.system.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates people, and recognises them by their password. Safe for use by several threads. */
@Singleton
public class Accounts {

    /** Pattern of texts that the database can keep: it has no place for the character NUL. */
    public static final String NO_NUL = "[^\\x00]*";

    /** What {@link #NO_NUL} says of other texts. */
    public static final String NO_NUL_MESSAGE = "must not contain the character NUL";

    private final Users users;
    private final Organizations organizations;
    private final Passwords passwords;
    private final Transactions transactions;
    private final Clock clock;

    Accounts(
            Users users,
            Organizations organizations,
            Passwords passwords,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.organizations = organizations;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Creates an organization with its administrator.
     *
     * @throws ProblemException when the zone does not exist, or the password is too short or long
     */
    public User register(
            String organizationName, String timeZone, String name, String email, String password) {
        return register(UUID.randomUUID(), organizationName, timeZone, name, email, password);
    }

    User register(
            UUID organizationId,
            String organizationName,
            String timeZone,
            String name,
            String email,
            String password) {
        requireTimeZone(timeZone);
        String hash = passwords.hash(password);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    organizations.save(
                            Organization.create(
                                    organizationId,
                                    organizationName.strip(),
                                    timeZone,
                                    clock.instant()));
                    return save(organizationId, name, email, hash, Role.ADMIN);
                });
    }

    /**
     * Adds a person to an organization that exists.
     *
     * @throws ProblemException when the e-mail is taken there (409), or the password is too short
     *     or long
     */
    public User add(UUID organizationId, String name, String email, String password, Role role) {
        String hash = passwords.hash(password);
        return transactions.inOrganization(
                organizationId,
                () -> {
                    // Held, so that nobody else adds the same e-mail after this look.
                    organizations.hold(organizationId);
                    if (!users.findByEmail(email.strip()).isEmpty()) {
                        throw ProblemException.conflict(
                                "email-taken", "Somebody here has this e-mail already.");
                    }
                    return save(organizationId, name, email, hash, role);
                });
    }

    private User save(UUID organizationId, String name, String email, String hash, Role role) {
        Instant now = clock.instant();
        return users.save(
                new User(
                        UUID.randomUUID(),
                        organizationId,
                        name.strip(),
                        email.strip(),
                        hash,
                        role,
                        Status.ACTIVE,
                        null,
                        now,
                        now));
    }

    /**
     * The person with this e-mail and password. Takes as long when there is none.
     *
     * @throws ProblemException 401 when there is none, or the person is suspended; 409 {@code
     *     organization-required} with the choices, when there is one in several organizations
     */
    User recognise(String email, String password, @Nullable UUID organizationId) {
        List<User> candidates =
                transactions.asSystem(() -> users.findByEmail(email.strip())).stream()
                        .filter(user ->
                                organizationId == null
                                        || user.organizationId().equals(organizationId))
                        .toList();
        if (candidates.isEmpty()) {
            passwords.matchNobody(password);
        }
        List<User> recognised =
                candidates.stream()
                        .filter(user -> passwords.matches(password, user.passwordHash()))
                        .filter(user -> user.status() == Status.ACTIVE)
                        .toList();
        if (recognised.isEmpty()) {
            throw ProblemException.unauthenticated(
                    "login-refused", "The e-mail or the password is wrong.");
        }
        if (recognised.size() > 1) {
            throw ProblemException.conflict(
                    "organization-required",
                    "This e-mail belongs to several organizations; choose one by organizationId.",
                    Map.of("organizations", choices(recognised)));
        }
        return recognised.getFirst();
    }

    private List<AuthMessages.Choice> choices(List<User> people) {
        List<UUID> ids = people.stream().map(User::organizationId).toList();
        return transactions.asSystem(() -> organizations.findByIdIn(ids)).stream()
                .map(found -> new AuthMessages.Choice(found.id(), found.name()))
                .toList();
    }

    AuthMessages.Me me(UUID organizationId, UUID userId) {
        return transactions.inOrganization(
                organizationId,
                () -> {
                    User user = users.findById(userId).orElseThrow(ProblemException::notFound);
                    Organization organization =
                            organizations
                                    .findById(organizationId)
                                    .orElseThrow(ProblemException::notFound);
                    String ownZone = user.timeZone();
                    return new AuthMessages.Me(
                            userId,
                            organizationId,
                            organization.name(),
                            user.name(),
                            user.email(),
                            user.role(),
                            ownZone == null ? organization.timeZone() : ownZone);
                });
    }

    /**
     * @throws ProblemException when this is no IANA zone such as {@code Europe/Berlin}
     */
    public static void requireTimeZone(String timeZone) {
        if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw ProblemException.invalid(
                    "timeZone", timeZone, "an IANA time zone such as Europe/Berlin");
        }
    }
}
