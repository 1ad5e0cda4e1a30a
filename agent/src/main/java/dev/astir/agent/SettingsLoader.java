package dev.astir.agent;

import dev.astir.agent.Settings.Enrolment;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts the settings together: {@code config.yaml}, above it the environment, above that the flags.
 * Every value is checked, also one that a higher one hides nothing of. Not thread-safe.
 */
final class SettingsLoader {

    private record Value(String text, String origin) {}

    private final Map<Setting, Value> values = new EnumMap<>(Setting.class);

    /**
     * @param file what {@code config.yaml} holds
     * @param environment the process's environment
     * @param flags what the command line set
     * @throws SettingsException if a value is not allowed
     */
    static Settings load(
            ConfigFile file, Map<String, String> environment, Map<Setting, String> flags) {
        SettingsLoader loader = new SettingsLoader();
        file.values().forEach((setting, text) -> loader.put(setting, text, file.toString()));
        for (Setting setting : Setting.values()) {
            String text = environment.get(setting.variable());
            if (text != null) {
                loader.put(setting, text, "environment variable " + setting.variable());
            }
        }
        flags.forEach((setting, text) -> loader.put(setting, text, "flag " + setting.flag()));
        return loader.settings();
    }

    private void put(Setting setting, String text, String origin) {
        values.put(setting, new Value(text.strip(), origin));
    }

    private Settings settings() {
        return new Settings(
                enrolment(),
                Duration.ofSeconds(number(Setting.BATCH_SECONDS, 60, 1, 3600)),
                number(Setting.JOURNAL_MAX_MB, 64, 1, 10_240) << 20,
                get(Setting.NEVER_CAPTURE, SettingsLoader::names).orElse(List.of()),
                get(Setting.CAPTURE_TITLES, SettingsLoader::titles).orElse(true));
    }

    private Optional<Enrolment> enrolment() {
        Optional<URI> server = get(Setting.SERVER, SettingsLoader::server);
        Optional<UUID> agentId = get(Setting.AGENT_ID, UUID::fromString);
        Optional<String> key = get(Setting.AGENT_KEY, text -> text.isEmpty() ? null : text);
        if (server.isEmpty() && agentId.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (server.isEmpty() || agentId.isEmpty() || key.isEmpty()) {
            String missing =
                    (server.isEmpty()
                                    ? Setting.SERVER
                                    : agentId.isEmpty() ? Setting.AGENT_ID : Setting.AGENT_KEY)
                            .key();
            throw new SettingsException(
                    missing
                            + " is missing, while others of server, agentId and agentKey are set;"
                            + " enrol this device again, or set all three");
        }
        return Optional.of(new Enrolment(server.get(), agentId.get(), key.get()));
    }

    private long number(Setting setting, long otherwise, long min, long max) {
        return get(
                        setting,
                        text -> {
                            long number = Long.parseLong(text);
                            return number < min || number > max ? null : number;
                        })
                .orElse(otherwise);
    }

    /** Parses a setting's value; the parser says no by null or an IllegalArgumentException. */
    private <T> Optional<T> get(Setting setting, Function<String, @Nullable T> parser) {
        Value value = values.get(setting);
        if (value == null) {
            return Optional.empty();
        }
        T parsed;
        try {
            parsed = parser.apply(value.text());
        } catch (IllegalArgumentException e) {
            parsed = null;
        }
        if (parsed == null) {
            String shown = setting == Setting.AGENT_KEY ? "(not shown)" : value.text();
            throw new SettingsException(setting.key(), shown, value.origin(), setting.allowed());
        }
        return Optional.of(parsed);
    }

    /** A server's address, as the command line and the settings take it. */
    static @Nullable URI server(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean http = scheme.equals("http") || scheme.equals("https");
            boolean plain = uri.getRawQuery() == null && uri.getRawUserInfo() == null;
            return http && plain && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split("\\|"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static @Nullable Boolean titles(String text) {
        return switch (text) {
            case "policy" -> true;
            case "never" -> false;
            default -> null;
        };
    }
}
