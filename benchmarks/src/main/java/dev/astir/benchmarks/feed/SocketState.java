package dev.astir.benchmarks.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What Linux tells of the server's end of a connection on this machine: the other end does not see
 * it close as long as it does not read.
 *
 * @param serverPort the server's port
 * @param clientPort the client's
 */
record SocketState(int serverPort, int clientPort) {
    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final String ESTABLISHED = "01";

    boolean isEstablished() throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", serverPort);
        String remote = String.format(Locale.ROOT, ":%04X", clientPort);
        for (Path table : TABLES) {
            for (String line : Files.readAllLines(table)) {
                String[] fields = line.strip().split(" +", 5);
                if (fields[1].endsWith(local) && fields[2].endsWith(remote)) {
                    return fields[3].equals(ESTABLISHED);
                }
            }
        }
        return false;
    }
}
