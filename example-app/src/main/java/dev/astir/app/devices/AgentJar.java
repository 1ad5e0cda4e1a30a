package dev.astir.app.devices;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URISyntaxException;
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

    private static Path ownPlace() {
        try {
            return Path.of(
                    AgentJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // the class loader made it from a file
        }
    }
}
