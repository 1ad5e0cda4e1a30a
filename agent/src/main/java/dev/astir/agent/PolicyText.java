package dev.astir.agent;

import dev.astir.protocol.PlainText;
import dev.astir.protocol.Policy;
import java.util.List;

/** A policy's settings in words, for a person to read. */
final class PolicyText {

    static List<String> lines(Policy policy) {
        String never = PlainText.line(String.join(", ", policy.neverCapture()));
        return List.of(
                "applications: captured",
                "window titles: " + (policy.captureTitles() ? "captured" : "not captured"),
                "inside of applications (media, terminal, browser): "
                        + (policy.introspection() ? "captured where supported" : "not captured"),
                "never captured, the time shows as private: " + (never.isEmpty() ? "none" : never),
                "idle: after " + policy.idleAfterSeconds() + " s without input");
    }

    private PolicyText() {}
}
