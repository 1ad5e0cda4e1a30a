package dev.astir.app.outbound;

import dev.astir.app.outbound.OutboundHttp.Answer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Hands over an answer as soon as enough of its body has come, or says why there is none. A body
 * that is packed stays so, and is told as an empty one. Belongs to the channel's event loop.
 */
final class BeginningHandler extends SimpleChannelInboundHandler<HttpObject> {

    private final CompletableFuture<Answer> answer;
    private final int enough;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private @Nullable HttpResponse head;

    BeginningHandler(CompletableFuture<Answer> answer, int enough) {
        this.answer = answer;
        this.enough = enough;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            answer.completeExceptionally(part.decoderResult().cause());
            return;
        }
        if (part instanceof HttpResponse response) {
            // "Go on" and its like come before the answer.
            boolean isAnswer = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
            head = isAnswer ? response : null;
        }
        HttpResponse begun = head;
        if (begun != null && part instanceof HttpContent content) {
            add(content.content());
            if (beginning.size() >= enough || part instanceof LastHttpContent) {
                complete(begun);
            }
        }
    }

    private void add(ByteBuf content) {
        byte[] more = new byte[Math.min(content.readableBytes(), enough - beginning.size())];
        content.readBytes(more);
        beginning.writeBytes(more);
    }

    private void complete(HttpResponse begun) {
        boolean isPacked = begun.headers().contains(HttpHeaderNames.CONTENT_ENCODING);
        answer.complete(
                new Answer(
                        begun.status().code(),
                        begun.headers().get(HttpHeaderNames.CONTENT_TYPE, ""),
                        begun.headers().get(HttpHeaderNames.RETRY_AFTER, ""),
                        isPacked ? "" : beginning.toString(StandardCharsets.UTF_8)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        answer.completeExceptionally(cause);
        var unused = context.close();
    }

    /** What is known of it counts: the rest may have been lost with the connection. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        HttpResponse begun = head;
        if (begun != null) {
            complete(begun);
        } else {
            answer.completeExceptionally(
                    new OutboundException("it ended the connection too early"));
        }
    }
}
