package dev.astir.agent;

import dev.astir.protocol.PlainText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/**
 * What the agent prints on. Servers, files and the environment have a say in its texts, and none in
 * what the terminal does: everything that would steer it is spelled out, see {@link PlainText}. The
 * only place that knows the process's streams. Thread-safe as {@link PrintWriter} is.
 */
final class Terminal extends FilterWriter {

    private Terminal(Writer out) {
        super(out);
    }

    /** Standard output. */
    static PrintWriter output() {
        return on(System.out);
    }

    /** Standard error. */
    static PrintWriter errors() {
        return on(System.err);
    }

    private static PrintWriter on(OutputStream stream) {
        return on(new OutputStreamWriter(stream, Charset.defaultCharset()));
    }

    /** Prints on this. */
    static PrintWriter on(Writer out) {
        return new PrintWriter(new Terminal(out), true);
    }

    @Override
    public void write(int character) throws IOException {
        write(Character.toString((char) character));
    }

    @Override
    public void write(char[] characters, int offset, int length) throws IOException {
        write(new String(characters, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        String printed = text.substring(offset, offset + length);
        // The line's end of some systems, which println writes.
        out.write(PlainText.lines(printed.replace("\r\n", "\n")));
    }
}
