package dev.astir.agent.journal;

import dev.astir.agent.privacy.PrivateFiles;
import dev.astir.protocol.Span;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps closed spans on disk until they are acknowledged, and remembers the open ones, so that a
 * crash costs no more than the time since the last {@link #append}. Closed spans are numbered from
 * 0; acknowledgement is by number, and segments that are acknowledged as a whole are deleted.
 *
 * <p>What {@link #append} got as closed is on the disk when it returns. A torn end is cut when the
 * journal is opened; spans that were open then are closed, with the end that was last written, and
 * keep their id. Above the size bound the oldest segment is dropped, as the last resort, and {@link
 * #dropped()} tells how many spans were lost with it.
 *
 * <p>Thread-safe. One process at a time can open a directory.
 */
public final class Journal implements AutoCloseable {

    /**
     * A closed span and its number.
     *
     * @param number counts through the journal
     * @param span the span
     */
    public record Entry(long number, Span span) {}

    /**
     * What a journal holds, seen from outside.
     *
     * @param running whether an agent has it open
     * @param pending spans that are not acknowledged
     * @param dropped spans that the size bound has cost
     */
    public record Summary(boolean running, long pending, long dropped) {}

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private static final long LONGEST_SEGMENT_BYTES = 256 << 10;

    private static final Duration LOCK_PATIENCE = Duration.ofMillis(500);

    private final Path directory;
    private final long maxBytes;
    private final long segmentBytes;
    private final FileChannel lockChannel;
    private final List<Segment> segments;
    private final NumberFile acknowledgedFile;
    private final NumberFile droppedFile;

    private @Nullable FileChannel current;
    private long acknowledged;
    private long next;
    private long dropped;
    private long bytes;

    private Journal(Path directory, long maxBytes, FileChannel lockChannel) throws IOException {
        this.directory = directory;
        this.maxBytes = maxBytes;
        this.segmentBytes = Math.min(LONGEST_SEGMENT_BYTES, Math.max(1024, maxBytes / 4));
        this.lockChannel = lockChannel;
        this.segments = Segment.list(directory);
        this.acknowledgedFile = new NumberFile(directory.resolve("acknowledged"));
        this.droppedFile = new NumberFile(directory.resolve("dropped"));
        this.dropped = droppedFile.read();
    }

    /**
     * Opens a directory, and makes it if needed.
     *
     * @param maxBytes the size bound; at least 4 KB
     * @throws JournalException if another process has it open, or it cannot be read or written
     */
    public static Journal open(Path directory, long maxBytes) {
        if (maxBytes < 4096) {
            throw new IllegalArgumentException("maxBytes is " + maxBytes + "; allowed is 4096 up");
        }
        try {
            PrivateFiles.createDirectory(directory);
            FileChannel lockChannel = PrivateFiles.openForWriting(directory.resolve("lock"));
            if (!lockPatiently(lockChannel)) {
                lockChannel.close();
                throw new JournalException("Another agent is running with " + directory, null);
            }
            Journal journal = new Journal(directory, maxBytes, lockChannel);
            journal.recover();
            return journal;
        } catch (IOException e) {
            throw new JournalException("The journal in " + directory + " cannot be opened", e);
        }
    }

    /**
     * Looks at a journal without opening it, also while an agent has it open.
     *
     * @throws JournalException if it cannot be read
     */
    public static Summary inspect(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                return new Summary(false, 0, 0);
            }
            boolean running;
            try (FileChannel channel = PrivateFiles.openForWriting(directory.resolve("lock"))) {
                running = !lock(channel);
            }
            long acknowledged = new NumberFile(directory.resolve("acknowledged")).read();
            long pending = 0;
            for (Segment segment : Segment.list(directory)) {
                long end = segment.first() + segment.read().closedCount();
                pending += Math.max(0, end - Math.max(acknowledged, segment.first()));
            }
            long dropped = new NumberFile(directory.resolve("dropped")).read();
            return new Summary(running, pending, dropped);
        } catch (IOException e) {
            throw new JournalException("The journal in " + directory + " cannot be read", e);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /**
     * A look from outside holds the lock for a moment; an agent holds it for as long as it runs.
     */
    private static boolean lockPatiently(FileChannel channel) throws IOException {
        long end = System.nanoTime() + LOCK_PATIENCE.toNanos();
        boolean locked = lock(channel);
        while (!locked && System.nanoTime() < end) {
            LockSupport.parkNanos(LOCK_PATIENCE.toNanos() / 20);
            locked = lock(channel);
        }
        return locked;
    }

    private void recover() throws IOException {
        List<Span> open = List.of();
        next = segments.isEmpty() ? acknowledgedFile.read() : segments.getFirst().first();
        acknowledged = Math.max(acknowledgedFile.read(), next);
        for (Segment segment : segments) {
            Segment.Contents contents = segment.read();
            if (contents.validBytes() < contents.fileBytes()) {
                log.warn(
                        "Cut {} unreadable bytes from the end of {}",
                        contents.fileBytes() - contents.validBytes(),
                        segment.path());
                try (FileChannel file = PrivateFiles.openForWriting(segment.path())) {
                    file.truncate(contents.validBytes());
                    file.force(true);
                }
            }
            bytes += contents.validBytes();
            next = Math.max(next, segment.first()) + contents.closedCount();
            if (!contents.records().isEmpty()) {
                open = contents.records().getLast().open();
            }
        }
        acknowledged = Math.min(acknowledged, next);
        if (!segments.isEmpty()) {
            current = append(segments.getLast());
        }
        List<Span> left = open.stream().filter(s -> s.end().isAfter(s.start())).toList();
        if (!open.isEmpty()) {
            log.info("Closed {} spans that were left open when the agent was killed", left.size());
            append(left, List.of());
        }
    }

    /**
     * Writes one step of the agent, as a whole or not at all.
     *
     * @param closed spans that are final now, in order
     * @param open all spans that are not; they replace those of the step before
     * @throws JournalException if it cannot be written
     */
    public synchronized void append(List<Span> closed, List<Span> open) {
        try {
            byte[] record = new JournalRecord(closed, open).encode();
            FileChannel file = fileFor(record.length);
            PrivateFiles.write(file, record);
            bytes += record.length;
            next += closed.size();
            if (!closed.isEmpty()) {
                // A checkpoint of open spans survives a killed process without this.
                file.force(false);
            }
            dropOldest();
        } catch (IOException e) {
            throw new JournalException("The journal in " + directory + " cannot be written", e);
        }
    }

    private FileChannel fileFor(int length) throws IOException {
        FileChannel file = current;
        if (file != null && (segments.getLast().first() == next || fits(file, length))) {
            return file;
        }
        if (file != null) {
            file.close();
        }
        Segment segment = Segment.at(directory, next);
        file = append(segment);
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            // The new file's name must last as well as its contents.
            entries.force(true);
        }
        segments.add(segment);
        current = file;
        return file;
    }

    private boolean fits(FileChannel file, int length) throws IOException {
        return file.size() + length <= segmentBytes;
    }

    private static FileChannel append(Segment segment) throws IOException {
        FileChannel file = PrivateFiles.openForWriting(segment.path());
        file.position(file.size());
        return file;
    }

    /**
     * The oldest spans that are not acknowledged.
     *
     * @param maxSpans at most this many
     * @throws JournalException if the journal cannot be read
     */
    public synchronized List<Entry> pending(int maxSpans) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (int i = 0; i < segments.size() && entries.size() < maxSpans; i++) {
                Segment segment = segments.get(i);
                long end = i + 1 < segments.size() ? segments.get(i + 1).first() : next;
                if (end > acknowledged) {
                    collect(segment, maxSpans, entries);
                }
            }
        } catch (IOException e) {
            throw new JournalException("The journal in " + directory + " cannot be read", e);
        }
        return entries;
    }

    private void collect(Segment segment, int maxSpans, List<Entry> entries) throws IOException {
        long number = segment.first();
        for (JournalRecord record : segment.read().records()) {
            for (Span span : record.closed()) {
                if (number >= acknowledged && entries.size() < maxSpans) {
                    entries.add(new Entry(number, span));
                }
                number++;
            }
        }
    }

    /**
     * Everything up to this number, with it, need not be kept any more.
     *
     * @throws JournalException if that cannot be written down; then it may be sent again later
     */
    public synchronized void acknowledge(long number) {
        if (number < acknowledged) {
            return;
        }
        acknowledged = Math.min(number + 1, next);
        try {
            acknowledgedFile.write(acknowledged);
            deleteAcknowledged();
        } catch (IOException e) {
            throw new JournalException("The journal in " + directory + " cannot be written", e);
        }
    }

    // The last segment stays: it has the open spans.
    private void deleteAcknowledged() throws IOException {
        while (segments.size() > 1 && segments.get(1).first() <= acknowledged) {
            deleteFirst();
        }
    }

    private void dropOldest() throws IOException {
        while (bytes > maxBytes && segments.size() > 1) {
            long end = segments.get(1).first();
            long lost = Math.max(0, end - Math.max(acknowledged, segments.getFirst().first()));
            deleteFirst();
            acknowledged = Math.max(acknowledged, end);
            if (lost > 0) {
                dropped += lost;
                droppedFile.write(dropped);
                log.warn(
                        "The journal is full ({} bytes): dropped the oldest {} spans, {} in all",
                        maxBytes,
                        lost,
                        dropped);
            }
        }
    }

    private void deleteFirst() throws IOException {
        Path oldest = segments.removeFirst().path();
        bytes -= Files.size(oldest);
        Files.delete(oldest);
    }

    /** How many spans are not acknowledged. */
    public synchronized long pendingCount() {
        return next - acknowledged;
    }

    /** How many spans the size bound has cost, in this directory's life. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Releases the directory. Spans that were given as open are closed when it is next opened. */
    @Override
    public synchronized void close() {
        try {
            FileChannel file = current;
            if (file != null) {
                file.close();
            }
            lockChannel.close();
        } catch (IOException e) {
            log.warn("The journal in {} did not close cleanly", directory, e);
        }
    }
}
