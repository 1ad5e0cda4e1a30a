package dev.astir.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.platform.IpNetwork;
import dev.astir.app.platform.Settings;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.simple.SimpleHttpRequest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {

    private static final String PROXY = "10.0.0.7";

    private final ClientAddress addresses =
            new ClientAddress(
                    Settings.from(
                            Map.of("ASTIR_TRUSTED_PROXIES", "10.0.0.7, 192.168.0.0/16, fd00::/8")));

    @Test
    void believesNobodyWithoutTrustedProxies() {
        ClientAddress alone = new ClientAddress(Settings.from(Map.of()));

        assertThat(alone.of(IpNetwork.address("127.0.0.1"), headers("203.0.113.9", "", "https")))
                .isEqualTo(IpNetwork.address("127.0.0.1"));
        assertThat(
                        alone.isHttps(
                                IpNetwork.address("127.0.0.1"),
                                headers("203.0.113.9", "", "https")))
                .isFalse();
    }

    @Test
    void believesTrustedProxiesAlone() {
        assertThat(client("10.0.0.8", "203.0.113.9", "")).isEqualTo("10.0.0.8");
        assertThat(client("::ffff:10.0.0.7", "203.0.113.9", "")).isEqualTo("203.0.113.9");
        assertThat(client("fd00::1", "203.0.113.9", "")).isEqualTo("203.0.113.9");
    }

    /** The lines of a header are parted by "|" here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "203.0.113.9; 203.0.113.9",
                // what stands before it is invented
                "1.1.1.1, 203.0.113.9; 203.0.113.9",
                "10.0.0.7, 203.0.113.9; 203.0.113.9",
                "' , rubbish, 203.0.113.9'; 203.0.113.9",
                "1.1.1.1|203.0.113.9; 203.0.113.9",
                // through several proxies
                "1.1.1.1, 203.0.113.9, 192.168.3.4; 203.0.113.9",
                "203.0.113.9|192.168.3.4; 203.0.113.9",
                // of those that are all trusted, the farthest
                "192.168.3.4; 192.168.3.4",
                "192.168.3.5, 192.168.3.4; 192.168.3.5",
                // with a port
                "203.0.113.9:4711; 203.0.113.9",
                "[2001:db8::9]:4711; 2001:db8:0:0:0:0:0:9",
                "2001:db8::9; 2001:db8:0:0:0:0:0:9",
                "::ffff:203.0.113.9; 203.0.113.9",
                // cannot be read: the nearest that is known
                "203.0.113.9, unknown; 10.0.0.7",
                "203.0.113.9, rubbish, 192.168.3.4; 192.168.3.4",
                "203.0.113.9,; 10.0.0.7",
                "'''; DROP'; 10.0.0.7",
                "localhost; 10.0.0.7",
                "1.1; 10.0.0.7",
                "fe80::1%lo; 10.0.0.7",
                "203.0.113.999; 10.0.0.7",
            })
    void readsXForwardedFor(String header, String client) {
        assertThat(client(PROXY, header, "")).isEqualTo(client);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "for=203.0.113.9 ~ 203.0.113.9",
                "FOR=203.0.113.9;proto=https;by=10.0.0.7 ~ 203.0.113.9",
                "proto=http; for=\"203.0.113.9:80\" ~ 203.0.113.9",
                "for=\"[2001:db8::9]:4711\" ~ 2001:db8:0:0:0:0:0:9",
                "for=\"[2001:db8::\\9]\" ~ 2001:db8:0:0:0:0:0:9",
                "for=1.1.1.1, for=203.0.113.9, for=192.168.3.4 ~ 203.0.113.9",
                "for=1.1.1.1|for=203.0.113.9 ~ 203.0.113.9",
                // an open quote hides nothing
                "for=1.1.1.1;x=\"|for=203.0.113.9 ~ 203.0.113.9",
                "for=1.1.1.1;x=\", for=203.0.113.9 ~ 10.0.0.7",
                "for=1.1.1.1;x=\", for=\"203.0.113.9\" ~ 10.0.0.7",
                "for=\"1.1.1.1, for=\"[2001:db8::9]\" ~ 10.0.0.7",
                "for=\"1.1.1.1\\ ~ 10.0.0.7",
                // cannot be read
                "for=_hidden ~ 10.0.0.7",
                "for=unknown ~ 10.0.0.7",
                "by=203.0.113.9 ~ 10.0.0.7",
                "203.0.113.9 ~ 10.0.0.7",
                "for=1.1.1.1, ~ 10.0.0.7",
                "; ~ 10.0.0.7",
                "= ~ 10.0.0.7",
            })
    void readsForwarded(String header, String client) {
        assertThat(client(PROXY, "", header)).isEqualTo(client);
    }

    /** A proxy that writes the one hands on what a client wrote into the other. */
    @Test
    void believesNeitherOfTwoThatContradict() {
        assertThat(client(PROXY, "203.0.113.9", "for=1.1.1.1")).isEqualTo(PROXY);
        assertThat(client(PROXY, "1.1.1.1", "for=203.0.113.9")).isEqualTo(PROXY);
        assertThat(client(PROXY, "203.0.113.9", "for=\"")).isEqualTo(PROXY);
        assertThat(client(PROXY, "203.0.113.9", "for=203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void knowsByWhatTheClientCame() {
        assertThat(https("", "https")).isTrue();
        assertThat(https("", "HTTPS")).isTrue();
        assertThat(https("", "https, http")).isFalse();
        assertThat(https("", "http, https")).isTrue();
        assertThat(https("", "")).isFalse();
        assertThat(https("", "\"")).isFalse();
        assertThat(https("for=203.0.113.9;proto=https", "")).isTrue();
        assertThat(https("for=203.0.113.9;proto=https, for=10.0.0.7;proto=http", "")).isFalse();
        assertThat(https("for=203.0.113.9;proto=http", "https")).isFalse();
        assertThat(https("for=203.0.113.9", "https")).isFalse();
    }

    @Test
    void limitsKnowANetworkOfIpv6AsOne() {
        assertThat(key("2001:db8:1:2:3:4:5:6")).isEqualTo(key("2001:db8:1:2::1"));
        assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(key("203.0.113.9")).isNotEqualTo(key("203.0.113.10"));
    }

    /** What may not be counted is the app's own proxy's fault, or this machine's own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "127.0.0.1; localhost:8080; ; ; true",
                "''; localhost:8080; ; ; true",
                // not named, and so everybody's, whatever they say
                "''; astir.example.org; 203.0.113.9; x; true",
                // a proxy that forgot to remove what a client wrote
                "127.0.0.1; localhost:8080; 203.0.113.9; x; false",
                "127.0.0.1; localhost:8080; ; x; false",
                "127.0.0.1; localhost:8080; 127.0.0.1; ; false",
                "127.0.0.1; localhost:8080; rubbish; ; false",
                "127.0.0.1; localhost:8080; 203.0.113.9; ; false",
                // one that tells nothing of whom it asks for
                "127.0.0.1; astir.example.org; ; ; false",
            })
    void sharedIsAnAddressThatNobodyChoseToHave(
            String trusted, String host, String list, String forwarded, boolean shared) {
        MutableHttpRequest<?> request =
                new SimpleHttpRequest<>(HttpMethod.GET, "/", null).header("Host", host);
        if (list != null) {
            request.header("X-Forwarded-For", list);
        }
        if (forwarded != null) {
            request.header("Forwarded", forwarded);
        }
        assertThat(request.getRemoteAddress().getAddress().isLoopbackAddress()).isTrue();

        assertThat(
                        new ClientAddress(Settings.from(Map.of("ASTIR_TRUSTED_PROXIES", trusted)))
                                .isShared(request))
                .isEqualTo(shared);
    }

    private String client(String peer, String list, String forwarded) {
        return addresses.of(IpNetwork.address(peer), headers(list, forwarded, "")).getHostAddress();
    }

    private boolean https(String forwarded, String protocol) {
        return addresses.isHttps(IpNetwork.address(PROXY), headers("", forwarded, protocol));
    }

    private static String key(String address) {
        return ClientAddress.key(IpNetwork.address(address));
    }

    private static Function<String, List<String>> headers(
            String list, String forwarded, String protocol) {
        Map<String, String> values =
                Map.of(
                        "X-Forwarded-For", list,
                        "Forwarded", forwarded,
                        "X-Forwarded-Proto", protocol);
        return name ->
                values.get(name).isEmpty() ? List.of() : List.of(values.get(name).split("\\|"));
    }
}
