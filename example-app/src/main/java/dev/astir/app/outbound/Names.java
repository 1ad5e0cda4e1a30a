package dev.astir.app.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host: the system's own way, or a test's. Thread-safe. */
@FunctionalInterface
interface Names {

    /**
     * The addresses of the host, of which there is at least one.
     *
     * @throws UnknownHostException when nobody knows the name
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
