package dev.astir.demo;

import java.time.Duration;

/**
 * How much of a past the demo has, and how it comes. Immutable.
 *
 * @param weeks how many, with the one that runs; 0 for none
 * @param lead how long the demo runs before it begins with it
 * @param restsPerWork how many times as long as it worked it rests then; 0 for no rest at all
 */
public record PastPlan(int weeks, Duration lead, int restsPerWork) {

    /**
     * For tests, the property of the process that has another plan: its weeks, its lead in seconds
     * and its rests, with commas between them.
     */
    public static final String PROPERTY = "dev.astir.demo.past";

    /** Eight weeks and what there is of the present one, once the first pages are served. */
    private static final String USUAL = "9,15,3";

    /** The usual one, or that of the property. */
    static PastPlan ofThisProcess() {
        String[] parts = System.getProperty(PROPERTY, USUAL).split(",");
        return new PastPlan(
                Integer.parseInt(parts[0]),
                Duration.ofSeconds(Long.parseLong(parts[1])),
                Integer.parseInt(parts[2]));
    }
}
