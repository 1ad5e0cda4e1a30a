package dev.astir.app.singlesignon;

import org.jspecify.annotations.Nullable;

/** Ends a sign-in by a provider. Thrown for what others did, so it has no stack trace. */
final class SignInRefused extends RuntimeException {

    private final Failure failure;

    /**
     * @param detail why, for who runs the server or set up the provider; without anything secret
     */
    SignInRefused(Failure failure, @Nullable String detail) {
        super(detail, null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
