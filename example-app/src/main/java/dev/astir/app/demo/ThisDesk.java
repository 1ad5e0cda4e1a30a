package dev.astir.app.demo;

import dev.astir.demo.Person;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The desk in front of which the demo was started, if it has a display and the app has the agent:
 * its person can join the demo with the real agent. Immutable.
 *
 * @param java the program that runs the agent
 * @param agent the agent's jar
 */
record ThisDesk(Path java, Path agent) {

    /** The account of whoever joins. */
    static final String NAME = "You";

    static final String EMAIL = "you@" + Person.DOMAIN;

    /**
     * Looks for a display and an agent.
     *
     * @param environment the process's environment
     * @param agent the agent's jar that is packaged with the app, if any
     * @param folder the folder that the app was started in, from which the command will be run
     */
    static Optional<ThisDesk> find(
            Map<String, String> environment, Optional<Path> agent, Path folder) {
        boolean display = !environment.getOrDefault("DISPLAY", "").isBlank();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return agent.filter(jar -> display)
                .map(jar ->
                        new ThisDesk(java, jar.startsWith(folder) ? folder.relativize(jar) : jar));
    }

    /** One command, which shows the policy, asks for consent, and then runs the agent. */
    String command(URI server, String token) {
        return "%1$s -jar %2$s enrol %3$s %4$s && %1$s -jar %2$s run"
                .formatted(quoted(java), quoted(agent), server, token);
    }

    /** As a shell reads it, where a folder's name has spaces or the like. */
    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./@+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
