package dev.astir.app.singlesignon;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.astir.app.outbound.OutboundException;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a provider what a sign-in would need, and says in words what is wrong. Thread-safe. */
@Singleton
class ProviderCheck {

    private final Metadata metadata;
    private final SigningKeys keys;
    private final OpenIdClient client;

    /**
     * What came of it. Immutable.
     *
     * @param problems what is wrong, for an administrator; empty when all is well
     */
    @Introspected
    record Result(boolean ok, List<String> problems) {

        static Result of(List<String> problems) {
            return new Result(problems.isEmpty(), List.copyOf(problems));
        }
    }

    ProviderCheck(Metadata metadata, SigningKeys keys, OpenIdClient client) {
        this.metadata = metadata;
        this.keys = keys;
        this.client = client;
    }

    Result of(IdentityProvider provider) {
        OIDCProviderMetadata description;
        try {
            description = metadata.ofNow(provider.issuer());
        } catch (OutboundException e) {
            return Result.of(
                    List.of(
                            "Its description (%s) cannot be used: %s."
                                    .formatted(addressOf(provider), e.getMessage())));
        }
        List<String> problems = new ArrayList<>();
        checkAbilities(description, problems);
        checkKeys(description, problems);
        try {
            client.refusalOfClient(provider).ifPresent(why -> problems.add(sentence(why)));
        } catch (SignInRefused e) {
            problems.add(sentence(String.valueOf(e.getMessage())));
        }
        return Result.of(problems);
    }

    private static void checkAbilities(OIDCProviderMetadata description, List<String> problems) {
        @Nullable List<ResponseType> types = description.getResponseTypes();
        if (types != null && !types.contains(ResponseType.CODE)) {
            problems.add("It does not offer the authorization code flow.");
        }
        @Nullable List<CodeChallengeMethod> methods = description.getCodeChallengeMethods();
        if (methods != null && !methods.contains(CodeChallengeMethod.S256)) {
            problems.add("It does not offer PKCE with S256.");
        }
    }

    private void checkKeys(OIDCProviderMetadata description, List<String> problems) {
        try {
            IdTokens.algorithms(description);
            JWKSet found = keys.now(description.getJWKSetURI());
            if (found.getKeys().stream().allMatch(key -> key.toPublicJWK() == null)) {
                problems.add("Its jwks_uri has no public key.");
            }
        } catch (SignInRefused e) {
            problems.add(sentence(String.valueOf(e.getMessage())));
        } catch (OutboundException e) {
            problems.add("Its jwks_uri cannot be used: %s.".formatted(e.getMessage()));
        }
    }

    private static String addressOf(IdentityProvider provider) {
        try {
            return Metadata.address(provider.issuer()).toString();
        } catch (OutboundException e) {
            return provider.issuer();
        }
    }

    private static String sentence(String why) {
        return Character.toUpperCase(why.charAt(0)) + why.substring(1) + ".";
    }
}
