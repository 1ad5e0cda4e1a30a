package dev.astir.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What an organization wants captured. An agent applies what is stricter at once, and what is
 * broader only after the person acknowledged this version.
 *
 * <p>Immutable.
 *
 * @param version counts up with each change; at least 1
 * @param captureTitles whether window titles are captured
 * @param introspection whether the agent looks into media players, terminals and browsers
 * @param neverCapture applications whose time shows as private, in any case; {@code *} stands for
 *     any characters; at most {@value #MAX_NEVER_CAPTURE}
 * @param idleAfterSeconds seconds without input after which a person counts as idle; {@value
 *     #MIN_IDLE_SECONDS} to {@value #MAX_IDLE_SECONDS}
 */
public record Policy(
        int version,
        boolean captureTitles,
        boolean introspection,
        List<String> neverCapture,
        int idleAfterSeconds) {

    public static final int MAX_NEVER_CAPTURE = 500;
    public static final int MIN_IDLE_SECONDS = 1;
    public static final int MAX_IDLE_SECONDS = 86_400;

    /**
     * @throws InvalidMessageException if a bound is broken
     */
    public Policy {
        Bounds.between("version", version, 1, Integer.MAX_VALUE);
        Bounds.size("neverCapture", neverCapture, MAX_NEVER_CAPTURE);
        for (String app : neverCapture) {
            Bounds.required("neverCapture", app, Span.MAX_NAME_LENGTH);
        }
        Bounds.between("idleAfterSeconds", idleAfterSeconds, MIN_IDLE_SECONDS, MAX_IDLE_SECONDS);
        neverCapture = List.copyOf(neverCapture);
    }

    /**
     * What both policies allow: the version of {@code other}, captured only what both capture, and
     * never captured what either names. Of the idle limits the longer one: a shorter one records
     * shorter pauses. This is what an agent applies while the person has agreed to this policy, and
     * not yet to {@code other}.
     */
    public Policy strictest(Policy other) {
        Map<String, String> never = new LinkedHashMap<>();
        for (List<String> names : List.of(neverCapture, other.neverCapture)) {
            for (String name : names) {
                never.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
            }
        }
        return new Policy(
                other.version,
                captureTitles && other.captureTitles,
                introspection && other.introspection,
                never.values().stream().limit(MAX_NEVER_CAPTURE).toList(),
                Math.max(idleAfterSeconds, other.idleAfterSeconds));
    }
}
