package dev.astir.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** As little as a JSON service can do: reads the document that it is sent, and answers shortly. */
final class ItemsServlet extends HttpServlet {
    static final String PATH = "/items";

    private static final JsonFactory JSON = new JsonFactory();

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int values = 0;
        try (InputStream body = request.getInputStream();
                JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                values += token.isScalarValue() && !parser.getText().isEmpty() ? 1 : 0;
            }
        }
        answer(response, "{\"status\":\"created\",\"values\":" + values + "}");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(response, "{\"page\":" + request.getParameter("page") + ",\"items\":[]}");
    }

    static void answer(HttpServletResponse response, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
