package dev.astir.app.singlesignon;

import java.util.Locale;

/** Why somebody did not come in, as the sign-in page knows it; the page has the words. */
enum Failure {
    /** There is no such provider, or it is switched off. */
    PROVIDER_UNKNOWN,
    /** The provider does not answer. */
    PROVIDER_AWAY,
    /** What the administrator set up cannot work. */
    PROVIDER_BROKEN,
    /** The provider, or the person there, said no. */
    PROVIDER_REFUSED,
    /** What the provider said cannot be believed. */
    ANSWER_REFUSED,
    /** It took too long, was in another browser, or came a second time. */
    EXPIRED,
    EMAIL_MISSING,
    EMAIL_UNVERIFIED,
    DOMAIN_NOT_ALLOWED,
    NO_ACCOUNT,
    SUSPENDED,
    /** The account was removed, and nobody invited the person again. */
    REMOVED,
    /** The e-mail's account here is another person's at the provider. */
    ANOTHER_PERSON,
    TOO_MANY;

    /** The name in an address. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
