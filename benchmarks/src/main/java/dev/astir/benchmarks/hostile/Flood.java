package dev.astir.benchmarks.hostile;

import java.time.Duration;

/**
 * A way to bring the app down.
 *
 * @param name by which it can be measured alone
 * @param what it does
 * @param time that it lasts
 * @param start begins it
 * @param bar what is asked beside what is asked of all
 * @param files that the app may open; 0 for as many as the system lets it
 */
record Flood(String name, String what, Duration time, Start start, Bar bar, int files) {

    /** What is asked of the app in some floods. */
    enum Bar {
        NONE,
        /** Reads of the API are quick beside it. */
        READS,
        /** At its end no connection is left. */
        ENDED
    }

    /** Begins a flood, which goes on until the assault is over. */
    interface Start {
        void begin(Assault assault, Stage stage);
    }

    static Flood of(String name, String what, Duration time, Start start) {
        return new Flood(name, what, time, start, Bar.NONE, 0);
    }

    Flood with(Bar other) {
        return new Flood(name, what, time, start, other, files);
    }

    Flood withFiles(int most) {
        return new Flood(name, what, time, start, bar, most);
    }
}
