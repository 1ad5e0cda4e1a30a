package dev.astir.app.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who asks for a hash.
 *
 * @param isKnown signed in, or at a place from which the account was signed in to before
 * @param name the account, or the e-mail of whom nobody knows yet
 * @param address where they ask from; null where that tells nobody apart
 */
record Asker(boolean isKnown, String name, @Nullable String address) {

    static Asker known(String name) {
        return new Asker(true, name, null);
    }

    static Asker stranger(String name) {
        return new Asker(false, name, null);
    }

    /** The same one, who comes after those who are known. */
    Asker asStranger() {
        return new Asker(false, name, address);
    }
}
