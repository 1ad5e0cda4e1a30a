package dev.astir.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void hasTheDocumentedDefaults() {
        Settings settings = Settings.from(Map.of());

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.bind()).isEqualTo("127.0.0.1");
        assertThat(settings.database()).isEmpty();
        assertThat(settings.home()).isEqualTo(Path.of(System.getProperty("user.home"), ".astir"));
        assertThat(settings.registrationOpen()).isTrue();
        assertThat(settings.demo()).isFalse();
        assertThat(settings.admin()).isEmpty();
        assertThat(settings.allowedOrigins()).isEmpty();
        assertThat(settings.metricsToken()).isEmpty();
    }

    /** A node that is alone has nobody who could serve meanwhile. */
    @Test
    void servesOnForAWhileWhereThereMayBeOthers() {
        assertThat(Settings.from(Map.of()).drain()).isZero();
        assertThat(
                        Settings.from(
                                        Map.of(
                                                "ASTIR_DATABASE_URL",
                                                "jdbc:postgresql://db/astir",
                                                "ASTIR_SECRET",
                                                "a secret of both nodes, 32 bytes"))
                                .drain())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(Settings.from(Map.of("ASTIR_DRAIN_SECONDS", "30")).drain())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void takesAnEmptyValueAsNotSet() {
        assertThat(Settings.from(Map.of("ASTIR_PORT", "", "ASTIR_DATABASE_URL", " ")).port())
                .isEqualTo(8080);
    }

    @Test
    void readsOrigins() {
        assertThat(
                        Settings.from(
                                        Map.of(
                                                "ASTIR_ALLOWED_ORIGINS",
                                                "https://a.example, http://b.example:3000"))
                                .allowedOrigins())
                .containsExactly(
                        URI.create("https://a.example"), URI.create("http://b.example:3000"));
    }

    @Test
    void readsProxies() {
        assertThat(
                        Settings.from(
                                        Map.of(
                                                "ASTIR_TRUSTED_PROXIES",
                                                "10.0.0.7, 192.168.0.0/16,fd00::/8,::ffff:1.2.3.4"))
                                .trustedProxies())
                .map(Object::toString)
                .containsExactly(
                        "10.0.0.7/32", "192.168.0.0/16", "fd00:0:0:0:0:0:0:0/8", "1.2.3.4/32");
    }

    @ParameterizedTest
    @CsvSource({
        "ASTIR_LOG_FORMAT, JSON, text",
        "ASTIR_DRAIN_SECONDS, 301, 0 to 300",
        "ASTIR_DRAIN_SECONDS, soon, 0 to 300",
        "ASTIR_PORT,            65536,                 0 to 65535",
        "ASTIR_PORT,            http,                  0 to 65535",
        "ASTIR_PORT,            -1,                    0 to 65535",
        "ASTIR_DATABASE_URL,    mysql://db/x,          jdbc:postgresql://host:5432/database",
        "ASTIR_REGISTRATION,    maybe,                 '\"open\" or \"closed\"'",
        "ASTIR_DEMO,            yes,                   '\"true\" or \"false\"'",
        "ASTIR_PUBLIC_URL,      astir.example.org,     http or https",
        "ASTIR_PUBLIC_URL,      ftp://example.org,     http or https",
        "ASTIR_ALLOWED_ORIGINS, *,                     http or https",
        "ASTIR_ALLOWED_ORIGINS, https://a.example/x,   origins",
        "ASTIR_TRUSTED_PROXIES, proxy.example,         addresses and networks such as 10.0.0.7",
        "ASTIR_TRUSTED_PROXIES, 10.1,                  addresses and networks",
        "ASTIR_TRUSTED_PROXIES, 10.0.0.256,            addresses and networks",
        "ASTIR_TRUSTED_PROXIES, 10.0.0.1/8,            addresses and networks",
        "ASTIR_TRUSTED_PROXIES, 10.0.0.0/33,           addresses and networks",
        "ASTIR_TRUSTED_PROXIES, 10.0.0.0/,             addresses and networks",
        "ASTIR_TRUSTED_PROXIES, 0.0.0.0/0,             addresses and networks",
        "ASTIR_TRUSTED_PROXIES, fe80::1%eth0,          addresses and networks",
        "ASTIR_REDIS_URL,       localhost:6379,        redis://host:6379",
        "ASTIR_REDIS_URL,       http://redis:6379,     redis://host:6379",
        "ASTIR_REDIS_URL,       redis:6379,            redis://host:6379",
        "ASTIR_REDIS_URL,       redis://,              redis://host:6379",
        "ASTIR_REDIS_URL,       redis://cache:99999,   redis://host:6379",
        "ASTIR_REDIS_URL,       redis-sentinel://s1,   '#name'",
    })
    void namesVariableValueAndWhatIsAllowed(String variable, String value, String allowed) {
        assertThatThrownBy(() -> Settings.from(Map.of(variable, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(variable)
                .hasMessageContaining(value)
                .hasMessageContaining(allowed)
                .message()
                .hasLineCount(1);
    }

    @Test
    void readsOneRedisOneWithSentinelsAndACluster() {
        assertThat(redis("redis://cache")).hasToString("[cache:6379]");
        assertThat(redis("rediss://user:hush@cache:6380/2")).hasToString("[cache:6380]");
        assertThat(redis("redis://c1:7001,c2:7002")).hasToString("[c1:7001, c2:7002] (cluster)");
        RedisAddress sentinels = redis("redis-sentinel://s1:26379,s2#main");
        assertThat(sentinels.isCluster()).isFalse();
        assertThat(sentinels.nodes().getFirst().getSentinels()).hasSize(2);
        assertThat(sentinels.nodes().getFirst().getSentinelMasterId()).isEqualTo("main");
    }

    @Test
    void doesNotShowTheSecretOfARedisThatItRefuses() {
        assertThatThrownBy(() -> redis("redis://user:hush@cache:99999"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ASTIR_REDIS_URL is \"redis://…@cache:99999\"")
                .hasMessageNotContaining("hush");
    }

    private static RedisAddress redis(String url) {
        return Settings.from(Map.of("ASTIR_REDIS_URL", url)).redis().orElseThrow();
    }

    @Test
    void needsASecretThatNodesShare() {
        Map<String, String> environment = new HashMap<>();
        environment.put("ASTIR_DATABASE_URL", "jdbc:postgresql://db/astir");

        assertThatThrownBy(() -> Settings.from(environment))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ASTIR_SECRET");
        environment.put("ASTIR_SECRET", SECRET);
        assertThat(Settings.from(environment).secret()).contains(SECRET);
    }

    @Test
    void doesNotRepeatASecretThatIsTooShort() {
        assertThatThrownBy(() -> Settings.from(Map.of("ASTIR_SECRET", "hunter2")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ASTIR_SECRET has 7 bytes")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "hunter2,                 has 7 characters; allowed are 8 or more",
        "hunter2 hunter2 hunter2, 'letters, digits and -._~+/'",
        "hunter2=hunter2=hunter2, 'letters, digits and -._~+/'",
    })
    void wantsAMetricsTokenThatNobodyGuessesAndAHeaderCarries(String token, String rule) {
        assertThatThrownBy(() -> Settings.from(Map.of("ASTIR_METRICS_TOKEN", token)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ASTIR_METRICS_TOKEN")
                .hasMessageContaining(rule)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void doesNotShowSecrets() {
        Settings settings =
                Settings.from(
                        Map.of(
                                "ASTIR_DATABASE_URL", "jdbc:postgresql://db/astir?password=in-url",
                                "ASTIR_DATABASE_PASSWORD", "database-secret",
                                "ASTIR_SECRET", SECRET,
                                "ASTIR_METRICS_TOKEN", "metrics-token-secret",
                                "ASTIR_ADMIN_EMAIL", "ada@example.org",
                                "ASTIR_ADMIN_PASSWORD", "admin-secret"));

        assertThat(settings.toString() + settings.database() + settings.admin())
                .doesNotContain(
                        "in-url", "database-secret", SECRET, "admin-secret", "metrics-token");
    }

    @Test
    void wantsAnAddressOfTheAdministrator() {
        assertThatThrownBy(() ->
                        Settings.from(
                                Map.of(
                                        "ASTIR_ADMIN_EMAIL",
                                        "ada",
                                        "ASTIR_ADMIN_PASSWORD",
                                        "admin-secret")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ASTIR_ADMIN_EMAIL")
                .hasMessageContaining("\"ada\"");
    }

    @Test
    void wantsBothHalvesOfTheAdministrator() {
        assertThatThrownBy(() -> Settings.from(Map.of("ASTIR_ADMIN_EMAIL", "ada@example.org")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("ASTIR_ADMIN_PASSWORD");
    }

    @Test
    void readsTheMailServer() {
        SmtpAddress plain = smtp("smtp://astir%40example.org:p%40ss+w:rd@mail.example.org");
        assertThat(plain)
                .isEqualTo(
                        new SmtpAddress(
                                "mail.example.org",
                                587,
                                false,
                                "astir@example.org",
                                "p@ss+w:rd",
                                "astir@example.org"));
        assertThat(plain.toString()).doesNotContain("p@ss");
        assertThat(plain.isLoopback()).isFalse();

        SmtpAddress own = smtp("smtps://[::1]?from=astir%2Bmail@example.org");
        assertThat(own)
                .isEqualTo(new SmtpAddress("::1", 465, true, null, null, "astir+mail@example.org"));
        assertThat(own.isLoopback()).isTrue();
        assertThat(smtp("SMTP://localhost:25?from=a@b.c").isLoopback()).isTrue();
        assertThat(smtp("smtp://127.0.0.9:25?from=a@b.c").isLoopback()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp://localhost",
                "http://localhost?from=a@b.c",
                "smtp:localhost?from=a@b.c",
                "smtp://localhost:0?from=a@b.c",
                "smtp://localhost:65536?from=a@b.c",
                "smtp://localhost/inbox?from=a@b.c",
                "smtp://user@localhost?from=a@b.c",
                "smtp://:hunter2@localhost?from=a@b.c",
                "smtp://user:hunter2@loc alhost?from=a@b.c",
                "smtp://user:hun%zzter2@localhost?from=a@b.c",
                "smtp://user:hunter2@localhost",
                "smtp://user:hunter2@localhost?from=nobody",
                "smtp://user:hunter2@localhost?from=a@b.c%0d%0aBcc:%20x@y.z",
                "smtp://user:hunter2@localhost?to=a@b.c",
            })
    void refusesAMailServerThatCannotBeUsedAndKeepsItsPassword(String url) {
        assertThatThrownBy(() -> smtp(url))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("ASTIR_SMTP_URL ")
                .hasMessageContaining("smtp://user:password@host:587?from=")
                .hasMessageNotContaining("hun");
    }

    private static SmtpAddress smtp(String url) {
        return Settings.from(Map.of("ASTIR_SMTP_URL", url)).smtp().orElseThrow();
    }

    @Test
    void trustsOriginsAsBrowsersWriteThem() {
        Settings settings =
                Settings.from(
                        Map.of(
                                "ASTIR_ALLOWED_ORIGINS",
                                "HTTPS://Intranet.Example:443, http://a.example:80,"
                                        + " http://b.example:8081",
                                "ASTIR_PUBLIC_URL",
                                "https://astir.example/office/"));

        assertThat(settings.trustedOrigins())
                .containsExactly(
                        "https://intranet.example",
                        "http://a.example",
                        "http://b.example:8081",
                        "https://astir.example");
    }
}
