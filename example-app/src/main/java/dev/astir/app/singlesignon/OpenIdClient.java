package dev.astir.app.singlesignon;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.astir.app.outbound.OutboundException;
import dev.astir.app.outbound.OutboundHttp;
import dev.astir.app.outbound.OutboundHttp.Answer;
import dev.astir.app.outbound.OutboundHttp.Request;
import dev.astir.app.platform.OpaqueTokens;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaks OpenID Connect with providers: the authorization code flow with PKCE. Thread-safe. */
@Singleton
final class OpenIdClient {

    private static final int OK = 200;

    private static final Scope SCOPE = new Scope("openid", "email", "profile");

    private final Metadata metadata;
    private final IdTokens tokens;
    private final ClientSecrets secrets;
    private final OutboundHttp http;
    private final RedirectAddress redirect;

    OpenIdClient(
            Metadata metadata,
            IdTokens tokens,
            ClientSecrets secrets,
            OutboundHttp http,
            RedirectAddress redirect) {
        this.metadata = metadata;
        this.tokens = tokens;
        this.secrets = secrets;
        this.http = http;
        this.redirect = redirect;
    }

    /** Where to send the person. */
    URI authorizationAddress(IdentityProvider provider, Attempt attempt) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, SCOPE, new ClientID(provider.clientId()), redirect.uri())
                .endpointURI(metadataOf(provider).getAuthorizationEndpointURI())
                .state(new State(attempt.state()))
                .nonce(new Nonce(attempt.nonce()))
                .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * That the answer is this provider's and not another's with which somebody mixed it up (RFC
     * 9207).
     *
     * @param issuer what the answer says; empty when it says nothing
     * @throws SignInRefused when it is another's, or does not say although it should
     */
    void checkSender(IdentityProvider provider, Optional<String> issuer) {
        boolean isExpected = metadataOf(provider).supportsAuthorizationResponseIssuerParam();
        if (issuer.isEmpty() ? isExpected : !issuer.get().equals(provider.issuer())) {
            throw new SignInRefused(
                    Failure.ANSWER_REFUSED,
                    "the answer is not from the issuer " + provider.issuer());
        }
    }

    /**
     * Who signed in, for the code that their browser brought.
     *
     * @throws SignInRefused when the provider does not say, or cannot be believed; also when it
     *     could not be asked for a role that the token does not tell, since only an answer says
     *     that somebody has none
     */
    Vouched redeem(IdentityProvider provider, Attempt attempt, String code) {
        OIDCProviderMetadata description = metadataOf(provider);
        TokenResponse response = ask(tokenRequest(provider, description, attempt.verifier(), code));
        if (!response.indicatesSuccess()) {
            throw new SignInRefused(
                    Failure.ANSWER_REFUSED,
                    "it gave no token: " + response.toErrorResponse().getErrorObject().getCode());
        }
        if (!(response.toSuccessResponse() instanceof OIDCTokenResponse success)) {
            throw new SignInRefused(Failure.ANSWER_REFUSED, "it gave no ID token");
        }
        Vouched vouched =
                tokens.verify(
                        provider,
                        description,
                        success.getOIDCTokens().getIDToken(),
                        attempt.nonce());
        @Nullable URI address = description.getUserInfoEndpointURI();
        if (address == null) {
            return vouched;
        }
        Optional<Map<String, Object>> more = userInfo(address, success, vouched.subject());
        @Nullable String roleClaim = provider.roleClaim();
        if (more.isEmpty() && roleClaim != null && !vouched.tells(roleClaim)) {
            throw new SignInRefused(
                    Failure.PROVIDER_AWAY, "its userinfo_endpoint does not tell " + roleClaim);
        }
        return more.map(vouched::with).orElse(vouched);
    }

    /**
     * Whether the provider takes us for whom we say we are; a code that never was costs nothing.
     *
     * @return why not; empty when it does
     */
    Optional<String> refusalOfClient(IdentityProvider provider) {
        OIDCProviderMetadata description = metadataOf(provider);
        TokenResponse response =
                ask(tokenRequest(provider, description, OpaqueTokens.generate(""), "none"));
        return response.indicatesSuccess()
                ? Optional.of("it gives tokens for a code that it never gave")
                : Optional.of(response.toErrorResponse().getErrorObject().getCode())
                        .filter(code -> code.endsWith("_client"))
                        .map(code ->
                                "it does not know the client id, or the client secret is wrong ("
                                        + code
                                        + ")");
    }

    private OIDCProviderMetadata metadataOf(IdentityProvider provider) {
        try {
            return metadata.of(provider.issuer());
        } catch (OutboundException e) {
            throw new SignInRefused(Failure.PROVIDER_AWAY, e.getMessage());
        }
    }

    private HTTPRequest tokenRequest(
            IdentityProvider provider,
            OIDCProviderMetadata description,
            String verifier,
            String code) {
        ClientID client = new ClientID(provider.clientId());
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), redirect.uri(), new CodeVerifier(verifier));
        URI endpoint = description.getTokenEndpointURI();
        return secrets.open(provider)
                .map(Secret::new)
                .map(secret ->
                        new TokenRequest.Builder(
                                endpoint, authentication(description, client, secret), grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build()
                .toHTTPRequest();
    }

    /** In the request's head, unless the provider reads it from the body alone. */
    private static ClientAuthentication authentication(
            OIDCProviderMetadata description, ClientID client, Secret secret) {
        @Nullable List<ClientAuthenticationMethod> methods =
                description.getTokenEndpointAuthMethods();
        boolean inBody =
                methods != null
                        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
        return inBody
                ? new ClientSecretPost(client, secret)
                : new ClientSecretBasic(client, secret);
    }

    private TokenResponse ask(HTTPRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.getHeaderMap().forEach((name, values) -> headers.put(name, values.getFirst()));
        headers.put("Accept", "application/json");
        try {
            Answer answer = http.send(new Request(request.getURI(), headers, request.getBody()));
            HTTPResponse response = new HTTPResponse(answer.status());
            response.setContentType(answer.contentType());
            response.setBody(answer.body());
            return OIDCTokenResponseParser.parse(response);
        } catch (OutboundException e) {
            throw new SignInRefused(Failure.PROVIDER_AWAY, "its token_endpoint: " + e.getMessage());
        } catch (ParseException | RuntimeException e) {
            throw new SignInRefused(
                    Failure.ANSWER_REFUSED, "what its token_endpoint answers is no token");
        }
    }

    /** What the provider says besides; empty where it does not, since the token may say enough. */
    private Optional<Map<String, Object>> userInfo(
            URI address, OIDCTokenResponse tokens, String subject) {
        try {
            Answer answer =
                    http.send(
                            new Request(
                                    address,
                                    Map.of(
                                            "Accept",
                                            "application/json",
                                            "Authorization",
                                            tokens.getTokens()
                                                    .getAccessToken()
                                                    .toAuthorizationHeader()),
                                    null));
            if (answer.status() != OK) {
                return Optional.empty();
            }
            Map<String, Object> claims = new HashMap<>(JSONObjectUtils.parse(answer.body()));
            claims.values().removeIf(Objects::isNull);
            // Not of the person whose token it is: somebody put it in the place of hers.
            return Optional.of(claims).filter(said -> subject.equals(said.get("sub")));
        } catch (OutboundException | ParseException e) {
            return Optional.empty();
        }
    }
}
