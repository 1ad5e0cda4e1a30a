package dev.astir.app.factors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.yubico.webauthn.AssertionRequest;
import com.yubico.webauthn.AssertionResult;
import com.yubico.webauthn.CredentialRepository;
import com.yubico.webauthn.FinishAssertionOptions;
import com.yubico.webauthn.FinishRegistrationOptions;
import com.yubico.webauthn.RegisteredCredential;
import com.yubico.webauthn.RegistrationResult;
import com.yubico.webauthn.RelyingParty;
import com.yubico.webauthn.StartAssertionOptions;
import com.yubico.webauthn.StartRegistrationOptions;
import com.yubico.webauthn.data.AuthenticatorSelectionCriteria;
import com.yubico.webauthn.data.ByteArray;
import com.yubico.webauthn.data.PublicKeyCredential;
import com.yubico.webauthn.data.PublicKeyCredentialCreationOptions;
import com.yubico.webauthn.data.PublicKeyCredentialDescriptor;
import com.yubico.webauthn.data.ResidentKeyRequirement;
import com.yubico.webauthn.data.UserIdentity;
import com.yubico.webauthn.data.UserVerificationRequirement;
import com.yubico.webauthn.exception.AssertionFailedException;
import com.yubico.webauthn.exception.RegistrationFailedException;
import dev.astir.app.factors.PasskeyRepository.Stored;
import dev.astir.app.identity.User;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two ceremonies of WebAuthn for one person: making a passkey and showing that one has it.
 * Stores nothing. Thread-safe.
 */
@Singleton
class PasskeyCeremonies {

    private static final Logger LOG = LoggerFactory.getLogger(PasskeyCeremonies.class);

    private final RelyingPartyAddress address;

    PasskeyCeremonies(RelyingPartyAddress address) {
        this.address = address;
    }

    /** What the browser is asked to make a passkey by. */
    PublicKeyCredentialCreationOptions askToMake(User user, List<Stored> passkeys) {
        return party(user, passkeys)
                .startRegistration(
                        StartRegistrationOptions.builder()
                                .user(
                                        UserIdentity.builder()
                                                .name(user.email())
                                                .displayName(user.name())
                                                .id(handle(user.id()))
                                                .build())
                                .authenticatorSelection(
                                        AuthenticatorSelectionCriteria.builder()
                                                .residentKey(ResidentKeyRequirement.PREFERRED)
                                                .userVerification(
                                                        UserVerificationRequirement.PREFERRED)
                                                .build())
                                .timeout(Challenges.LIFETIME.toMillis())
                                .build());
    }

    /** The passkey that was made; empty when the answer is not one to what was asked. */
    Optional<RegistrationResult> made(
            User user, List<Stored> passkeys, String options, String credential) {
        try {
            return Optional.of(
                    party(user, passkeys)
                            .finishRegistration(
                                    FinishRegistrationOptions.builder()
                                            .request(
                                                    PublicKeyCredentialCreationOptions.fromJson(
                                                            options))
                                            .response(
                                                    PublicKeyCredential
                                                            .parseRegistrationResponseJson(
                                                                    credential))
                                            .build()));
        } catch (RegistrationFailedException | IOException | IllegalArgumentException e) {
            LOG.debug("A passkey of {} was not made", user.id(), e);
            return Optional.empty();
        }
    }

    /** What the browser is asked to sign by one of the person's passkeys. */
    AssertionRequest askToSign(User user, List<Stored> passkeys) {
        return party(user, passkeys)
                .startAssertion(
                        StartAssertionOptions.builder()
                                .userHandle(handle(user.id()))
                                .userVerification(UserVerificationRequirement.PREFERRED)
                                .timeout(Challenges.LIFETIME.toMillis())
                                .build());
    }

    /** By which passkey the request was signed; empty when it was not by one of the person's. */
    Optional<AssertionResult> signed(
            User user, List<Stored> passkeys, String request, String credential) {
        try {
            return Optional.of(
                            party(user, passkeys)
                                    .finishAssertion(
                                            FinishAssertionOptions.builder()
                                                    .request(AssertionRequest.fromJson(request))
                                                    .response(
                                                            PublicKeyCredential
                                                                    .parseAssertionResponseJson(
                                                                            credential))
                                                    .build()))
                    .filter(AssertionResult::isSuccess);
        } catch (AssertionFailedException | IOException | IllegalArgumentException e) {
            LOG.debug("A passkey of {} did not sign", user.id(), e);
            return Optional.empty();
        }
    }

    /** As it is stored until the answer comes. */
    static String stored(PublicKeyCredentialCreationOptions options) {
        try {
            return options.toJson();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // of our own making
        }
    }

    /** As it is stored until the answer comes. */
    static String stored(AssertionRequest request) {
        try {
            return request.toJson();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // of our own making
        }
    }

    private RelyingParty party(User user, List<Stored> passkeys) {
        return RelyingParty.builder()
                .identity(address.identity())
                .credentialRepository(new OfOne(user, passkeys))
                .origins(address.origins())
                .allowOriginPort(address.isThisMachine())
                .build();
    }

    private static ByteArray handle(UUID userId) {
        return new ByteArray(
                ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(userId.getMostSignificantBits())
                        .putLong(userId.getLeastSignificantBits())
                        .array());
    }

    /** One person's passkeys, in the form that the library asks for. Immutable. */
    private record OfOne(User user, List<Stored> passkeys) implements CredentialRepository {

        @Override
        public Set<PublicKeyCredentialDescriptor> getCredentialIdsForUsername(String username) {
            return passkeys.stream()
                    .map(passkey ->
                            PublicKeyCredentialDescriptor.builder()
                                    .id(new ByteArray(passkey.credentialId()))
                                    .build())
                    .collect(Collectors.toSet());
        }

        @Override
        public Optional<ByteArray> getUserHandleForUsername(String username) {
            return Optional.of(handle(user.id()));
        }

        @Override
        public Optional<String> getUsernameForUserHandle(ByteArray userHandle) {
            return Optional.of(user.email()).filter(name -> userHandle.equals(handle(user.id())));
        }

        @Override
        public Optional<RegisteredCredential> lookup(ByteArray credentialId, ByteArray userHandle) {
            return lookupAll(credentialId).stream()
                    .filter(credential -> credential.getUserHandle().equals(userHandle))
                    .findFirst();
        }

        @Override
        public Set<RegisteredCredential> lookupAll(ByteArray credentialId) {
            return passkeys.stream()
                    .filter(passkey -> credentialId.equals(new ByteArray(passkey.credentialId())))
                    .map(passkey ->
                            RegisteredCredential.builder()
                                    .credentialId(credentialId)
                                    .userHandle(handle(user.id()))
                                    .publicKeyCose(new ByteArray(passkey.publicKey()))
                                    .signatureCount(passkey.signatureCount())
                                    .build())
                    .collect(Collectors.toSet());
        }
    }
}
