package dev.astir.stream.jakarta;

import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedProblem;
import dev.astir.stream.feed.FeedProtocol;
import dev.astir.stream.feed.Handshakes;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides about a WebSocket before it is one, the only time at which HTTP can still answer, and
 * makes it one. Thread-safe.
 */
final class FeedSocketServlet extends FeedServlet {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ServerContainer container;

    FeedSocketServlet(FeedService service) {
        super(service);
    }

    /** Looks for the container here, because it may come after the endpoints were registered. */
    @Override
    public void init() throws ServletException {
        Object found = getServletContext().getAttribute(ServerContainer.class.getName());
        if (!(found instanceof ServerContainer webSockets)) {
            throw new ServletException(
                    "the application has no WebSocket container; add the one of this server, such"
                            + " as tomcat-embed-websocket");
        }
        container = webSockets;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ServletFeedRequest asked = new ServletFeedRequest(request);
        if (service().gate().isForeign(asked)) {
            answer(response, FeedProblem.foreignOrigin());
            return;
        }
        FeedProblem problem = Handshakes.problem(request.getMethod(), asked::headers);
        if (problem != null) {
            answer(response, problem);
            return;
        }
        upgrade(request, response, service().gate().admit(asked));
    }

    private void upgrade(
            HttpServletRequest request, HttpServletResponse response, Admission admission)
            throws ServletException, IOException {
        ServerContainer webSockets = container;
        if (webSockets == null) {
            throw new ServletException("not initialized");
        }
        // One for each socket, so that it can bring what was found about this request.
        ServerEndpointConfig config =
                ServerEndpointConfig.Builder.create(FeedSocket.class, request.getServletPath())
                        .subprotocols(List.of(FeedProtocol.SUBPROTOCOL))
                        .configurator(new SocketConfigurator(new Handshake(service(), admission)))
                        .build();
        try {
            webSockets.upgradeHttpToWebSocket(request, response, config, Map.of());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }
}
