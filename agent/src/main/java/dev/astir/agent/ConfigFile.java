package dev.astir.agent;

import dev.astir.agent.privacy.PrivateFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * {@code config.yaml}: a flat map of settings. Its owner alone can read it, as it has the agent's
 * key. Immutable.
 *
 * @param path the file, which need not be there
 * @param values what it sets
 */
record ConfigFile(Path path, Map<Setting, String> values) {

    private static final String ALLOWED_KEYS =
            List.of(Setting.values()).stream().map(Setting::key).collect(Collectors.joining(", "));

    /**
     * Reads a file; one that is not there sets nothing.
     *
     * @throws SettingsException if it cannot be read, is no YAML, or has a key that is no setting
     */
    static ConfigFile read(Path path) {
        Object content;
        try {
            content =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(PrivateFiles.readText(path));
        } catch (NoSuchFileException e) {
            content = null;
        } catch (IOException | YAMLException e) {
            throw new SettingsException(path + " cannot be read: " + e.getMessage());
        }
        if (content == null) {
            return new ConfigFile(path, Map.of());
        }
        if (!(content instanceof Map<?, ?> map)) {
            throw new SettingsException(path + " must be a map of settings: " + ALLOWED_KEYS);
        }
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        map.forEach((key, value) -> {
            Setting setting =
                    Setting.ofKey(String.valueOf(key))
                            .orElseThrow(() ->
                                    new SettingsException(
                                            String.valueOf(key),
                                            String.valueOf(value),
                                            path.toString(),
                                            "one of " + ALLOWED_KEYS));
            values.put(setting, text(value));
        });
        return new ConfigFile(path, Map.copyOf(values));
    }

    private static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining("|"))
                : String.valueOf(value);
    }

    /** The same file with some settings replaced. */
    ConfigFile with(Map<Setting, String> replaced) {
        Map<Setting, String> merged = new EnumMap<>(Setting.class);
        merged.putAll(values);
        merged.putAll(replaced);
        return new ConfigFile(path, Map.copyOf(merged));
    }

    /** Writes it, with mode 0600, as a whole. Comments in an older file are lost. */
    void write() throws IOException {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        Map<String, String> map = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            String value = values.get(setting);
            if (value != null) {
                map.put(setting.key(), value);
            }
        }
        PrivateFiles.replace(path, new Yaml(options).dump(map));
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
