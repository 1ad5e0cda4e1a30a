package dev.astir.agent.probe;

import java.util.Map;

/** A way to look at one kind of window system. Stateless. */
public interface ProbeBackend {

    /** The name that {@code status} shows. */
    String name();

    /**
     * Opens a probe.
     *
     * @param environment the process's environment
     * @throws ProbeException with the reason, if it cannot work here
     */
    Probe open(Map<String, String> environment);
}
