package dev.astir.app.presence;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Lets one thread at a time do something with a thing. Thread-safe. */
final class OneAtATime {

    /** Things that share a lock wait for each other, which costs time and nothing else. */
    private static final int LOCKS = 256;

    private final List<Lock> locks =
            IntStream.range(0, LOCKS).<Lock>mapToObj(i -> new ReentrantLock()).toList();

    /** Does the work, when nobody else is at this thing. */
    void run(UUID thing, Runnable work) {
        Lock lock = locks.get(Math.floorMod(thing.hashCode(), LOCKS));
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }
}
