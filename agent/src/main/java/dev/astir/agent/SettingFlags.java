package dev.astir.agent;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The flags that overrule settings. The agent's id and key have none: other users of the machine
 * can see command lines.
 */
final class SettingFlags {

    @Option(names = "--server", paramLabel = "URL", description = "Send to this server.")
    private @Nullable String server;

    @Option(
            names = "--batch-seconds",
            paramLabel = "N",
            description = "Seconds between batches of spans, 1 to 3600; default 60.")
    private @Nullable String batchSeconds;

    @Option(
            names = "--journal-max-mb",
            paramLabel = "N",
            description = "Size bound of the journal in MB, 1 to 10240; default 64.")
    private @Nullable String journalMaxMb;

    @Option(
            names = "--never-capture",
            paramLabel = "A|B",
            description = "Applications whose time shows as private, besides the policy's.")
    private @Nullable String neverCapture;

    @Option(
            names = "--capture-titles",
            paramLabel = "policy|never",
            description = "Window titles: as the policy says (default), or never.")
    private @Nullable String captureTitles;

    Map<Setting, String> values() {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        put(values, Setting.SERVER, server);
        put(values, Setting.BATCH_SECONDS, batchSeconds);
        put(values, Setting.JOURNAL_MAX_MB, journalMaxMb);
        put(values, Setting.NEVER_CAPTURE, neverCapture);
        put(values, Setting.CAPTURE_TITLES, captureTitles);
        return values;
    }

    private static void put(Map<Setting, String> values, Setting setting, @Nullable String text) {
        if (text != null) {
            values.put(setting, text);
        }
    }
}
