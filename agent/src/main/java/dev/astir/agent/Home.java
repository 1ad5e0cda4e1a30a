package dev.astir.agent;

import java.nio.file.Path;
import java.util.Map;

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
