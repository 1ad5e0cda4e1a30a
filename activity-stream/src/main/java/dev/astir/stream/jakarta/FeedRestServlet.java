package dev.astir.stream.jakarta;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedGate;
import dev.astir.stream.feed.FeedProblem;
import dev.astir.stream.rest.FeedRest;
import dev.astir.stream.rest.RestAnswer;
import dev.astir.stream.rest.RestRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;

/**
 * The feed by REST: mapped to a path, to all below it, and to the path with {@code .csv}.
 * Thread-safe.
 */
final class FeedRestServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST_BODY = 256 << 10;

    /** What any connection takes at once, so that writing it waits for nobody. */
    private static final int SMALL = 8 << 10;

    private final transient FeedRest rest;
    private final transient FeedService service;
    private final transient FeedGate gate;
    private final String path;

    FeedRestServlet(FeedRest rest, FeedService service, String path) {
        this.rest = rest;
        this.service = service;
        gate = service.gate();
        this.path = path;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        DownloadWriter.failIfCut(request);
        // First of all, because asking for parameters takes the body of what looks like a form.
        byte[] body = body(request);
        ServletFeedRequest asked = new ServletFeedRequest(request);
        if (gate.isForeign(asked)) {
            FeedServlet.answer(response, FeedProblem.foreignOrigin());
            return;
        }
        if (request.getMethod().equals("OPTIONS")) {
            CrossOrigin.preflight(gate, asked, response);
            return;
        }
        CrossOrigin.allow(gate, asked, response);
        if (body.length > LARGEST_BODY) {
            FeedServlet.answer(response, FeedProblem.tooLarge(LARGEST_BODY));
            return;
        }
        Admission admission = gate.admit(asked);
        if (admission instanceof Admission.Refused refused) {
            FeedServlet.answer(response, FeedProblem.refused(refused.code()));
        } else if (admission instanceof Admission.Granted granted) {
            RestRequest what =
                    new RestRequest(
                            request.getMethod(),
                            pathBelow(request),
                            asked.parameters(),
                            new String(body, UTF_8),
                            request.getHeader("Accept-Language"));
            send(rest.answer(what, granted), request, response);
        }
    }

    private String pathBelow(HttpServletRequest request) {
        int mount = request.getContextPath().length() + path.length();
        return request.getRequestURI().substring(mount);
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            return in.readNBytes(LARGEST_BODY + 1);
        }
    }

    private void send(RestAnswer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(answer.status());
        response.setHeader("Cache-Control", "no-store");
        if (answer instanceof RestAnswer.Text text) {
            byte[] bytes = text.body().getBytes(UTF_8);
            response.setContentType(text.mediaType());
            response.setContentLength(bytes.length);
            text.headers().forEach(response::setHeader);
            if (bytes.length <= SMALL) {
                response.getOutputStream().write(bytes);
            } else {
                write(
                        new TextContent(bytes, service.threads().writer(), service.sendTimeout()),
                        request,
                        response);
            }
        } else if (answer instanceof RestAnswer.Download download) {
            response.setContentType(download.mediaType());
            response.setHeader(
                    "Content-Disposition", "attachment; filename=\"" + download.fileName() + "\"");
            write(download.content(), request, response);
        }
    }

    /** Writes at the reader's pace, and not on the container's thread where it can be helped. */
    private void write(
            RestAnswer.Content content, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.isAsyncSupported()) {
            DownloadWriter.begin(
                    request.startAsync(), response.getOutputStream(), content, service.threads());
            return;
        }
        // A filter in front, which was not registered for that, wants its answer now.
        try (content) {
            OutputStream out = response.getOutputStream();
            for (byte[] piece = content.next().join();
                    piece.length > 0;
                    piece = content.next().join()) {
                out.write(piece);
            }
        } catch (CompletionException e) {
            UndertowConnection.close(request);
            // Ends the connection: half a file does not pass for a whole.
            throw new IOException("the file could not be read to its end", e);
        }
    }
}
