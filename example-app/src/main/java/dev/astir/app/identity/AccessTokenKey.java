package dev.astir.app.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jwt.SignedJWT;
import dev.astir.app.platform.Secrets;
import io.micronaut.context.annotation.Factory;
import io.micronaut.security.token.jwt.signature.SignatureGeneratorConfiguration;
import io.micronaut.security.token.jwt.signature.secret.SecretSignature;
import io.micronaut.security.token.jwt.signature.secret.SecretSignatureConfiguration;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Base64;

/** The key that signs access tokens, and knows them again. Stateless. */
@Factory
final class AccessTokenKey {

    /**
     * Must be declared with the interface's type: a {@link SecretSignature} is not found by the
     * framework, which then issues unsigned tokens.
     */
    @Singleton
    @Named("generator")
    SignatureGeneratorConfiguration key(Secrets secrets) {
        SecretSignatureConfiguration key = new SecretSignatureConfiguration("access-token");
        key.setBase64(true);
        key.setSecret(Base64.getEncoder().encodeToString(secrets.key("access-token")));
        return new Hs256(key);
    }

    private static final class Hs256 extends SecretSignature {

        Hs256(SecretSignatureConfiguration key) {
            super(key);
        }

        /** The framework's own takes whichever HMAC the token's header asks for. */
        @Override
        public boolean verify(SignedJWT token) throws JOSEException {
            return JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())
                    && super.verify(token);
        }
    }
}
