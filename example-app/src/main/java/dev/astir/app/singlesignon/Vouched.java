package dev.astir.app.singlesignon;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a provider vouches for: who has just signed in there. Immutable.
 *
 * @param claims what it says of them, by name
 */
record Vouched(String issuer, String subject, Map<String, Object> claims) {

    private static final String EMAIL = "email";
    private static final String EMAIL_VERIFIED = "email_verified";

    /** Everybody can have an account there, with any e-mail. */
    private static final String GOOGLE = "https://accounts.google.com";

    Vouched {
        claims = Map.copyOf(claims);
    }

    /**
     * With what another answer of the provider's says besides. An e-mail and its proof stay
     * together: the one answer's says nothing about the other one's.
     */
    Vouched with(Map<String, Object> others) {
        Map<String, Object> all = new java.util.HashMap<>(others);
        if (!isProven(claims) && others.containsKey(EMAIL)) {
            claims.forEach((name, value) -> {
                if (!name.equals(EMAIL) && !name.equals(EMAIL_VERIFIED)) {
                    all.put(name, value);
                }
            });
        } else {
            all.keySet().removeAll(List.of(EMAIL, EMAIL_VERIFIED));
            all.putAll(claims);
        }
        return new Vouched(issuer, subject, all);
    }

    Optional<String> email() {
        return text(EMAIL).map(String::strip).filter(email -> email.length() <= 254);
    }

    /** Whether the provider knows that the e-mail is this person's. */
    boolean isEmailVerified() {
        // Google proved an e-mail of another host's once, and never again: whoever has it now may
        // be somebody else. For its own, and for those of organizations that it runs, it is right.
        boolean isOthers =
                issuer.equals(GOOGLE)
                        && text("hd").isEmpty()
                        && !domain().equals(Optional.of("gmail.com"));
        return isProven(claims) && !isOthers;
    }

    /** What stands behind the e-mail's last at sign, in lower case. */
    Optional<String> domain() {
        return email().flatMap(EmailDomain::of);
    }

    /** What to call the person; the e-mail's own part where the provider does not say. */
    Optional<String> name() {
        String both =
                Stream.of("given_name", "family_name")
                        .flatMap(name -> text(name).stream())
                        .reduce((given, family) -> given + " " + family)
                        .orElse("");
        return Stream.of(text("name"), Optional.of(both), text("preferred_username"))
                .flatMap(Optional::stream)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /**
     * The values of a claim.
     *
     * @param claim its name; where there is none of that name, a path with points, such as {@code
     *     realm_access.roles}
     */
    List<String> values(String claim) {
        Object value = claims.getOrDefault(claim, at(claim));
        return switch (value) {
            case String text -> List.of(text);
            case List<?> list ->
                    list.stream().filter(String.class::isInstance).map(String.class::cast).toList();
            case null, default -> List.of();
        };
    }

    /** Whether it says anything by that name, see {@link #values}. */
    boolean tells(String claim) {
        return claims.containsKey(claim) || at(claim) != null;
    }

    private @Nullable Object at(String path) {
        Object value = claims;
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }

    private Optional<String> text(String name) {
        return claims.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Some providers write it as a text. */
    private static boolean isProven(Map<String, Object> claims) {
        return claims.containsKey(EMAIL)
                && "true".equals(String.valueOf(claims.get(EMAIL_VERIFIED)));
    }
}
