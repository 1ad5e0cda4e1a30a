package dev.astir.testing.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1 for servers that cannot be told to take any, or that come back on the same
 * one. They lie below those that outgoing connections get: one of those could take the port of a
 * server that is down, even a client that tries to reconnect. Stateless.
 */
public final class Ports {
    private static final int LOWEST = 15_000;

    /** Linux hands out ports from 32,768 on, other systems from higher ones. */
    private static final int FIRST_OUTGOING = 32_768;

    private Ports() {}

    /**
     * A port that is free now.
     *
     * @param offsets ports that are as much higher, and must be free as well
     */
    public static int free(int... offsets) {
        int highest = FIRST_OUTGOING - 1 - Arrays.stream(offsets).max().orElse(0);
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, highest);
            if (isFree(port) && Arrays.stream(offsets).allMatch(offset -> isFree(port + offset))) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
