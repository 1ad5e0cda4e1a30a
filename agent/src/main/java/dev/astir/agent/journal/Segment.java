package dev.astir.agent.journal;

import dev.astir.agent.privacy.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One file of the journal.
 *
 * @param path the file, whose name is {@code first}
 * @param first the number of the first closed span in it; closed spans are numbered through
 */
record Segment(Path path, long first) {

    private static final Pattern NAME = Pattern.compile("(\\d{19})\\.journal");

    /**
     * The whole records of a segment.
     *
     * @param records in order
     * @param validBytes where the last whole one ends
     * @param fileBytes where the file ends
     */
    record Contents(List<JournalRecord> records, long validBytes, long fileBytes) {

        long closedCount() {
            return records.stream().mapToLong(record -> record.closed().size()).sum();
        }
    }

    static Segment at(Path directory, long first) {
        return new Segment(
                directory.resolve(String.format(Locale.ROOT, "%019d.journal", first)), first);
    }

    /** The segments of a directory, oldest first. */
    static List<Segment> list(Path directory) throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    segments.add(new Segment(file, Long.parseLong(name.group(1))));
                }
            }
        }
        return segments;
    }

    /** Reads as far as the records are whole. */
    Contents read() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(PrivateFiles.read(path));
        List<JournalRecord> records = new ArrayList<>();
        JournalRecord record = JournalRecord.decode(bytes);
        while (record != null) {
            records.add(record);
            record = JournalRecord.decode(bytes);
        }
        return new Contents(records, bytes.position(), bytes.limit());
    }
}
