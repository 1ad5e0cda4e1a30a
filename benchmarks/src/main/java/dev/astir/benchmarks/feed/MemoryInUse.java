package dev.astir.benchmarks.feed;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a server holds.
 *
 * @param heap live objects, in bytes
 * @param direct buffers outside of the heap, in bytes, those of the JVM and those of Netty
 */
record MemoryInUse(long heap, long direct) {
    /** Of a server that is not on the JVM. */
    static final MemoryInUse UNKNOWN = new MemoryInUse(0, 0);

    private static final int COLLECTIONS = 3; // references are cleared between them

    /** Collects the garbage of this process, and writes what is left. */
    static String afterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long direct =
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
        return heap + " " + (direct + Math.max(0, PlatformDependent.usedDirectMemory()));
    }

    /** Reads what {@link #afterCollection} wrote. */
    static MemoryInUse parse(String text) {
        String[] parts = text.split(" ", -1);
        return new MemoryInUse(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    long total() {
        return heap + direct;
    }
}
