package dev.astir.benchmarks;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What services do most: answers with a row that is found by its key. */
final class StoredItemServlet extends HttpServlet {
    static final String PATH = "/stored-item";

    static final String[] TABLE = {
        "CREATE TABLE item (page int PRIMARY KEY, name text)",
        "INSERT INTO item SELECT i, 'Item ' || i FROM generate_series(1, 1000) AS i",
    };

    private static final String QUERY = "SELECT name FROM item WHERE page = ?";

    private final transient DataSource dataSource;

    StoredItemServlet(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setInt(1, Integer.parseInt(request.getParameter("page")));
            try (ResultSet rows = query.executeQuery()) {
                rows.next();
                ItemsServlet.answer(response, "{\"name\":\"" + rows.getString(1) + "\"}");
            }
        } catch (SQLException e) {
            throw new ServletException(e);
        }
    }
}
