package dev.astir.benchmarks.feed;

import java.nio.ByteBuffer;

/** Takes what a server sent, without its framing. */
public interface Payloads {
    int CONTINUATION = 0;
    int TEXT = 1;
    int CLOSE = 8;
    int PING = 9;

    /** A piece of a payload. */
    void payload(ByteBuffer bytes, int from, int to, int opcode);

    /** A frame or a chunk is whole. */
    void end(int opcode);
}
