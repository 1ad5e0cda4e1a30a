package dev.astir.app.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decided, read once from environment variables. Secrets are left out of {@link
 * #toString()}.
 *
 * @param port 0 to 65535; 0 lets the system pick a free one
 * @param bind the address to listen on
 * @param database where PostgreSQL is; empty for the embedded one
 * @param home folder of the embedded database and of generated secrets
 * @param secret signs tokens; empty to generate one under {@code home}
 * @param publicUrl what people type to get here; empty for the own address
 * @param allowedOrigins other origins whose pages may open sockets, each {@code
 *     scheme://host[:port]}
 * @param trustedProxies whose word on where a request comes from is believed
 * @param singleSignOnNetworks networks in which an identity provider may be although they are not
 *     public
 * @param webhookNetworks networks in which a webhook may be although they are not public
 * @param redis what carries wake-ups between nodes; empty for the database
 * @param registrationOpen whether anybody may create an organization
 * @param admin first administrator of the first organization
 * @param demo whether the organization "Demo" is created and driven
 * @param metricsToken with which the operator reads metrics from elsewhere; empty for nobody
 * @param smtp by whom mail is sent; empty for no mail
 * @param drain how long a node that ends serves on after it said that it is not ready any more
 * @param logFormat what the log looks like; the log reads it by itself
 */
public record Settings(
        int port,
        String bind,
        Optional<Database> database,
        Path home,
        Optional<String> secret,
        Optional<URI> publicUrl,
        List<URI> allowedOrigins,
        List<IpNetwork> trustedProxies,
        List<IpNetwork> singleSignOnNetworks,
        List<IpNetwork> webhookNetworks,
        Optional<RedisAddress> redis,
        boolean registrationOpen,
        Optional<FirstAdmin> admin,
        boolean demo,
        Optional<String> metricsToken,
        Optional<SmtpAddress> smtp,
        Duration drain,
        LogFormat logFormat) {

    /** Shortest accepted {@code ASTIR_SECRET}, in UTF-8 bytes: the key size of HMAC-SHA256. */
    public static final int MIN_SECRET_BYTES = 32;

    /** Shortest accepted {@code ASTIR_METRICS_TOKEN}, in characters; the same as of passwords. */
    public static final int MIN_METRICS_TOKEN_LENGTH = 8;

    private static final int MOST_DRAIN_SECONDS = 300;

    /** What an {@code Authorization: Bearer} header can carry (RFC 6750). */
    private static final Pattern BEARER_TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    /** A PostgreSQL server that somebody else runs. */
    public record Database(String url, @Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "Database[url=" + url.replaceFirst("\\?.*", "") + ", user=" + user + "]";
        }
    }

    /** Who administers the first organization. */
    public record FirstAdmin(String email, String password) {
        @Override
        public String toString() {
            return "FirstAdmin[email=" + email + "]";
        }
    }

    /** What a line of the log looks like. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    public Settings {
        allowedOrigins = List.copyOf(allowedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
        singleSignOnNetworks = List.copyOf(singleSignOnNetworks);
        webhookNetworks = List.copyOf(webhookNetworks);
    }

    /**
     * Reads the {@code ASTIR_*} variables; an empty value counts as not set.
     *
     * @throws SettingsException naming the variable, its value and what is allowed
     */
    public static Settings from(Map<String, String> environment) {
        return new Reader(environment).read();
    }

    /**
     * Origins whose pages may ask and open sockets, besides those of a request's own address, as
     * browsers write them: the allowed ones, and the public address, behind which a proxy may have
     * changed the Host header.
     */
    public List<String> trustedOrigins() {
        return Stream.concat(allowedOrigins.stream(), publicUrl.stream())
                .map(Settings::origin)
                .toList();
    }

    /** An address without its path, and without a port that is the scheme's own. */
    public static String origin(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int standard = scheme.equals("https") ? 443 : 80;
        String port =
                address.getPort() < 0 || address.getPort() == standard
                        ? ""
                        : ":" + address.getPort();
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + port;
    }

    @Override
    public String toString() {
        return "Settings[port=%d, bind=%s, database=%s, home=%s, publicUrl=%s, demo=%s]"
                .formatted(port, bind, database, home, publicUrl, demo);
    }

    private record Reader(Map<String, String> environment) {

        Settings read() {
            Optional<Database> database = database();
            Optional<String> secret = secret();
            if (database.isPresent() && secret.isEmpty()) {
                throw new SettingsException(
                        "ASTIR_SECRET is not set; with ASTIR_DATABASE_URL it is required (at least"
                                + " 32 bytes), because every node must sign tokens with the same"
                                + " one");
            }
            return new Settings(
                    port(),
                    value("ASTIR_BIND").orElse("127.0.0.1"),
                    database,
                    home(),
                    secret,
                    value("ASTIR_PUBLIC_URL").map(url -> webUrl("ASTIR_PUBLIC_URL", url)),
                    origins(),
                    networks("ASTIR_TRUSTED_PROXIES"),
                    networks("ASTIR_SSO_NETWORKS"),
                    networks("ASTIR_WEBHOOK_NETWORKS"),
                    value("ASTIR_REDIS_URL").map(RedisAddress::parse),
                    registrationOpen(),
                    admin(),
                    flag("ASTIR_DEMO"),
                    metricsToken(),
                    value("ASTIR_SMTP_URL").map(SmtpAddress::parse),
                    drain(database.isPresent()),
                    logFormat());
        }

        private Optional<String> value(String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
        }

        private int port() {
            String value = value("ASTIR_PORT").orElse("8080");
            try {
                int port = Integer.parseInt(value.strip());
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // the same answer as for a number that is out of bounds
            }
            throw SettingsException.of(
                    "ASTIR_PORT", value, "a number from 0 to 65535 (0 picks a free port)");
        }

        private Optional<Database> database() {
            return value("ASTIR_DATABASE_URL")
                    .map(url -> {
                        if (!url.startsWith("jdbc:postgresql:")) {
                            throw SettingsException.of(
                                    "ASTIR_DATABASE_URL",
                                    url.replaceFirst("\\?.*", "?…"),
                                    "a JDBC URL such as" + " jdbc:postgresql://host:5432/database");
                        }
                        return new Database(
                                url,
                                value("ASTIR_DATABASE_USER").orElse(null),
                                value("ASTIR_DATABASE_PASSWORD").orElse(null));
                    });
        }

        private Path home() {
            String value = value("ASTIR_HOME").orElse("");
            if (value.isEmpty()) {
                return Path.of(System.getProperty("user.home"), ".astir");
            }
            try {
                return Path.of(value).toAbsolutePath().normalize();
            } catch (InvalidPathException e) {
                throw SettingsException.of("ASTIR_HOME", value, "a folder that can be written");
            }
        }

        private Optional<String> secret() {
            Optional<String> secret = value("ASTIR_SECRET");
            secret.ifPresent(value -> {
                int bytes = value.getBytes(StandardCharsets.UTF_8).length;
                if (bytes < MIN_SECRET_BYTES) {
                    // The value itself is a secret, so the message tells only its length.
                    throw new SettingsException(
                            "ASTIR_SECRET has %d bytes; allowed are %d or more"
                                    .formatted(bytes, MIN_SECRET_BYTES));
                }
            });
            return secret;
        }

        private Optional<String> metricsToken() {
            Optional<String> token = value("ASTIR_METRICS_TOKEN").map(String::strip);
            token.ifPresent(value -> {
                // The value itself is a secret, so the messages do not repeat it.
                if (value.length() < MIN_METRICS_TOKEN_LENGTH) {
                    throw new SettingsException(
                            "ASTIR_METRICS_TOKEN has %d characters; allowed are %d or more"
                                    .formatted(value.length(), MIN_METRICS_TOKEN_LENGTH));
                }
                if (!BEARER_TOKEN.matcher(value).matches()) {
                    throw new SettingsException(
                            "ASTIR_METRICS_TOKEN has characters that no header can carry; allowed"
                                    + " are letters, digits and -._~+/ (and = at the end)");
                }
            });
            return token;
        }

        private List<URI> origins() {
            List<URI> origins = new ArrayList<>();
            for (String origin : list("ASTIR_ALLOWED_ORIGINS")) {
                URI uri = webUrl("ASTIR_ALLOWED_ORIGINS", origin);
                if (!uri.getRawPath().isEmpty() || uri.getRawQuery() != null) {
                    throw SettingsException.of(
                            "ASTIR_ALLOWED_ORIGINS",
                            origin,
                            "a comma-separated list of origins such as https://example.org");
                }
                origins.add(uri);
            }
            return origins;
        }

        private List<IpNetwork> networks(String name) {
            List<IpNetwork> networks = new ArrayList<>();
            for (String network : list(name)) {
                try {
                    networks.add(IpNetwork.parse(network));
                } catch (IllegalArgumentException e) {
                    throw SettingsException.of(
                            name,
                            network,
                            "a comma-separated list of addresses and networks such as 10.0.0.7,"
                                    + " 192.168.0.0/16, fd00::/8");
                }
            }
            return networks;
        }

        private List<String> list(String name) {
            return Stream.of(value(name).orElse("").split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .toList();
        }

        private static URI webUrl(String name, String value) {
            try {
                URI uri = new URI(value.strip());
                String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
                if ((scheme.equals("http") || scheme.equals("https"))
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawFragment() == null) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // the same answer as for an address of another kind
            }
            throw SettingsException.of(
                    name, value, "an http or https address such as https://astir.example.org");
        }

        private boolean registrationOpen() {
            String value = value("ASTIR_REGISTRATION").orElse("open");
            return switch (value.strip().toLowerCase(Locale.ROOT)) {
                case "open" -> true;
                case "closed" -> false;
                default ->
                        throw SettingsException.of(
                                "ASTIR_REGISTRATION", value, "\"open\" or \"closed\"");
            };
        }

        private Duration drain(boolean hasNeighbours) {
            String value = value("ASTIR_DRAIN_SECONDS").orElse(hasNeighbours ? "5" : "0");
            try {
                int seconds = Integer.parseInt(value.strip());
                if (seconds >= 0 && seconds <= MOST_DRAIN_SECONDS) {
                    return Duration.ofSeconds(seconds);
                }
            } catch (NumberFormatException e) {
                // the same answer as for a number that is out of bounds
            }
            throw SettingsException.of(
                    "ASTIR_DRAIN_SECONDS", value, "a number from 0 to " + MOST_DRAIN_SECONDS);
        }

        private LogFormat logFormat() {
            String value = value("ASTIR_LOG_FORMAT").orElse("text");
            // The log takes it as it is, before anybody reads settings.
            return switch (value) {
                case "text" -> LogFormat.TEXT;
                case "json" -> LogFormat.JSON;
                default ->
                        throw SettingsException.of(
                                "ASTIR_LOG_FORMAT", value, "\"text\" or \"json\"");
            };
        }

        private Optional<FirstAdmin> admin() {
            Optional<String> email = value("ASTIR_ADMIN_EMAIL");
            Optional<String> password = value("ASTIR_ADMIN_PASSWORD");
            if (email.isPresent() != password.isPresent()) {
                throw new SettingsException(
                        "ASTIR_ADMIN_EMAIL and ASTIR_ADMIN_PASSWORD belong together; only one of"
                                + " them is set");
            }
            return email.map(value -> new FirstAdmin(address(value), password.orElseThrow()));
        }

        private static String address(String value) {
            String address = value.strip();
            if (address.length() > 254 || !address.matches("[^@\\s]+@[^@\\s]+")) {
                throw SettingsException.of(
                        "ASTIR_ADMIN_EMAIL", value, "an e-mail address such as ada@example.org");
            }
            return address;
        }

        private boolean flag(String name) {
            String value = value(name).orElse("false");
            return switch (value.strip().toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw SettingsException.of(name, value, "\"true\" or \"false\"");
            };
        }
    }
}
