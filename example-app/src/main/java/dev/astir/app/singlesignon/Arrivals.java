package dev.astir.app.singlesignon;

import dev.astir.app.identity.Accounts;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Status;
import dev.astir.app.identity.User;
import dev.astir.app.invitations.ProvenInvitations;
import dev.astir.app.organizations.Organizations;
import dev.astir.app.people.People;
import dev.astir.app.people.PersonChanges;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Actor;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who somebody is here whom a provider vouches for: the person that it has always meant by its name
 * for them, or else the account with their e-mail, or else a new one, by an invitation or because
 * the provider's people get accounts by themselves. Who was removed comes back by an invitation
 * alone. A provider knows people of its own organization alone, whatever e-mails it claims.
 * Thread-safe.
 */
@Singleton
public class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    private final IdentityLinkRepository links;
    private final Accounts accounts;
    private final People people;
    private final Organizations organizations;
    private final ProvenInvitations invitations;
    private final PersonNames names;
    private final Trail trail;
    private final Transactions transactions;
    private final Clock clock;

    Arrivals(
            IdentityLinkRepository links,
            Accounts accounts,
            People people,
            Organizations organizations,
            ProvenInvitations invitations,
            PersonNames names,
            Trail trail,
            Transactions transactions,
            Clock clock) {
        this.links = links;
        this.accounts = accounts;
        this.people = people;
        this.organizations = organizations;
        this.invitations = invitations;
        this.names = names;
        this.trail = trail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * The person, with the role that the provider gives them.
     *
     * @throws SignInRefused when they may not come in
     */
    User admit(IdentityProvider provider, Vouched vouched) {
        return transactions.inOrganization(
                provider.organizationId(),
                () -> {
                    User user =
                            linked(vouched)
                                    .orElseGet(() -> {
                                        // Two windows of one person must not make two accounts.
                                        organizations.hold(provider.organizationId());
                                        return linked(vouched)
                                                .orElseGet(() -> newcomer(provider, vouched));
                                    });
                    if (user.status() != Status.ACTIVE) {
                        throw new SignInRefused(
                                Failure.SUSPENDED, "the account is suspended: " + user.id());
                    }
                    roleOf(provider, vouched)
                            .filter(role -> role != user.role())
                            .ifPresent(role -> change(provider, user, role));
                    return user;
                });
    }

    /** Whom the provider means, unless that person was removed: their account is nobody's. */
    private Optional<User> linked(Vouched vouched) {
        return links.find(vouched.issuer(), vouched.subject())
                .flatMap(link -> accounts.find(link.userId()))
                .filter(user -> user.status() != Status.REMOVED);
    }

    private User newcomer(IdentityProvider provider, Vouched vouched) {
        String email = provenEmail(provider, vouched);
        Optional<User> known = accounts.findByEmail(email);
        if (known.isPresent()) {
            return link(provider, vouched, known.get());
        }
        Optional<User> invited =
                invitations.accept(
                        provider.organizationId(), email, names.of(vouched, email), via(provider));
        if (invited.isPresent()) {
            store(provider, vouched, invited.get());
            return invited.get();
        }
        if (links.find(vouched.issuer(), vouched.subject()).isPresent()
                || accounts.wasRemoved(email)) {
            throw new SignInRefused(
                    Failure.REMOVED, "the account was removed, and nobody invited them again");
        }
        if (!provider.autoCreate()) {
            throw new SignInRefused(
                    Failure.NO_ACCOUNT, "there is no account, and none is made by itself");
        }
        User created =
                accounts.createWithoutPassword(
                        provider.organizationId(),
                        names.of(vouched, email),
                        email,
                        roleOf(provider, vouched).orElse(Role.EMPLOYEE));
        store(provider, vouched, created);
        Map<String, Object> details = about(provider);
        details.put("role", created.role().json());
        trail.changed(actor(provider, created), "person.created", created.id(), details);
        return created;
    }

    /** Only who is known to own the e-mail may have its account. */
    private static String provenEmail(IdentityProvider provider, Vouched vouched) {
        String email =
                vouched.email()
                        .orElseThrow(() ->
                                new SignInRefused(Failure.EMAIL_MISSING, "it names no e-mail"));
        if (vouched.domain().filter(provider.allowedDomains()::contains).isEmpty()) {
            throw new SignInRefused(
                    Failure.DOMAIN_NOT_ALLOWED, "the e-mail's domain is none of its domains");
        }
        if (!vouched.isEmailVerified()) {
            throw new SignInRefused(
                    Failure.EMAIL_UNVERIFIED, "it does not say that the e-mail is verified");
        }
        return email;
    }

    private User link(IdentityProvider provider, Vouched vouched, User user) {
        if (links.isLinked(user.id(), vouched.issuer())) {
            throw new SignInRefused(
                    Failure.ANOTHER_PERSON,
                    "the e-mail's account belongs to somebody whom it calls otherwise: "
                            + user.id());
        }
        if (user.status() == Status.ACTIVE) {
            store(provider, vouched, user);
            trail.changed(actor(provider, user), "person.linked", user.id(), about(provider));
        }
        return user;
    }

    /** From now on the provider's name for them means this account, and no other any more. */
    private void store(IdentityProvider provider, Vouched vouched, User user) {
        links.forget(vouched.issuer(), vouched.subject());
        links.save(
                new IdentityLink(
                        UUID.randomUUID(),
                        provider.organizationId(),
                        provider.id(),
                        vouched.issuer(),
                        vouched.subject(),
                        user.id(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    /** Empty where people's roles are given here. */
    private static Optional<Role> roleOf(IdentityProvider provider, Vouched vouched) {
        return Optional.ofNullable(provider.roleClaim())
                .map(vouched::values)
                .map(values -> {
                    if (!Collections.disjoint(values, provider.adminValues())) {
                        return Role.ADMIN;
                    }
                    return Collections.disjoint(values, provider.managerValues())
                            ? Role.EMPLOYEE
                            : Role.MANAGER;
                });
    }

    private void change(IdentityProvider provider, User user, Role role) {
        try {
            people.change(actor(provider, user), user.id(), PersonChanges.ofRole(role));
        } catch (ProblemException e) {
            // Somebody must administer the organization, whatever the provider says.
            LOG.info("{} stays what they are: {}", user.id(), e.summary());
        }
    }

    private static Actor actor(IdentityProvider provider, User user) {
        return new Actor(provider.organizationId(), user.id(), via(provider));
    }

    private static String via(IdentityProvider provider) {
        return "single sign-on by " + provider.name();
    }

    private static Map<String, Object> about(IdentityProvider provider) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("provider", provider.name());
        details.put("issuer", provider.issuer());
        return details;
    }
}
