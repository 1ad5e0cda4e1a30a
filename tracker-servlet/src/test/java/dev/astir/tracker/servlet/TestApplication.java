package dev.astir.tracker.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An application for any container: filters and servlets, all with asynchronous support and
 * multipart, an error page at {@value #ERROR_PAGE}, and the WebSocket {@link EchoEndpoint}.
 */
final class TestApplication {
    static final String ERROR_PAGE = "/error";

    /** The attribute in which this keeps what was asked for, as frameworks keep their templates. */
    static final String ROUTE = "route";

    static final MultipartConfigElement MULTIPART = new MultipartConfigElement("");

    private final List<Filter> filters = new ArrayList<>();
    private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();

    interface Handler {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    private static final class HandlerServlet extends HttpServlet {
        private static final long serialVersionUID = 1;
        private final transient Handler handler;

        HandlerServlet(Handler handler) {
            this.handler = handler;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.setAttribute(ROUTE, request.getMethod() + " " + request.getServletPath());
            }
            try {
                handler.handle(request, response);
            } catch (Exception e) {
                throw sneaky(e);
            }
        }

        /** Any exception, as it is. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
            throw (E) e;
        }
    }

    /** Adds a filter behind the ones that are there, for all paths and dispatches. */
    TestApplication filter(Filter filter) {
        filters.add(filter);
        return this;
    }

    TestApplication servlet(String path, Handler handler) {
        return servlet(path, new HandlerServlet(handler));
    }

    TestApplication servlet(String path, HttpServlet servlet) {
        servlets.put(path, servlet);
        return this;
    }

    List<Filter> filters() {
        return filters;
    }

    Map<String, HttpServlet> servlets() {
        return servlets;
    }
}
