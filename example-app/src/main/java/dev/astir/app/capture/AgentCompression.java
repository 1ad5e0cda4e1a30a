package dev.astir.app.capture;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Compresses the agents' sockets, in place of the framework's handler. That one refuses clients
 * that ask the server to keep no context between messages, as the agent does; and it inflates a
 * frame of a megabyte to a gigabyte before anybody sees how big it is. Stateless.
 */
@Singleton
final class AgentCompression implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    /** The name under which the framework adds its handler. */
    private static final String HANDLER = "WebSocketServerCompressionHandler";

    private static final int LEVEL = 6;

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    private static ChannelHandler bounded() {
        boolean allowServerWindowSize = false;
        boolean allowServerNoContext = true;
        boolean preferredClientNoContext = true;
        return new WebSocketServerExtensionHandler(
                new PerMessageDeflateServerExtensionHandshaker(
                        LEVEL,
                        allowServerWindowSize,
                        PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE,
                        allowServerNoContext,
                        preferredClientNoContext,
                        Frames.LARGEST_MESSAGE));
    }

    private record Customizer(@Nullable Channel channel) implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return new Customizer(channel);
        }

        @Override
        public void onStreamPipelineBuilt() {
            ChannelPipeline pipeline = channel == null ? null : channel.pipeline();
            if (pipeline != null && pipeline.get(HANDLER) != null) {
                pipeline.replace(HANDLER, HANDLER, bounded());
            }
        }
    }
}
