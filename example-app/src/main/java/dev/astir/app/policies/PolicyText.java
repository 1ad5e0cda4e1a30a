package dev.astir.app.policies;

import dev.astir.protocol.Policy;

/** Says in words what a policy's settings capture: what a person reads before they consent. */
final class PolicyText {

    static String of(String organization, Policy policy) {
        return """
        While the Astir agent runs on this device, it tells %s:
        - which application is in front, and the web site's host name where it can be told;
        - %s;
        - that nobody has typed or moved the mouse for %d seconds or more (not what was typed);
        - %s.
        %sIt never records keys, screens, files, sound or the content of pages.
        You can stop the agent at any time, see exactly what it sends with \
        `astir-agent show`, and list applications whose time only shows as "private".
        Your colleagues see what you are doing now; managers also see your times.\
        """
                .formatted(
                        organization,
                        policy.captureTitles()
                                ? "the titles of windows"
                                : "no titles of windows, and no addresses of pages",
                        policy.idleAfterSeconds(),
                        policy.introspection()
                                ? "what plays in a media player and what runs in a terminal, if you"
                                        + " switch that on"
                                : "nothing about music, terminals or the inside of applications",
                        policy.neverCapture().isEmpty()
                                ? ""
                                : "Never captured: "
                                        + String.join(", ", policy.neverCapture())
                                        + ".\n");
    }

    private PolicyText() {}
}
