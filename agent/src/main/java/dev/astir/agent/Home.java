package dev.astir.agent;

import dev.astir.protocol.files.OwnedPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The directory in which the agent keeps everything. Immutable.
 *
 * @param path the directory
 */
record Home(Path path) {

    static final String VARIABLE = "ASTIR_AGENT_HOME";

    static Home of(Map<String, String> environment) {
        String set = environment.getOrDefault(VARIABLE, "");
        return new Home(
                set.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".config", "astir-agent")
                        : Path.of(set).toAbsolutePath());
    }

    /**
     * Refuses what somebody else on this machine could have planted, or can change: the key is in
     * it, the server that everything goes to, and what was agreed to. What others could only read
     * is closed to them. A directory that is not there yet is fine.
     *
     * @throws SettingsException if it is not safe, with the mend
     */
    void requireSafe() throws IOException {
        OwnedPaths own = OwnedPaths.ofThisProcess();
        own.closeToReaders(path);
        own.closeToReaders(config());
        Optional<String> fault = own.faultOfFolder(path);
        if (fault.isEmpty()) {
            fault = own.faultOfSecret(config());
        }
        if (fault.isEmpty()) {
            fault = own.faultWithin(path);
        }
        if (fault.isPresent()) {
            throw new SettingsException(VARIABLE + " is not safe: " + fault.get());
        }
    }

    Path config() {
        return path.resolve("config.yaml");
    }

    Path consent() {
        return path.resolve("policy.jsonl");
    }

    Path journal() {
        return path.resolve("journal");
    }

    Path rejected() {
        return path.resolve("rejected.txt");
    }

    Path runState() {
        return path.resolve("state.txt");
    }

    Path paused() {
        return path.resolve("paused-until.txt");
    }
}
