package dev.astir.app.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.astir.app.outbound.OutboundHttp.Request;
import dev.astir.app.platform.IpNetwork;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where requests go, and what comes of servers that do not behave. */
class OutboundHttpTest {

    private static final List<IpNetwork> OWN_MACHINE = List.of(IpNetwork.parse("127.0.0.0/8"));
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "2001:db8::1",
                "2001::1",
                "2002:a00:1::1",
                "fd00:ec2::254"
            })
    void knowsWhatIsNotPublic(String address) throws Exception {
        assertThat(PublicAddresses.isOne(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "172.32.0.1", "100.63.255.255", "193.0.0.1", "2606:4700::1111"})
    void knowsWhatIsPublic(String address) throws Exception {
        assertThat(PublicAddresses.isOne(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "http"})
    void asksNothingInsideWhateverItsName(String scheme) {
        List<String> looked = new ArrayList<>();
        Destinations none =
                new Destinations(
                        List.of(),
                        host -> {
                            looked.add(host);
                            return addresses("93.184.216.34", "10.0.0.1");
                        });

        assertThatThrownBy(() -> none.resolve(URI.create(scheme + "://login.example.org/")))
                .isInstanceOf(OutboundException.class)
                .hasMessageNotContaining("10.0.0.1");
    }

    @Test
    void httpIsForTheOwnMachineAlone() throws Exception {
        List<IpNetwork> allowed = List.of(IpNetwork.parse("10.0.0.0/8"), OWN_MACHINE.getFirst());
        Destinations destinations = new Destinations(allowed);

        assertThat(destinations.resolve(URI.create("https://10.0.0.1/"))).hasSize(1);
        assertThat(destinations.resolve(URI.create("http://127.0.0.1/"))).hasSize(1);
        assertThatThrownBy(() -> destinations.resolve(URI.create("http://10.0.0.1/")))
                .hasMessageContaining("https");
        assertThatThrownBy(() -> destinations.resolve(URI.create("http://8.8.8.8/")))
                .hasMessageContaining("https");
    }

    /** The name points somewhere harmless when it is judged, and inside when it is connected to. */
    @Test
    void connectsToTheAddressThatWasJudged() throws Exception {
        HttpServer server = server("judged");
        List<String> lookUps = new CopyOnWriteArrayList<>();
        Destinations rebinding =
                new Destinations(
                        OWN_MACHINE,
                        host -> {
                            lookUps.add(host);
                            return addresses(lookUps.size() == 1 ? "127.0.0.1" : "10.0.0.1");
                        });
        OutboundHttp http = client(rebinding, SslContextBuilder.forClient().build(), LONG);

        // Nobody else knows this name: who looked it up once more would fail.
        URI uri = URI.create("http://rebind.invalid:" + server.getAddress().getPort() + "/");

        assertThat(http.send(Request.get(uri)).body()).isEqualTo("judged");
        assertThat(lookUps).containsExactly("rebind.invalid");
        assertThatThrownBy(() -> http.send(Request.get(uri)))
                .hasMessageContaining("public address");
    }

    @Test
    void triesTheNextAddressWhereOneIsDead() throws Exception {
        HttpServer server = server("alive");
        Destinations two =
                new Destinations(OWN_MACHINE, host -> addresses("127.0.0.9", "127.0.0.1"));

        assertThat(
                        client(two, SslContextBuilder.forClient().build(), LONG)
                                .send(
                                        Request.get(
                                                URI.create(
                                                        "http://two.invalid:"
                                                                + server.getAddress().getPort())))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void doesNotWaitForOneThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> ask(silent.getLocalPort()))
                    .isInstanceOf(OutboundException.class)
                    .hasMessage("it did not answer within 0.4 s");
        }
    }

    /** Each byte comes in time; all of them do not. */
    @Test
    void doesNotWaitForOneThatDrips() throws Exception {
        try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread drops =
                    Thread.ofVirtual()
                            .start(() -> {
                                try (Socket socket = dripping.accept()) {
                                    socket.getOutputStream()
                                            .write(
                                                    "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"
                                                            .getBytes(StandardCharsets.US_ASCII));
                                    while (!Thread.interrupted()) {
                                        socket.getOutputStream().write(' ');
                                        socket.getOutputStream().flush();
                                        java.util.concurrent.locks.LockSupport.parkNanos(
                                                20_000_000);
                                    }
                                } catch (IOException e) {
                                    // it was hung up on
                                }
                            });
            assertThatThrownBy(() -> ask(dripping.getLocalPort()))
                    .hasMessage("it did not answer within 0.4 s");
            drops.join(LONG);
            assertThat(drops.isAlive()).isFalse();
        }
    }

    @Test
    void readsNoAnswerWithoutEnd() throws Exception {
        HttpServer server = HttpServer.create(loopback(), 0);
        open.add(() -> server.stop(0));
        server.createContext(
                "/",
                exchange -> {
                    byte[] piece = new byte[64 * 1024];
                    Arrays.fill(piece, (byte) 'x');
                    exchange.sendResponseHeaders(200, 0);
                    while (true) {
                        exchange.getResponseBody().write(piece); // until it is hung up on
                    }
                });
        server.start();

        assertThatThrownBy(() ->
                        client(
                                        new Destinations(OWN_MACHINE),
                                        SslContextBuilder.forClient().build(),
                                        LONG)
                                .send(Request.get(at(server.getAddress().getPort()))))
                .hasMessage("its answer is larger than 256 KB");
    }

    @Test
    void unpacksNothing() throws Exception {
        HttpServer server = HttpServer.create(loopback(), 0);
        open.add(() -> server.stop(0));
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();

        assertThatThrownBy(() -> ask(server.getAddress().getPort())).hasMessageContaining("packed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nX: y", "SSH-2.0-OpenSSH_9\r\n", ""})
    void whatIsNoAnswerIsNone(String said) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (Socket socket = server.accept()) {
                            socket.getInputStream().read();
                            socket.getOutputStream()
                                    .write(said.getBytes(StandardCharsets.US_ASCII));
                        } catch (IOException e) {
                            // it was hung up on
                        }
                    });
            assertThatThrownBy(() ->
                            client(
                                            new Destinations(OWN_MACHINE),
                                            SslContextBuilder.forClient().build(),
                                            LONG)
                                    .send(Request.get(at(server.getLocalPort()))))
                    .isInstanceOf(OutboundException.class);
        }
    }

    @Test
    void trustsACertificateForItsNameAlone(@TempDir Path folder) throws Exception {
        KeyStore keys = certificateFor("login.test", folder);
        HttpsServer server = HttpsServer.create(loopback(), 0);
        open.add(() -> server.stop(0));
        server.setHttpsConfigurator(new HttpsConfigurator(serverContext(keys)));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 2);
                    exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
                    exchange.close();
                });
        server.start();
        int port = server.getAddress().getPort();
        Destinations anyName = new Destinations(OWN_MACHINE, host -> addresses("127.0.0.1"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        OutboundHttp trusting =
                client(anyName, SslContextBuilder.forClient().trustManager(trust).build(), LONG);

        assertThat(trusting.send(Request.get(URI.create("https://login.test:" + port))).body())
                .isEqualTo("ok");
        assertThatThrownBy(
                        () -> trusting.send(Request.get(URI.create("https://other.test:" + port))))
                .hasMessageContaining("another name's");
        assertThatThrownBy(() ->
                        client(anyName, SslContextBuilder.forClient().build(), LONG)
                                .send(Request.get(URI.create("https://login.test:" + port))))
                .hasMessageContaining("is not trusted");
    }

    private OutboundHttp.Answer ask(int port) throws Exception {
        return client(new Destinations(OWN_MACHINE), SslContextBuilder.forClient().build(), SHORT)
                .send(Request.get(at(port)));
    }

    private OutboundHttp client(Destinations destinations, SslContext tls, Duration timeout) {
        OutboundHttp client = new OutboundHttp(destinations, tls, timeout);
        open.add(client);
        return client;
    }

    private HttpServer server(String body) throws IOException {
        HttpServer server = HttpServer.create(loopback(), 0);
        open.add(() -> server.stop(0));
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, body.length());
                    exchange.getResponseBody().write(body.getBytes(StandardCharsets.US_ASCII));
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static KeyStore certificateFor(String host, Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + host,
                                "-ext",
                                "san=dns:" + host,
                                "-keystore",
                                file.toString(),
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD))
                        .inheritIO()
                        .start();
        assertThat(process.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        KeyStore both = KeyStore.getInstance("PKCS12");
        both.load(null, PASSWORD);
        both.setKeyEntry(
                "server",
                keys.getKey("server", PASSWORD),
                PASSWORD,
                keys.getCertificateChain("server"));
        both.setCertificateEntry("authority", keys.getCertificate("server"));
        return both;
    }

    private static SSLContext serverContext(KeyStore keys) throws Exception {
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    private static InetAddress[] addresses(String... all) {
        return Arrays.stream(all).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
    }
}
