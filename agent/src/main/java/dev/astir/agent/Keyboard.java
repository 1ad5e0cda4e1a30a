package dev.astir.agent;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** What a person types. For one thread. */
interface Keyboard {

    /** Whether there is a person: neither what is typed nor what is printed comes from a file. */
    boolean isThere();

    /** The next line; null when there is none any more. */
    @Nullable String readLine() throws IOException;

    /** The process's own. */
    static Keyboard ofProcess() {
        return new Keyboard() {

            // Not closed: standard input is not ours. One, as it reads ahead.
            private @Nullable BufferedReader lines;

            @Override
            public boolean isThere() {
                Console console = System.console();
                return console != null && console.isTerminal();
            }

            @Override
            public @Nullable String readLine() throws IOException {
                BufferedReader reader = lines;
                if (reader == null) {
                    reader =
                            new BufferedReader(
                                    new InputStreamReader(System.in, Charset.defaultCharset()));
                    lines = reader;
                }
                return reader.readLine();
            }
        };
    }
}
