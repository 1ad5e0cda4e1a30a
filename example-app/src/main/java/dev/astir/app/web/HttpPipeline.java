package dev.astir.app.web;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Puts between the codec and the framework what holds for every request and answer, also for those
 * that no filter sees. Stateless.
 */
@Singleton
final class HttpPipeline implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
    private static final String FRAMEWORK = ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND;

    private final ClientAddress addresses;

    HttpPipeline(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    private final class Customizer implements NettyServerCustomizer {

        private final @Nullable Channel channel;

        Customizer(@Nullable Channel channel) {
            this.channel = channel;
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel accepted, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Customizer(accepted) : this;
        }

        @Override
        public void onStreamPipelineBuilt() {
            ChannelPipeline pipeline = channel == null ? null : channel.pipeline();
            if (pipeline != null && pipeline.get(FRAMEWORK) != null) {
                // In the order in which they see a request.
                pipeline.addAfter(CODEC, ProtectiveHeaders.NAME, new ProtectiveHeaders(addresses));
                pipeline.addBefore(FRAMEWORK, null, new OneRequestAtATime());
                pipeline.addBefore(FRAMEWORK, null, new RequestIds());
                pipeline.addBefore(FRAMEWORK, null, new SoundRequests());
            }
        }
    }
}
