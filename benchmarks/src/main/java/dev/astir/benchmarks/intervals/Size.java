package dev.astir.benchmarks.intervals;

import java.util.ArrayList;
import java.util.List;

/**
 * How much is laid down and measured: one organization of many people, one of some, and people
 * alone in theirs; each with so many days in a year, and so many batches a day. Immutable.
 */
record Size(int big, int small, int alone, int days, int batches, int rounds, long millis) {

    int people() {
        return big + small + alone;
    }

    long rows() {
        return (long) people() * days * batches * Batch.ROWS;
    }

    /** All people, those of the big organization first, then those of the small one. */
    List<Person> everybody() {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < people(); i++) {
            int organization = i < big ? 0 : i < big + small ? 1 : 2 + i - big - small;
            people.add(Person.of(i, organization));
        }
        return people;
    }
}
