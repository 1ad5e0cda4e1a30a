package dev.astir.app.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.astir.app.platform.IpNetwork;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final int STRANGERS = 8;
    private static final int OF_ADDRESS = 4;
    private static final int ADMITTED = 6;
    private static final int OF_PRINCIPAL = 2;

    private static final String HERE = "127.0.0.1";
    private static final String PROXY = "198.51.100.1";

    private final Connections connections =
            new Connections(
                    new ConnectionBounds(STRANGERS, OF_ADDRESS, ADMITTED, OF_PRINCIPAL),
                    List.of(IpNetwork.parse(PROXY)));

    @Test
    void theOldestStrangerMakesRoom() {
        List<Connection> strangers = open(HERE, STRANGERS + 2);

        assertThat(open(strangers)).isEqualTo(STRANGERS);
        assertThat(open(strangers.subList(0, 2))).isZero();
        assertThat(connections.strangers()).isEqualTo(STRANGERS);
    }

    @Test
    void whoWaitsForAnAnswerKeepsTheirsBeforeWhoWaitsForNothing() {
        List<Connection> strangers = open(HERE, STRANGERS);
        ask(strangers.get(0));
        ask(strangers.get(1));
        answer(strangers.get(1));

        open(HERE, 1);

        assertThat(isOpen(strangers.get(0))).isTrue();
        assertThat(isOpen(strangers.get(1))).isFalse();
        assertThat(isOpen(strangers.get(2))).isTrue();
    }

    @Test
    void whereAllWaitForAnAnswerTheNewestIsRefused() {
        List<Connection> strangers = open(HERE, STRANGERS);
        strangers.forEach(ConnectionsTest::ask);

        Connection newest = open(HERE);

        assertThat(open(strangers)).isEqualTo(STRANGERS);
        assertThat(isOpen(newest)).isFalse();
    }

    @Test
    void whoWaitsForAnAnswerDoesNotHideWhoWaitsForNothing() {
        Connections many =
                new Connections(new ConnectionBounds(100, 100, ADMITTED, OF_PRINCIPAL), List.of());
        List<Connection> strangers =
                IntStream.range(0, 100).mapToObj(i -> many.opened(new From(HERE))).toList();
        strangers.subList(0, 99).forEach(ConnectionsTest::ask);

        Connection first = many.opened(new From(HERE));
        Connection second = many.opened(new From(HERE));

        assertThat(isOpen(first)).isFalse(); // 64 were looked at
        assertThat(isOpen(second)).isTrue();
        assertThat(isOpen(strangers.getLast())).isFalse();
        assertThat(open(strangers)).isEqualTo(99);
    }

    @Test
    void whoIsSignedInKeepsTheirs() {
        Connection ada = open(HERE);
        connections.admit(ada, "ada");

        open(HERE, 10 * STRANGERS);

        assertThat(isOpen(ada)).isTrue();
        assertThat(connections.admitted()).isOne();
        assertThat(connections.strangers()).isEqualTo(STRANGERS);
    }

    @Test
    void anAddressHasAShare() {
        List<Connection> loud = open("203.0.113.7", OF_ADDRESS + 1);
        Connection quiet = open("203.0.113.8");

        assertThat(isOpen(loud.getFirst())).isFalse();
        assertThat(open(loud)).isEqualTo(OF_ADDRESS);
        assertThat(isOpen(quiet)).isTrue();
    }

    @Test
    void allOfASubnetOfIpv6AreOne() {
        List<Connection> loud =
                IntStream.rangeClosed(0, OF_ADDRESS)
                        .mapToObj(host -> open("2001:db8:0:1::" + host))
                        .toList();
        Connection next = open("2001:db8:0:2::1");

        assertThat(isOpen(loud.getFirst())).isFalse();
        assertThat(isOpen(next)).isTrue();
    }

    @Test
    void whoSpeaksForManyHasTheShareOfAll() {
        assertThat(open(open(PROXY, STRANGERS))).isEqualTo(STRANGERS);
        assertThat(open(open(HERE, STRANGERS))).isEqualTo(STRANGERS);
    }

    @Test
    void beyondTheirShareAPersonsConnectionsStayStrangers() {
        List<Connection> ada = open("203.0.113.7", OF_PRINCIPAL + 1);
        ada.forEach(connection -> connections.admit(connection, "ada"));

        open(HERE, STRANGERS);

        assertThat(ada.stream().map(ConnectionsTest::isOpen)).containsExactly(true, true, false);
    }

    @Test
    void aProxysConnectionsAreNobodysShare() {
        open(PROXY, OF_PRINCIPAL + 1)
                .forEach(connection -> connections.admit(connection, "who came first"));

        assertThat(connections.admitted()).isEqualTo(OF_PRINCIPAL + 1);
    }

    @Test
    void theSignedInLeaveRoomForThoseWhoWillBe() {
        for (int person = 0; person < ADMITTED + 2; person++) {
            connections.admit(open(HERE), "person-" + person);
        }

        assertThat(connections.admitted()).isEqualTo(ADMITTED);
        assertThat(connections.strangers()).isEqualTo(2);
    }

    @Test
    void whatIsClosedCountsNoMore() {
        Connection stranger = open("203.0.113.7");
        Connection ada = open(HERE);
        connections.admit(ada, "ada");
        stranger.close();
        ada.close();

        assertThat(connections.strangers()).isZero();
        assertThat(connections.admitted()).isZero();

        // Also of the one whom the bound ended, and who signed in as it did.
        List<Connection> strangers = open(HERE, STRANGERS + 1);
        connections.admit(strangers.getFirst(), "ada");
        assertThat(connections.admitted()).isZero();
        strangers.forEach(Connection::close);
        assertThat(connections.strangers()).isZero();
    }

    @Test
    void boundsFollowWhatTheProcessMayOpen() {
        long memory = 256L << 20;

        assertThat(ConnectionBounds.of(1_000, 200, memory))
                .isEqualTo(new ConnectionBounds(168, 42, 504, 63));
        assertThat(ConnectionBounds.of(1L << 20, 200, memory))
                .isEqualTo(new ConnectionBounds(4_096, 1_024, 8_192, 256));
        assertThat(ConnectionBounds.of(100, 200, memory))
                .isEqualTo(new ConnectionBounds(16, 16, 48, 16));
        assertThat(ConnectionBounds.ofProcess().strangers()).isPositive();
    }

    @Test
    void nobodyIsAcceptedWhileAsManyAreOpenAsThereMayBe() {
        EmbeddedChannel listener = new EmbeddedChannel(new Acceptance(3));
        try (EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory())) {
            List<Channel> accepted =
                    IntStream.range(0, 4)
                            .mapToObj(i -> loops.register(new NioSocketChannel()).channel())
                            .toList();

            listener.writeInbound(accepted.get(0), accepted.get(1));
            assertThat(listener.config().isAutoRead()).isTrue();
            // One call may accept several.
            listener.writeInbound(accepted.get(2), accepted.get(3));
            assertThat(listener.config().isAutoRead()).isFalse();

            accepted.get(0).close().syncUninterruptibly();
            accepted.get(1).close().syncUninterruptibly();

            await().until(() -> listener.config().isAutoRead());
            accepted.forEach(Channel::close);
            await().until(() -> accepted.stream().noneMatch(Channel::isRegistered));
        }
    }

    private Connection open(String address) {
        return connections.opened(new From(address));
    }

    private List<Connection> open(String address, int count) {
        return IntStream.range(0, count).mapToObj(i -> open(address)).toList();
    }

    private static boolean isOpen(Connection connection) {
        return connection.channel().isOpen();
    }

    private static long open(List<Connection> list) {
        return list.stream().filter(ConnectionsTest::isOpen).count();
    }

    private static void ask(Connection connection) {
        EmbeddedChannel channel = (EmbeddedChannel) connection.channel();
        channel.pipeline().addLast(connection);
        channel.writeInbound(
                new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.GET, "/", Unpooled.EMPTY_BUFFER));
    }

    private static void answer(Connection connection) {
        ((EmbeddedChannel) connection.channel())
                .writeOutbound(
                        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    }

    /** A connection from an address. */
    private static final class From extends EmbeddedChannel {

        private final SocketAddress remote;

        From(String address) {
            super(DefaultChannelId.newInstance());
            try {
                remote = new InetSocketAddress(InetAddress.getByName(address), 50_000);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        public SocketAddress remoteAddress() {
            return remote;
        }
    }
}
