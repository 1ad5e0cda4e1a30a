package dev.astir.benchmarks.feed;

import java.nio.ByteBuffer;

/** A body that lasts as long as the connection. Stateless. */
final class PlainBody implements Framing {
    @Override
    public void read(ByteBuffer bytes, int from, int to, Payloads payloads) {
        payloads.payload(bytes, from, to, Payloads.TEXT);
        payloads.end(Payloads.TEXT);
    }
}
