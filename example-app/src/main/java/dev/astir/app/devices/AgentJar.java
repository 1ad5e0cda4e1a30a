package dev.astir.app.devices;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The desktop agent that is packaged with this app: {@code agent.jar} beside its own jar, or beside
 * the folder of its classes. Immutable.
 */
@Singleton
public final class AgentJar {

    private final Path path;

    @Inject
    AgentJar() {
        this(ownPlace().resolveSibling("agent.jar"));
    }

    /** Another place, for tests. */
    public AgentJar(Path path) {
        this.path = path;
    }

    /** Where it is; empty when it was not packaged with the app. */
    public Optional<Path> find() {
        return Optional.of(path).filter(Files::isRegularFile);
    }

    /**
     * What the Java was started with. Asking a class for its own source does not do: one that comes
     * out of the cache of loaded classes has none, once the package was moved.
     */
    private static Path ownPlace() {
        String classPath = System.getProperty("java.class.path", "");
        return Path.of(classPath.split(File.pathSeparator, 2)[0]).toAbsolutePath();
    }
}
