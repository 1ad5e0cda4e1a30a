package dev.astir.tracker.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.util.List;

/** Ways in which an application reads the body of a request; each answers with what it read. */
final class TestServlets {
    /** Paths of {@link #addTo} that answer with the whole body. */
    static final List<String> READERS =
            List.of(
                    "/stream",
                    "/bytes",
                    "/lines-of-bytes",
                    "/skip",
                    "/text",
                    "/characters",
                    "/lines",
                    "/later",
                    "/dispatched",
                    "/nonblocking",
                    "/forward",
                    "/include");

    private TestServlets() {}

    static TestApplication addTo(TestApplication application) {
        return application
                .servlet("/stream", TestServlets::readStream)
                .servlet("/bytes", TestServlets::readBytes)
                .servlet("/lines-of-bytes", TestServlets::readLinesOfBytes)
                .servlet("/buffer", (q, r) -> readInto(ByteBuffer.allocate(1_000), q, r))
                .servlet("/direct", (q, r) -> readInto(ByteBuffer.allocateDirect(1_000), q, r))
                .servlet("/skip", TestServlets::skip)
                .servlet("/text", TestServlets::readText)
                .servlet("/characters", TestServlets::readCharacters)
                .servlet("/lines", TestServlets::readLines)
                .servlet("/later", TestServlets::readLater)
                .servlet("/dispatched", TestServlets::dispatch)
                .servlet("/nonblocking", TestServlets::readNonBlocking)
                .servlet("/forward", (q, r) -> q.getRequestDispatcher("/stream").forward(q, r))
                .servlet("/include", (q, r) -> q.getRequestDispatcher("/stream").include(q, r))
                .servlet("/answer", (q, r) -> answer(r, (byte[]) q.getAttribute("read")));
    }

    static void answer(HttpServletResponse response, byte[] body) throws IOException {
        response.setContentType("application/octet-stream");
        response.getOutputStream().write(body);
    }

    private static void readStream(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(response, request.getInputStream().readAllBytes());
    }

    private static void readBytes(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int b = request.getInputStream().read(); b >= 0; b = request.getInputStream().read()) {
            body.write(b);
        }
        answer(response, body.toByteArray());
    }

    private static void readLinesOfBytes(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] line = new byte[1_000];
        ServletInputStream stream = request.getInputStream();
        for (int n = stream.readLine(line, 0, 900); n > 0; n = stream.readLine(line, 50, 900)) {
            body.write(line, body.size() == 0 ? 0 : 50, n);
        }
        answer(response, body.toByteArray());
    }

    private static void readInto(
            ByteBuffer buffer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ServletInputStream stream = request.getInputStream();
        while (stream.read(buffer.clear().position(3)) >= 0) {
            byte[] next = new byte[buffer.remaining()];
            buffer.get(next);
            body.writeBytes(next);
        }
        answer(response, body.toByteArray());
    }

    /** Answers with stars for what it has skipped. */
    private static void skip(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long skipped = request.getInputStream().skip(3);
        body.writeBytes("*".repeat((int) skipped).getBytes(UTF_8));
        request.getInputStream().transferTo(body);
        answer(response, body.toByteArray());
    }

    private static void readText(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StringWriter text = new StringWriter();
        request.getReader().transferTo(text);
        answer(response, text.toString().getBytes(UTF_8));
    }

    private static void readCharacters(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StringBuilder text = new StringBuilder();
        BufferedReader reader = request.getReader();
        reader.mark(1);
        if (reader.read() >= 0) {
            reader.reset();
        }
        for (int c = reader.read(); c >= 0; c = request.getReader().read()) {
            text.append((char) c);
        }
        answer(response, text.toString().getBytes(UTF_8));
    }

    private static void readLines(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StringBuilder text = new StringBuilder();
        BufferedReader reader = request.getReader();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            text.append(line).append('\n');
        }
        answer(response, text.toString().getBytes(UTF_8));
    }

    /** Reads in another thread, and dispatches to another servlet for the answer. */
    private static void readLater(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> {
            try {
                request.setAttribute("read", request.getInputStream().readAllBytes());
                async.dispatch("/answer");
            } catch (IOException e) {
                async.complete();
            }
        });
    }

    /** Lets another servlet read, with the container's own request. */
    private static void dispatch(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.start(() -> async.dispatch("/stream"));
    }

    /** Reads by the container's call-backs. */
    private static void readNonBlocking(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AsyncContext async = request.startAsync(request, response);
        ServletInputStream body = request.getInputStream();
        body.setReadListener(
                new ReadListener() {
                    private final byte[] buffer = new byte[1_000];
                    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

                    @Override
                    public void onDataAvailable() throws IOException {
                        while (body.isReady() && !body.isFinished()) {
                            int length = body.read(buffer);
                            read.write(buffer, 0, Math.max(0, length));
                        }
                    }

                    @Override
                    public void onAllDataRead() throws IOException {
                        answer(response, read.toByteArray());
                        async.complete();
                    }

                    @Override
                    public void onError(Throwable t) {
                        async.complete();
                    }
                });
    }

    /** A parameter of a form. */
    static void readParameter(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(response, String.valueOf(request.getParameter("field")).getBytes(UTF_8));
    }

    /** The names and sizes of the parts of a form. */
    static void readParts(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        StringBuilder parts = new StringBuilder();
        request.getParts()
                .forEach(part -> parts.append(part.getName()).append(part.getSize()).append(' '));
        answer(response, parts.toString().getBytes(UTF_8));
    }
}
