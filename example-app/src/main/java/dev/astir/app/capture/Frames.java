package dev.astir.app.capture;

import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Optional;

/**
 * Joins the fragments of one socket's messages, up to the protocol's size; the framework would join
 * them without a bound. Not thread-safe: a socket's frames come one after the other.
 */
final class Frames {

    /** The most bytes of a message. */
    static final int LARGEST_MESSAGE = MessageCodec.MAX_MESSAGE_BYTES;

    private final ByteBuf begun = Unpooled.buffer(0, LARGEST_MESSAGE);

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
        long size = (long) begun.readableBytes() + content.readableBytes();
        if (size > LARGEST_MESSAGE) {
            throw new InvalidMessageException(
                    "", size + " bytes", "at most " + LARGEST_MESSAGE + " bytes");
        }
        if (frame.isFinalFragment() && !begun.isReadable()) {
            return Optional.of(ByteBufUtil.getBytes(content));
        }
        begun.writeBytes(content, content.readerIndex(), content.readableBytes());
        if (!frame.isFinalFragment()) {
            return Optional.empty();
        }
        byte[] message = ByteBufUtil.getBytes(begun);
        forget();
        return Optional.of(message);
    }

    /** Drops what has come of a message that will not be needed. */
    void forget() {
        begun.clear().capacity(0);
    }

    /** The bytes of a message that has not come whole yet. */
    int begunBytes() {
        return begun.readableBytes();
    }
}
