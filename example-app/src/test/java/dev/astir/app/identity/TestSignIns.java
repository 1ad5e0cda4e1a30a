package dev.astir.app.identity;

import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** People who are signed in without the half second that a password costs. */
public final class TestSignIns {

    /** As an account of earlier days has it: cheap, and stored anew at the first sign-in by it. */
    private static final String HASH =
            Bcrypt.hash(
                    Bcrypt.recipe(4, new byte[16]),
                    TestApp.PASSWORD.getBytes(StandardCharsets.UTF_8));

    private TestSignIns() {}

    /** Somebody new, and the tokens of a sign-in of theirs. */
    public static TestApp.Tokens add(
            TestApp app, UUID organizationId, String name, String email, Role role) {
        User user =
                app.bean(Transactions.class)
                        .inOrganization(
                                organizationId,
                                () ->
                                        app.bean(Accounts.class)
                                                .create(organizationId, name, email, HASH, role));
        SignIns.Tokens tokens = app.bean(SignIns.class).begin(user, SignInOrigin.UNKNOWN);
        return new TestApp.Tokens(user.id(), tokens.access(), tokens.refresh());
    }
}
