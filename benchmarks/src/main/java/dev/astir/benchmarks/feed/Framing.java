package dev.astir.benchmarks.feed;

import java.nio.ByteBuffer;

/** Takes what a connection reads apart. One for each connection. */
interface Framing {
    void read(ByteBuffer bytes, int from, int to, Payloads payloads);
}
