package dev.astir.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The settings by name: each is a key of {@code config.yaml}, an environment variable, a flag. */
enum Setting {
    SERVER("server", "http://host or https://host, optionally with port and path"),
    AGENT_ID("agentId", "a UUID"),
    AGENT_KEY("agentKey", "the key that enrolment brought"),
    BATCH_SECONDS("batchSeconds", "1 to 3600"),
    JOURNAL_MAX_MB("journalMaxMb", "1 to 10240"),
    NEVER_CAPTURE("neverCapture", "names of applications, separated by |"),
    CAPTURE_TITLES("captureTitles", "policy (as the policy says) or never");

    private final String key;
    private final String allowed;

    Setting(String key, String allowed) {
        this.key = key;
        this.allowed = allowed;
    }

    /** The key in {@code config.yaml}. */
    String key() {
        return key;
    }

    /** The environment variable. */
    String variable() {
        return "ASTIR_AGENT_" + name();
    }

    /** The flag. */
    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What is allowed, as the end of a sentence. */
    String allowed() {
        return allowed;
    }

    /** The setting with this key in {@code config.yaml}. */
    static Optional<Setting> ofKey(String key) {
        return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
    }
}
