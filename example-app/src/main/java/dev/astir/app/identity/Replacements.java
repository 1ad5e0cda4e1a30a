package dev.astir.app.identity;

import dev.astir.app.web.ProblemException;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a browser's sign-in when another takes its place, since its cookies hold one.
 * Nobody's ends unasked: whoever is lured into somebody else's account would go on working there
 * without noticing. The request that replaces it names the person whose it is, in a header that
 * another site cannot send, and only a page that has shown them knows whom to name. Thread-safe.
 */
@Singleton
public class Replacements {

    /** Names the person whose sign-in may end; what is no id names nobody. */
    private static final String HEADER = "X-Astir-Replace";

    private final SessionCookies cookies;
    private final SignIns signIns;
    private final Accounts accounts;

    /** Who is signed in, in the browser that asks. */
    @Introspected
    public record Present(UUID userId, String name, String email, String organizationName) {}

    Replacements(SessionCookies cookies, SignIns signIns, Accounts accounts) {
        this.cookies = cookies;
        this.signIns = signIns;
        this.accounts = accounts;
    }

    /**
     * Who is signed in by the request's cookies; empty for nobody, and for who arrives.
     *
     * @param arriving null when that is not known yet
     */
    public Optional<Present> present(HttpRequest<?> request, @Nullable UUID arriving) {
        return family(request)
                .filter(family -> !family.userId().equals(arriving))
                .map(family -> accounts.me(family.organizationId(), family.userId()))
                .map(me -> new Present(me.id(), me.name(), me.email(), me.organizationName()));
    }

    /** Whether the request says whose sign-in may end. */
    static boolean names(HttpRequest<?> request) {
        return request.getHeaders().contains(HEADER);
    }

    /**
     * Refuses to take somebody's place who was not asked.
     *
     * @throws ProblemException 409 {@code signed-in-already}, with who it is
     */
    public void require(HttpRequest<?> request, @Nullable UUID arriving) {
        @Nullable String named = request.getHeaders().get(HEADER);
        present(request, arriving)
                .filter(present -> !present.userId().toString().equals(named))
                .ifPresent(present -> {
                    throw ProblemException.conflict(
                            "signed-in-already",
                            "Somebody is signed in in this browser: "
                                    + present.email()
                                    + ", "
                                    + present.organizationName()
                                    + ".",
                            Map.of("present", present));
                });
    }

    /**
     * Ends the sign-in whose place in the browser is taken, whosever it was: nobody could end it
     * from there.
     */
    void end(HttpRequest<?> request) {
        family(request)
                .ifPresent(family ->
                        signIns.end(family.organizationId(), family.userId(), family.familyId()));
    }

    private Optional<TokenFamilies.Refresh> family(HttpRequest<?> request) {
        return cookies.refresh(request).flatMap(signIns::findHolding);
    }
}
