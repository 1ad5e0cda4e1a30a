package dev.astir.tracker.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Ways in which an application treats the body of a request. */
final class TestServlets {
    private TestServlets() {}

    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    static HttpServlet of(Handler handler) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws IOException {
                handler.handle(request, response);
            }
        };
    }

    /** Answers with how many bytes it has read. */
    static void readStream(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().print(request.getInputStream().readAllBytes().length);
    }

    /** Answers with what it has read as text. */
    static void readText(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setCharacterEncoding("UTF-8");
        for (int c = request.getReader().read(); c >= 0; c = request.getReader().read()) {
            response.getWriter().print((char) c);
        }
    }

    /** Answers with a parameter of a form. */
    static void readParameter(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().print(request.getParameter("field"));
    }

    static void ignore(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().print("ignored");
    }

    static void fail(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_CONFLICT);
    }

    /** Reads in another thread, and dispatches to another servlet for the answer. */
    static void readLater(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync(request, response);
        async.start(() -> {
            try {
                request.setAttribute("read", request.getInputStream().readAllBytes().length);
                async.dispatch("/answer");
            } catch (IOException e) {
                async.complete();
            }
        });
    }

    static void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.getWriter().print(request.getAttribute("read"));
    }

    /** Reads by the container's call-backs. */
    static void readNonBlocking(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AsyncContext async = request.startAsync(request, response);
        ServletInputStream body = request.getInputStream();
        body.setReadListener(
                new ReadListener() {
                    private final byte[] buffer = new byte[1_000];
                    private int length;

                    @Override
                    public void onDataAvailable() throws IOException {
                        while (body.isReady() && !body.isFinished()) {
                            length += Math.max(0, body.read(buffer));
                        }
                    }

                    @Override
                    public void onAllDataRead() throws IOException {
                        response.getWriter().print(length);
                        async.complete();
                    }

                    @Override
                    public void onError(Throwable t) {
                        async.complete();
                    }
                });
    }
}
