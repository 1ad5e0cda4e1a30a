package dev.astir.stream.micronaut;

import dev.astir.stream.feed.FeedFrame;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FrameEncoding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/**
 * A frame as the bytes of a text frame (RFC 6455, section 5.2). A server's frames are not masked,
 * so all sessions share them. Stateless.
 */
enum WebSocketEncoding implements FrameEncoding<ByteBuf> {
    INSTANCE;

    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_PING = 0x89;
    private static final int LENGTH_IN_16_BITS = 126;
    private static final int LENGTH_IN_64_BITS = 127;
    private static final int LONGEST_HEADER = 10;
    private static final int PING = 2;

    @Override
    public ByteBuf encode(FeedFrame frame) {
        int size = frame.size();
        ByteBuf bytes = Unpooled.directBuffer(LONGEST_HEADER + size + PING);
        bytes.writeByte(FINAL_TEXT);
        if (size < LENGTH_IN_16_BITS) {
            bytes.writeByte(size);
        } else if (size <= 0xffff) {
            bytes.writeByte(LENGTH_IN_16_BITS).writeShort(size);
        } else {
            bytes.writeByte(LENGTH_IN_64_BITS).writeLong(size);
        }
        List<FeedMessage> messages = frame.messages();
        if (messages.size() == 1) {
            messages.get(0).writeTo(bytes::writeBytes);
            if (messages.get(0).type().equals("ping")) {
                // Browsers answer this one by themselves, which shows that they live.
                bytes.writeByte(FINAL_PING).writeByte(0);
            }
        } else {
            char separator = '[';
            for (FeedMessage message : messages) {
                bytes.writeByte(separator);
                message.writeTo(bytes::writeBytes);
                separator = ',';
            }
            bytes.writeByte(']');
        }
        return bytes;
    }

    @Override
    public void release(ByteBuf encoded) {
        encoded.release();
    }
}
