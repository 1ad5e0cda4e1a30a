package dev.astir.agent.probe;

import dev.astir.agent.probe.x11.X11Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chooses a probe: the first back end that works here. Stateless. */
public final class Probes {

    /**
     * How the choice went.
     *
     * @param probe the probe to use, which the caller closes; null if none works
     * @param attempts each back end in order, until and with the one that works, then the others
     */
    public record Choice(@Nullable Probe probe, List<Attempt> attempts) {

        /** All reasons in one line, for when nothing works. */
        public String reasons() {
            return String.join("; ", attempts.stream().map(Attempt::toString).toList());
        }
    }

    /**
     * One back end in a choice.
     *
     * @param backend its name
     * @param outcome what came of it, for a person to read
     */
    public record Attempt(String backend, String outcome) {

        @Override
        public String toString() {
            return backend + ": " + outcome;
        }
    }

    private static final List<ProbeBackend> BACKENDS =
            List.of(
                    new X11Backend(),
                    new NotThereYet("wayland"),
                    new NotThereYet("windows"),
                    new NotThereYet("macos"));

    /** Opens the first back end that works. */
    public static Choice open(Map<String, String> environment) {
        return open(BACKENDS, environment);
    }

    static Choice open(List<ProbeBackend> backends, Map<String, String> environment) {
        List<Attempt> attempts = new ArrayList<>();
        Probe chosen = null;
        for (ProbeBackend backend : backends) {
            if (chosen != null) {
                attempts.add(new Attempt(backend.name(), "not tried, another one works"));
                continue;
            }
            try {
                chosen = backend.open(environment);
                attempts.add(new Attempt(backend.name(), "works, and is used"));
            } catch (ProbeException e) {
                attempts.add(new Attempt(backend.name(), String.valueOf(e.getMessage())));
            }
        }
        return new Choice(chosen, attempts);
    }

    /** A window system that this version cannot look at. */
    private record NotThereYet(String name) implements ProbeBackend {

        @Override
        public Probe open(Map<String, String> environment) {
            throw new ProbeException("not there yet");
        }
    }

    private Probes() {}
}
