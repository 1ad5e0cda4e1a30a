package dev.astir.stream.micronaut;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.astir.stream.feed.FeedFrame;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FrameEncoding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;

/**
 * A frame as server-sent events in one chunk of HTTP/1.1 (RFC 9112, section 7.1), shared by all
 * streams. Stateless.
 */
enum ChunkEncoding implements FrameEncoding<ByteBuf> {
    INSTANCE;

    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] EVENT_END = {'\n', '\n'};

    @Override
    public ByteBuf encode(FeedFrame frame) {
        List<byte[]> parts = new ArrayList<>(3 * frame.messages().size());
        int size = 0;
        for (FeedMessage message : frame.messages()) {
            byte[] fields = message.eventFields().getBytes(US_ASCII);
            parts.add(fields);
            parts.add(message.bytes());
            parts.add(EVENT_END);
            size += fields.length + message.bytes().length + EVENT_END.length;
        }
        byte[] length = Integer.toHexString(size).getBytes(US_ASCII);
        ByteBuf bytes = Unpooled.directBuffer(length.length + size + 2 * LINE_END.length);
        bytes.writeBytes(length).writeBytes(LINE_END);
        parts.forEach(bytes::writeBytes);
        return bytes.writeBytes(LINE_END);
    }

    @Override
    public void release(ByteBuf encoded) {
        encoded.release();
    }
}
