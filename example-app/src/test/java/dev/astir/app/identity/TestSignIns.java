package dev.astir.app.identity;

import dev.astir.app.TestApp;
import dev.astir.app.tenancy.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** People who are signed in without the half second that a password costs. */
public final class TestSignIns {

    /** bcrypt's least, of which 256 take as long as one of the default. */
    private static final HashCost LEAST = new HashCost(4);

    /** As an account of earlier days has it: with no salt of its e-mail's. */
    private static final String HASH =
            Bcrypt.hash(
                    Bcrypt.recipe(LEAST.logarithm(), new byte[16]),
                    TestApp.PASSWORD.getBytes(StandardCharsets.UTF_8));

    private TestSignIns() {}

    /** In place of the app's own {@link HashCost}. */
    public static Object leastHashCost() {
        return LEAST;
    }

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
