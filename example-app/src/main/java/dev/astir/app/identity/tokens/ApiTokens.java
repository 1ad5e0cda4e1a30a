package dev.astir.app.identity.tokens;

import dev.astir.app.identity.ApiTokenKeys;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.identity.Scope;
import dev.astir.app.identity.SignIns;
import dev.astir.app.identity.Users;
import dev.astir.app.platform.OpaqueTokens;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.trail.Trail;
import dev.astir.app.web.Page;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes API tokens, lists and ends them. Methods block. Thread-safe. */
@Singleton
class ApiTokens {

    /** How many a person has at most, those that expired lately among them. */
    static final int MOST = 50;

    /** So many characters of a token are kept: enough to tell one's own apart, nothing to guess. */
    private static final int PREFIX_LENGTH = 10;

    private final ApiTokenRepository rows;
    private final Users users;
    private final Transactions transactions;
    private final SignIns signIns;
    private final Trail trail;
    private final AddressLinks links;
    private final Clock clock;

    ApiTokens(
            ApiTokenRepository rows,
            Users users,
            Transactions transactions,
            SignIns signIns,
            Trail trail,
            AddressLinks links,
            Clock clock) {
        this.rows = rows;
        this.users = users;
        this.transactions = transactions;
        this.signIns = signIns;
        this.trail = trail;
        this.links = links;
        this.clock = clock;
    }

    /**
     * Makes a token for the caller.
     *
     * @throws ProblemException 400 when it would have expired, is for what only an administrator
     *     may and the caller is none, or for an address and something else; 409 {@code
     *     too-many-tokens} at {@value #MOST}
     */
    NewApiToken create(Caller caller, ApiTokenRequest request) {
        Instant now = clock.instant();
        List<Scope> scopes = request.scopes().stream().distinct().sorted().toList();
        if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
            throw ProblemException.invalid("expiresAt", request.expiresAt(), "a time to come");
        }
        if (scopes.contains(Scope.ADMIN) && !caller.is(Role.ADMIN)) {
            throw ProblemException.invalid(
                    "scopes", Scope.ADMIN.json(), "scopes that your role can use");
        }
        if (scopes.size() > 1 && scopes.stream().anyMatch(Scope.OF_ADDRESSES::contains)) {
            throw ProblemException.invalid(
                    "scopes",
                    scopes.stream().map(Scope::json).toList(),
                    "atom alone, calendar alone, or some of read, write, publish and admin");
        }
        String token = OpaqueTokens.generate(ApiTokenKeys.PREFIX);
        NewApiToken made =
                new NewApiToken(
                        UUID.randomUUID(),
                        request.name(),
                        token,
                        links.to(scopes, token),
                        token.substring(0, PREFIX_LENGTH),
                        scopes,
                        now,
                        request.expiresAt());
        transactions.inOrganization(caller.organizationId(), () -> store(caller, made));
        return made;
    }

    private void store(Caller caller, NewApiToken made) {
        // So that tokens made at once count each other.
        if (users.hold(caller.userId()).isEmpty()) {
            throw ProblemException.notFound();
        }
        if (rows.count(caller.userId()) >= MOST) {
            throw ProblemException.conflict(
                    "too-many-tokens",
                    "You have %d API tokens, and there can be no more; end one first."
                            .formatted(MOST));
        }
        List<String> scopes = made.scopes().stream().map(Scope::json).toList();
        rows.insert(
                caller.organizationId(),
                made.id(),
                caller.userId(),
                made.name(),
                made.prefix(),
                OpaqueTokens.hash(made.token()),
                scopes,
                made.createdAt(),
                made.expiresAt());
        trail.changed(
                caller.actor(),
                "token.created",
                caller.userId(),
                details(made.name(), made.prefix(), scopes, made.expiresAt()));
    }

    /** The caller's own, those that expired lately among them. */
    Page<ApiToken> own(Caller caller) {
        return Page.of(
                transactions.inOrganization(
                        caller.organizationId(), () -> rows.page(caller.userId(), null, MOST)));
    }

    /**
     * Everybody's.
     *
     * @param after the last id of the page before; null for the first page
     */
    Page<ApiToken> everyones(Caller caller, @Nullable UUID after, int limit) {
        List<ApiToken> found =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> {
                            List<ApiToken> page = rows.page(null, after, limit + 1);
                            trail.viewed(
                                    caller.actor(),
                                    page.stream().limit(limit).map(ApiToken::userId).toList(),
                                    "tokens",
                                    Map.of());
                            return page;
                        });
        return Page.of(found, limit, token -> token.id().toString());
    }

    /**
     * Ends a token, and what it holds open on any node.
     *
     * @throws ProblemException 404 when the caller sees no such token
     */
    void end(Caller caller, UUID id) {
        UUID within = caller.is(Role.ADMIN) ? null : caller.userId();
        ApiToken ended =
                transactions.inOrganization(
                        caller.organizationId(),
                        () -> {
                            ApiToken token = rows.end(id, within);
                            if (token == null) {
                                throw ProblemException.notFound();
                            }
                            trail.changed(
                                    caller.actor(),
                                    "token.deleted",
                                    token.userId(),
                                    details(
                                            token.name(),
                                            token.prefix(),
                                            token.scopes(),
                                            token.expiresAt()));
                            return token;
                        });
        signIns.accessChanged(ended.userId());
    }

    private static Map<String, Object> details(
            String name, String prefix, List<String> scopes, @Nullable Instant expiresAt) {
        Map<String, Object> details = new HashMap<>();
        details.put("name", name);
        details.put("prefix", prefix);
        details.put("scopes", scopes);
        if (expiresAt != null) {
            details.put("expiresAt", expiresAt.toString());
        }
        return details;
    }
}
