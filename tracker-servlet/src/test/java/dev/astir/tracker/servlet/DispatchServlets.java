package dev.astir.tracker.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;

/** Ways in which an application treats a request otherwise than by reading and answering. */
final class DispatchServlets {
    private DispatchServlets() {}

    static TestApplication addTo(TestApplication application) {
        return application
                .servlet("/ignore", (q, r) -> TestServlets.answer(r, "ignored".getBytes(UTF_8)))
                .servlet("/form", TestServlets::readParameter)
                .servlet("/parts", TestServlets::readParts)
                .servlet("/conflict", DispatchServlets::conflict)
                .servlet("/throw", DispatchServlets::fail)
                .servlet("/timeout", (q, r) -> q.startAsync(q, r).setTimeout(50))
                .servlet("/throw-later", DispatchServlets::failLater)
                .servlet("/twice", DispatchServlets::startTwice)
                .servlet("/line-and-dispatch", DispatchServlets::readALineAndDispatch)
                .servlet("/rest-of-text", DispatchServlets::readRestOfText)
                .servlet("/include-and-read", DispatchServlets::includeAndRead)
                .servlet("/peek", DispatchServlets::peek)
                .servlet("/upgrade", DispatchServlets::upgrade)
                .servlet(TestApplication.ERROR_PAGE, DispatchServlets::errorPage);
    }

    private static void conflict(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        readIfAsked(request);
        response.sendError(HttpServletResponse.SC_CONFLICT);
    }

    private static void fail(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        readIfAsked(request);
        String kind = request.getHeader("Kind");
        switch (kind) {
            case "io" -> throw new IOException("asked for");
            case "servlet" -> throw new ServletException("asked for");
            case "error" -> throw new StackOverflowError("asked for");
            default -> throw new IllegalStateException("asked for");
        }
    }

    private static void readIfAsked(HttpServletRequest request) throws IOException {
        if ("line".equals(request.getHeader("Read"))) {
            request.setAttribute("line", request.getReader().readLine());
        } else if (request.getHeader("Read") != null) {
            request.getInputStream().readAllBytes();
        }
    }

    /** Lets another servlet go on with the text, with the container's own request. */
    private static void readALineAndDispatch(
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setAttribute("line", request.getReader().readLine());
        AsyncContext async = request.startAsync();
        async.start(() -> async.dispatch("/rest-of-text"));
    }

    private static void readRestOfText(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        TestServlets.answer(response, restOfText(request).getBytes(UTF_8));
    }

    /** The line that was read before, and what has followed it. */
    private static String restOfText(HttpServletRequest request) throws IOException {
        StringWriter text = new StringWriter();
        text.append((String) request.getAttribute("line")).append('\n');
        request.getReader().transferTo(text);
        return text.toString();
    }

    private static void includeAndRead(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        request.getRequestDispatcher("/ignore").include(request, response);
        TestServlets.answer(response, request.getInputStream().readAllBytes());
    }

    /** Looks at the beginning of the body, if it can go back, and then reads it. */
    private static void peek(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        InputStream body = request.getInputStream();
        if (body.markSupported()) {
            body.mark(1_000);
            response.setHeader("Peeked", new String(body.readNBytes(5), UTF_8));
            body.reset();
        }
        TestServlets.answer(response, body.readAllBytes());
    }

    private static void failLater(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        request.getInputStream().readAllBytes();
        request.startAsync(request, response).setTimeout(50);
        throw new IllegalStateException("asked for");
    }

    /** Dispatches to itself, and is asynchronous again. */
    private static void startTwice(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AsyncContext async = request.startAsync(request, response);
        if (request.getDispatcherType() == DispatcherType.ASYNC) {
            TestServlets.answer(response, request.getInputStream().readAllBytes());
            async.complete();
        } else {
            async.dispatch();
        }
    }

    private static void upgrade(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setHeader("Connection", "Upgrade");
        response.setHeader("Upgrade", "greeting");
        response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
        GreetingProtocol unused = request.upgrade(GreetingProtocol.class);
    }

    /** Answers with the status and what is left of the body. */
    private static void errorPage(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        StringWriter page = new StringWriter();
        page.append(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE)));
        String read = request.getHeader("Read");
        if (read == null && request.getMethod().equals("POST")) {
            request.getReader().transferTo(page);
        } else if ("line".equals(read)) {
            page.append(restOfText(request));
        }
        response.getWriter().print(page);
    }
}
