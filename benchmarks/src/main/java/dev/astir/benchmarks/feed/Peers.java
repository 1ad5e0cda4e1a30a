package dev.astir.benchmarks.feed;

import dev.astir.benchmarks.PostgresServer;
import dev.astir.benchmarks.Settings;
import dev.astir.benchmarks.feed.Dialect.Step;
import dev.astir.benchmarks.feed.Dialect.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The servers that can be measured on this machine. What cannot is told in a note with the command
 * that would help, and never left out in silence. Not safe for use by several threads.
 */
final class Peers {
    static final String ASTIR = "Astir";

    private static final String ONLY = Settings.text("servers", "");
    private static final String SUBSCRIBE =
            "{\"type\":\"subscribe\",\"channel\":\"activities\",\"filter\":{}}";

    private final List<Peer> all = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * All that are there, Astir first; the property {@code astir.bench.servers} can name some of
     * them, separated by commas.
     */
    static Peers find(PostgresServer database) throws IOException, InterruptedException {
        Peers peers = new Peers();
        peers.add(astir(database));
        peers.findNchan();
        peers.findNode();
        peers.add(bare("bare sockets", 0));
        peers.add(bare("bare sockets (5 ms)", 5));
        peers.add(
                new Peer(
                        "bare Netty",
                        everywhere("/"),
                        () -> javaServer(NettyServer.class, List.of(), "0")));
        peers.add(
                new Peer(
                        "bare Netty (5 ms)",
                        everywhere("/"),
                        () -> javaServer(NettyServer.class, List.of(), "5")));
        return peers;
    }

    List<Peer> all() {
        return all;
    }

    /** What was left out, and why. */
    List<String> notes() {
        return notes;
    }

    private void add(Peer peer) {
        if (ONLY.isEmpty() || Arrays.asList(ONLY.split(",", -1)).contains(peer.name())) {
            all.add(peer);
        }
    }

    /** Astir's endpoint for Micronaut, on a feed that nobody has used. */
    static Peer astir(PostgresServer database) {
        Map<Transport, Dialect> dialects =
                Map.of(
                        Transport.WEB_SOCKET,
                        new Dialect(
                                Transport.WEB_SOCKET,
                                "/api/live",
                                List.of("Sec-WebSocket-Protocol: astir.v1"),
                                List.of(new Step("", SUBSCRIBE), new Step("\"subscribed\"", "")),
                                Map.of()),
                        Transport.SSE,
                        new Dialect(
                                Transport.SSE,
                                "/api/live/events",
                                List.of(),
                                List.of(new Step("\"subscribed\"", "")),
                                Map.of()));
        return new Peer(ASTIR, dialects, () -> startAstir(database));
    }

    /** Settings of Micronaut can be given as {@code astir.bench.astir.settings=a=b,c=d}. */
    static LocalServer startAstir(PostgresServer database) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(database.url(), UUID.randomUUID() + ""));
        String settings = Settings.text("astir.settings", "");
        if (!settings.isEmpty()) {
            arguments.addAll(Arrays.asList(settings.split(",", -1)));
        }
        String options = Settings.text("astir.jvm", "-Xms512m -Xmx512m");
        return javaServer(
                AstirServer.class,
                Arrays.asList(options.split(" ", -1)),
                arguments.toArray(String[]::new));
    }

    private static Peer bare(String name, int joinMillis) {
        return new Peer(
                name,
                everywhere("/"),
                () -> javaServer(BareServer.class, List.of(), Integer.toString(joinMillis)));
    }

    private static LocalServer javaServer(Class<?> main, List<String> options, String... arguments)
            throws IOException {
        return new LocalServer(LocalProcess.java(main, options, List.of(arguments)));
    }

    private static Map<Transport, Dialect> everywhere(String path) {
        return Map.of(
                Transport.WEB_SOCKET, Dialect.plain(Transport.WEB_SOCKET, path),
                Transport.SSE, Dialect.plain(Transport.SSE, path));
    }

    private void findNchan() throws IOException {
        if (NchanServer.isInstalled()) {
            add(nchan("nchan", "1"));
            add(nchan("nchan (auto)", "auto"));
        } else {
            notes.add(
                    "nchan was left out, because it is not installed:"
                            + " apt-get install nginx libnginx-mod-nchan");
        }
    }

    private static Peer nchan(String name, String workers) {
        return new Peer(
                name,
                Map.of(
                        Transport.WEB_SOCKET, Dialect.plain(Transport.WEB_SOCKET, "/ws"),
                        Transport.SSE, Dialect.plain(Transport.SSE, "/sse")),
                () -> new NchanServer(workers));
    }

    private void findNode() throws IOException, InterruptedException {
        NodePackages packages = new NodePackages();
        String problem = packages.install();
        if (!problem.isEmpty()) {
            notes.add("Socket.IO and ws were left out: " + problem);
            return;
        }
        Dialect socketIo =
                new Dialect(
                        Transport.WEB_SOCKET,
                        "/socket.io/?EIO=4&transport=websocket",
                        List.of(),
                        List.of(new Step("0{", "40"), new Step("40{", "")),
                        Map.of("2", "3"));
        add(
                new Peer(
                        "Socket.IO",
                        Map.of(Transport.WEB_SOCKET, socketIo),
                        () -> new LocalServer(packages.start("socket-io.js"))));
        add(
                new Peer(
                        "ws",
                        Map.of(Transport.WEB_SOCKET, Dialect.plain(Transport.WEB_SOCKET, "/")),
                        () -> new LocalServer(packages.start("ws.js"))));
    }
}
