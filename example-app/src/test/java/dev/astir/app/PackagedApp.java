package dev.astir.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** The packaged app, which its start script starts as a process of its own. */
public final class PackagedApp {

    /** What the build puts together: script, jar, libraries, cache. */
    public static final Path FOLDER = Path.of("target").toAbsolutePath();

    private static final Set<String> JAVA_VARIABLES =
            Set.of("JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private PackagedApp() {}

    /** Starts the app with this Java, on a free port, and with no settings of the surroundings. */
    public static ProcessBuilder command(Path home) {
        return command(FOLDER, home);
    }

    /** The same, packaged in another folder. */
    public static ProcessBuilder command(Path folder, Path home) {
        ProcessBuilder builder = new ProcessBuilder(folder.resolve("astir").toString());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("ASTIR_"));
        environment.keySet().removeAll(JAVA_VARIABLES);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("ASTIR_HOME", home.toString());
        environment.put("ASTIR_PORT", "0");
        return builder;
    }
}
