package dev.astir.app.singlesignon;

import dev.astir.app.web.SingleLine;
import dev.astir.app.web.StorableText;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A provider as an administrator describes it. Immutable.
 *
 * @param issuer its address and name, exactly as it calls itself
 * @param clientSecret null to keep the one that is stored; blank for none
 * @param allowedDomains of e-mails whose people it lets in
 * @param roleClaim null when people's roles are given here
 * @param roleValues what the claim's values mean
 * @param enabled whether anybody may sign in by it; it is when this is absent
 * @param autoCreate whether people without an account get one; they do when this is absent
 */
@Introspected
record ProviderRequest(
        @NotBlank @Size(max = 100) @StorableText @SingleLine String name,
        @NotBlank @Size(max = 500) @StorableText @SingleLine String issuer,
        @NotBlank @Size(max = 500) @StorableText @SingleLine String clientId,
        @Nullable @Size(max = 2_000) @StorableText String clientSecret,
        @NotNull @Size(min = 1, max = 50)
                List<
                                @Pattern(
                                        regexp = EmailDomain.FORM,
                                        message =
                                                "must be a domain such as example.org, other"
                                                        + " letters than a to z as xn--…")
                                String>
                        allowedDomains,
        @Nullable @Size(max = 200) @StorableText @SingleLine String roleClaim,
        @Nullable @jakarta.validation.Valid RoleValues roleValues,
        @Nullable Boolean enabled,
        @Nullable Boolean autoCreate) {

    /** What values of the claim make somebody; no value makes an employee. Immutable. */
    @Introspected
    record RoleValues(
            @Nullable @Size(max = 50) List<@NotBlank @Size(max = 200) @StorableText String> admin,
            @Nullable @Size(max = 50)
                    List<@NotBlank @Size(max = 200) @StorableText String> manager) {

        List<String> admins() {
            return admin == null ? List.of() : List.copyOf(admin);
        }

        List<String> managers() {
            return manager == null ? List.of() : List.copyOf(manager);
        }
    }

    ProviderRequest {
        // What is missing is found by the validation, once this exists.
        name = name == null ? name : name.strip();
        issuer = issuer == null ? issuer : issuer.strip();
        clientId = clientId == null ? clientId : clientId.strip();
        clientSecret = clientSecret == null ? null : clientSecret.strip();
        roleClaim = roleClaim == null || roleClaim.isBlank() ? null : roleClaim.strip();
        if (allowedDomains != null && allowedDomains.stream().noneMatch(Objects::isNull)) {
            allowedDomains =
                    allowedDomains.stream()
                            .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
                            .distinct()
                            .toList();
        }
    }

    RoleValues values() {
        return roleValues == null ? new RoleValues(null, null) : roleValues;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ProviderRequest[name=%s, issuer=%s]".formatted(name, issuer);
    }
}
