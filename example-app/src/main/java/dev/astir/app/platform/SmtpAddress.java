package dev.astir.app.platform;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The server that takes the app's mail. Immutable.
 *
 * @param host a name, or an address (IPv6 without brackets)
 * @param port 1 to 65535
 * @param isTls whether the connection begins with TLS, in place of STARTTLS
 * @param user null for no sign-in; with it there is a password
 * @param from whom mail comes from
 */
public record SmtpAddress(
        String host,
        int port,
        boolean isTls,
        @Nullable String user,
        @Nullable String password,
        String from) {

    private static final int SUBMISSION = 587;
    private static final int SUBMISSION_BY_TLS = 465;

    /**
     * Reads {@code smtp://user:password@host:port?from=address}, or {@code smtps://…}.
     *
     * @throws SettingsException naming the variable and what is wrong; the address has a password,
     *     so it is not shown
     */
    static SmtpAddress parse(String url) {
        URI uri;
        try {
            uri = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw refused(
                    "is no address (special characters of a user or password are written"
                            + " like %40 for @)");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("smtp") && !scheme.equals("smtps")) {
            throw refused("begins with neither smtp:// nor smtps://");
        }
        boolean isTls = scheme.equals("smtps");
        String host = uri.getHost();
        if (host == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
            throw refused("has no host, or a port that is none");
        }
        if (uri.getPath().length() > "/".length() || uri.getFragment() != null) {
            throw refused("has a path or a fragment, which mean nothing");
        }
        String[] login = login(uri.getRawUserInfo());
        int standard = isTls ? SUBMISSION_BY_TLS : SUBMISSION;
        return new SmtpAddress(
                host.replaceAll("[\\[\\]]", ""),
                uri.getPort() < 0 ? standard : uri.getPort(),
                isTls,
                login == null ? null : login[0],
                login == null ? null : login[1],
                from(uri.getRawQuery(), login == null ? null : login[0]));
    }

    /** User and password; null for neither. */
    private static String @Nullable [] login(@Nullable String info) {
        if (info == null) {
            return null;
        }
        int colon = info.indexOf(':');
        if (colon < 1 || colon == info.length() - 1) {
            throw refused("has a user without a password, or a password without a user");
        }
        return new String[] {decode(info.substring(0, colon)), decode(info.substring(colon + 1))};
    }

    private static String from(@Nullable String query, @Nullable String user) {
        if (query == null) {
            if (user != null && isAddress(user)) {
                return user;
            }
            throw refused("does not say whom mail comes from (?from=astir@example.org)");
        }
        String from = query.startsWith("from=") ? decode(query.substring("from=".length())) : "";
        if (!isAddress(from)) {
            throw refused("has another query than from= with an e-mail address");
        }
        return from;
    }

    private static boolean isAddress(String text) {
        return text.length() <= 254
                && text.matches("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+");
    }

    /** Of percent-encoded text; a plus stays one. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static SettingsException refused(String what) {
        return new SettingsException(
                "ASTIR_SMTP_URL "
                        + what
                        + "; allowed is smtp://user:password@host:587?from=astir@example.org, or"
                        + " smtps://… for TLS from the first byte");
    }

    /**
     * Whether mail stays on this machine on its way to the server, by what the address says: names
     * are not looked up, apart from {@code localhost}.
     */
    public boolean isLoopback() {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return (isTls ? "smtps://" : "smtp://") + host + ":" + port + "?from=" + from;
    }
}
