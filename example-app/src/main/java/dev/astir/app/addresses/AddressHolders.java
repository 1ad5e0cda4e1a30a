package dev.astir.app.addresses;

import dev.astir.app.identity.Authenticator;
import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Credential;
import dev.astir.app.identity.Identity;
import dev.astir.app.identity.Scope;
import dev.astir.app.web.ProblemException;
import jakarta.inject.Singleton;

/** Whose an address is, as they are now. Methods block. Thread-safe. */
@Singleton
class AddressHolders {

    private final Authenticator authenticator;

    AddressHolders(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * The person whose token this is.
     *
     * @throws ProblemException 404 when nobody comes in by it: it was ended, has expired, is for
     *     something else, or its person may not come in any more
     */
    Caller require(String token, Scope scope) {
        return authenticator
                .authenticate(token)
                // What a sign-in gives allows everything, and must not stand in an address.
                .filter(identity -> identity.credential() instanceof Credential.ApiToken)
                .filter(identity -> identity.credential().allows(scope))
                .filter(identity -> !identity.setupRequired())
                .map(Identity::caller)
                .orElseThrow(ProblemException::notFound);
    }
}
