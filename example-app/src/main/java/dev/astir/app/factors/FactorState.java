package dev.astir.app.factors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's second factors. Immutable.
 *
 * @param required whether the organization wants everybody to have one
 * @param setupRequired whether this sign-in may do nothing else until there is one
 * @param totpSince since when there is an authenticator app; null when there is none
 * @param recoveryCodesLeft how many were not used
 * @param passkeysAt where passkeys can be made and used
 * @param confirmation what a change asks for
 */
@Introspected
@JsonInclude
record FactorState(
        boolean required,
        boolean setupRequired,
        @Nullable Instant totpSince,
        List<Passkey> passkeys,
        long recoveryCodesLeft,
        PasskeyPlace passkeysAt,
        Confirmation.Need confirmation) {}
