package dev.astir.app.singlesignon;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The domain of an e-mail, by which an organization knows its own. Stateless. */
final class EmailDomain {

    /** As it is written in ASCII: other letters as {@code xn--…}. */
    static final String FORM =
            "(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])";

    private static final Pattern DOMAIN = Pattern.compile(FORM);

    private EmailDomain() {}

    /** What stands behind the last at sign, in lower case; empty where that is no domain. */
    static Optional<String> of(String email) {
        String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return email.contains("@") && DOMAIN.matcher(domain).matches()
                ? Optional.of(domain)
                : Optional.empty();
    }
}
