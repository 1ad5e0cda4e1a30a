package dev.astir.app.limits;

import dev.astir.app.web.ClientAddress;
import dev.astir.app.web.ProtectiveHeaders;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContentDecompressor;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Puts what bounds a client around the codec of each connection. Stateless. */
@Singleton
final class ServerGuards implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

    /** It unpacks in pieces of 64 KB anyway. */
    private static final int ANY_PIECE = 0;

    private final Connections connections;
    private final BodyMemory memory;
    private final Credentials credentials;
    private final ClientAddress addresses;
    private final ClientTimes times;
    private final Leaving leaving;

    ServerGuards(
            Connections connections,
            BodyMemory memory,
            Credentials credentials,
            ClientAddress addresses,
            ClientTimes times,
            Leaving leaving) {
        this.connections = connections;
        this.memory = memory;
        this.credentials = credentials;
        this.addresses = addresses;
        this.times = times;
        this.leaving = leaving;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    /** Bounds that a test may replace. */
    @Factory
    static final class Defaults {

        @Singleton
        @Secondary
        ClientTimes times() {
            return ClientTimes.DEFAULT;
        }

        @Singleton
        @Secondary
        RequestRates rates() {
            return RequestRates.DEFAULT;
        }

        @Singleton
        @Secondary
        ConnectionBounds connections() {
            return ConnectionBounds.ofProcess();
        }
    }

    private final class Customizer implements NettyServerCustomizer {

        private final @Nullable Channel channel;

        Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel opened, ChannelRole role) {
            if (role == ChannelRole.LISTENER) {
                opened.pipeline().addFirst(connections.acceptance());
                leaving.listens(opened);
            }
            return role == ChannelRole.CONNECTION ? new Customizer(opened) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel == null) {
                return;
            }
            ChannelPipeline pipeline = channel.pipeline();
            Connection connection = connections.opened(channel);
            ClientDeadlines deadlines = new ClientDeadlines(times);
            pipeline.addBefore(CODEC, null, deadlines.bytes());
            // What is refused here gets its headers there, whoever came first.
            String before =
                    pipeline.get(ProtectiveHeaders.NAME) == null ? CODEC : ProtectiveHeaders.NAME;
            // The last added is the first to see what the codec read.
            pipeline.addAfter(
                    before,
                    null,
                    new BodyBound(
                            memory,
                            credentials,
                            (peer, headers) ->
                                    ClientAddress.key(addresses.of(peer, headers::getAll))));
            pipeline.addAfter(before, null, new HttpContentDecompressor(ANY_PIECE));
            pipeline.addAfter(before, null, connection);
            pipeline.addAfter(before, null, deadlines);
            pipeline.addAfter(before, null, leaving.opened(channel));
        }
    }
}
