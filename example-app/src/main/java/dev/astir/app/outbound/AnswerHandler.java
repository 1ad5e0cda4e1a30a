package dev.astir.app.outbound;

import dev.astir.app.outbound.OutboundHttp.Answer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Hands over the whole answer, or why there is none. Belongs to the channel's event loop. */
final class AnswerHandler extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final CompletableFuture<Answer> answer;

    AnswerHandler(CompletableFuture<Answer> answer) {
        this.answer = answer;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
        HttpHeaders headers = response.headers();
        if (response.decoderResult().isFailure()) {
            answer.completeExceptionally(response.decoderResult().cause());
        } else if (headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            answer.completeExceptionally(
                    new OutboundException("its answer is packed, which nobody asked for"));
        } else {
            answer.complete(
                    new Answer(
                            response.status().code(),
                            headers.get(HttpHeaderNames.CONTENT_TYPE, ""),
                            headers.get(HttpHeaderNames.RETRY_AFTER, ""),
                            response.content().toString(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.completeExceptionally(cause);
        var unused = context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        answer.completeExceptionally(new OutboundException("it ended the connection too early"));
    }
}
