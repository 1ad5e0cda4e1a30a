package dev.astir.stream.jakarta;

import dev.astir.stream.InvalidInputException;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.EventStreamRequest;
import dev.astir.stream.feed.FeedProblem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The feed over server-sent events. Thread-safe. */
final class FeedEventServlet extends FeedServlet {
    private static final long serialVersionUID = 1L;

    FeedEventServlet(FeedService service) {
        super(service);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ServletFeedRequest asked = new ServletFeedRequest(request);
        if (service().gate().isForeign(asked)) {
            answer(response, FeedProblem.foreignOrigin());
            return;
        }
        CrossOrigin.allow(service().gate(), asked, response);
        Admission admission = service().gate().admit(asked);
        if (admission instanceof Admission.Refused refused) {
            answer(response, FeedProblem.refused(refused.code()));
        } else if (admission instanceof Admission.Granted granted) {
            try {
                stream(
                        request,
                        response,
                        EventStreamRequest.of(asked, service().hub().limits()),
                        granted);
            } catch (InvalidInputException e) {
                answer(response, FeedProblem.invalid(e));
            }
        }
    }

    @Override
    protected void doOptions(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ServletFeedRequest asked = new ServletFeedRequest(request);
        if (service().gate().isForeign(asked)) {
            answer(response, FeedProblem.foreignOrigin());
        } else {
            CrossOrigin.preflight(service().gate(), asked, response);
        }
    }

    private void stream(
            HttpServletRequest request,
            HttpServletResponse response,
            EventStreamRequest asked,
            Admission.Granted granted)
            throws IOException {
        if (!service().hub().hasRoomFor(granted.access())) {
            answer(response, FeedProblem.tooManySessions());
            return;
        }
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-store");
        // Keeps the container from compressing, which would hold events back in the compressor.
        response.setHeader("Content-Encoding", "identity");
        // Tells nginx not to collect the stream.
        response.setHeader("X-Accel-Buffering", "no");
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        EventStreamSink sink =
                new EventStreamSink(async, response.getOutputStream(), service().threads());
        sink.begin(asked.connect(service().hub(), granted, sink));
    }
}
