package dev.astir.app.capture;

import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Joins the fragments of one socket's messages, up to the protocol's size; the framework would join
 * them without a bound. Not thread-safe: a socket's frames come one after the other.
 */
final class Frames {

    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(0);

    /**
     * Takes a frame, without releasing it.
     *
     * @return the message that the frame completes
     * @throws InvalidMessageException if the message is binary or too big
     */
    Optional<byte[]> add(WebSocketFrame frame) {
        if (frame instanceof BinaryWebSocketFrame) {
            throw new InvalidMessageException("", "binary", "text");
        }
        ByteBuf content = frame.content();
        long size = (long) begun.size() + content.readableBytes();
        if (size > MessageCodec.MAX_MESSAGE_BYTES) {
            throw new InvalidMessageException(
                    "", size + " bytes", "at most " + MessageCodec.MAX_MESSAGE_BYTES + " bytes");
        }
        byte[] bytes = ByteBufUtil.getBytes(content);
        if (frame.isFinalFragment() && begun.size() == 0) {
            return Optional.of(bytes);
        }
        begun.writeBytes(bytes);
        if (!frame.isFinalFragment()) {
            return Optional.empty();
        }
        byte[] message = begun.toByteArray();
        begun.reset();
        return Optional.of(message);
    }
}
