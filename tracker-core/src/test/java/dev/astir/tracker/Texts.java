package dev.astir.tracker;

import java.util.Random;

/** Texts for tests. */
public final class Texts {

    private Texts() {}

    /** Random Chinese characters, which have three bytes each in UTF-8 and cannot be compressed. */
    public static String incompressible(int characters) {
        return new Random(characters)
                .ints(characters, 0x4E00, 0x9FFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
