package dev.astir.demo;

import org.jspecify.annotations.Nullable;

/**
 * An application on somebody's screen. Immutable.
 *
 * @param name as an agent reports it
 * @param site the host name, for a browser
 */
record App(String name, @Nullable String site) {

    static App of(String name) {
        return new App(name, null);
    }

    static App site(String host) {
        return new App("Firefox", host);
    }
}
