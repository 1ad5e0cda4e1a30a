package dev.astir.app.limits;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many connections there may be. Immutable.
 *
 * @param strangers that nobody signed in on
 * @param strangersOfAddress those of one client address; this machine and trusted proxies have no
 *     such bound
 * @param admitted that somebody signed in on
 * @param ofPrincipal those of one person or device; those by this machine and trusted proxies are
 *     everybody's
 */
record ConnectionBounds(int strangers, int strangersOfAddress, int admitted, int ofPrincipal) {

    /** For what is opened later: files, connections to elsewhere, whoever looks what is wrong. */
    private static final long LEAST_RESERVE = 128;

    private static final long RESERVED_PART = 10;

    /** Connections that are being closed still have their files. */
    private static final int CLOSING = 32;

    /** Where the system has no limit that Java can read. */
    private static final long UNKNOWN = 65_536;

    /** A stranger's unfinished head, and what the server keeps beside it. */
    private static final long STRANGERS_BYTES = 16 << 10;

    private static final long STRANGERS_PART_OF_MEMORY = 4;

    /** What there is of the heap for those who are signed in, and one of their connections. */
    private static final long ADMITTED_BYTES = 16 << 10;

    private static final long ADMITTED_PART_OF_MEMORY = 2;

    /** 100 live sockets, 50 agents, and what browsers have beside. */
    private static final int MOST_OF_PRINCIPAL = 256;

    private static final int LEAST = 16;

    /** How many are accepted at once; who comes then waits until some are closed. */
    int accepted() {
        return strangers + admitted + CLOSING;
    }

    /** For what this process may open, and the memory that it has. */
    static ConnectionBounds ofProcess() {
        long memory = Runtime.getRuntime().maxMemory();
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof UnixOperatingSystemMXBean system
                ? of(
                        system.getMaxFileDescriptorCount(),
                        system.getOpenFileDescriptorCount(),
                        memory)
                : of(UNKNOWN, 0, memory);
    }

    /**
     * A quarter is for strangers, the rest for who is signed in, both as far as memory goes; an
     * eighth of the rest, and at most {@value #MOST_OF_PRINCIPAL}, for one person.
     *
     * @param descriptors how many files and sockets the process may have open
     * @param open how many it has, without connections
     * @param memory the heap's largest size in bytes
     */
    static ConnectionBounds of(long descriptors, long open, long memory) {
        long reserve = open + Math.max(LEAST_RESERVE, descriptors / RESERVED_PART);
        int all = Math.clamp(descriptors - reserve, 4 * LEAST, Integer.MAX_VALUE - CLOSING);
        int strangers =
                Math.clamp(memory / STRANGERS_PART_OF_MEMORY / STRANGERS_BYTES, LEAST, all / 4);
        int admitted =
                Math.clamp(memory / ADMITTED_PART_OF_MEMORY / ADMITTED_BYTES, LEAST, all - all / 4);
        return new ConnectionBounds(
                strangers,
                Math.max(LEAST, strangers / 4),
                admitted,
                Math.clamp(admitted / 8, LEAST, MOST_OF_PRINCIPAL));
    }
}
