package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link Contract} finds, by a description of its own. */
class ContractTest {

    private static final String DESCRIPTION =
            """
            {"paths": {
              "/api/things/{id}": {"get": {"operationId": "thing", "responses": {
                "200": {"content": {
                  "application/json": {"schema": {"$ref": "#/components/schemas/Thing"}},
                  "text/csv": {}}},
                "204": {},
                "4XX": {"content": {"application/problem+json":
                  {"schema": {"$ref": "#/components/schemas/Problem"}}}}}}},
              "/api/things/first": {"get": {"operationId": "first", "responses": {"204": {}}}}},
             "components": {"schemas": {
               "Problem": {"type": "object", "required": ["status"], "additionalProperties": true,
                 "properties": {"status": {"type": "integer"}}},
               "Colour": {"type": "string", "enum": ["red"]},
               "Thing": {"type": "object", "required": ["id", "colour"], "properties": {
                 "id": {"type": "string", "format": "uuid"},
                 "name": {"type": "string", "nullable": true},
                 "colour": {"nullable": true, "allOf": [{"$ref": "#/components/schemas/Colour"}]}}}}}}
            """;
    private static final String ID = "01934bb2-7c1e-7d3a-9f52-3b1c2d4e5f60";

    private final Contract contract;

    ContractTest() throws Exception {
        contract = new Contract(new ObjectMapper().readTree(DESCRIPTION));
    }

    /** An answer that nobody sent. */
    private record Given(HttpRequest request, int statusCode, String body, HttpHeaders headers)
            implements HttpResponse<String> {

        static Given of(String path, int status, String type, String body) {
            return new Given(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1" + path)).build(),
                    status,
                    body,
                    HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true));
        }

        @Override
        public Optional<HttpResponse<String>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/things/1     | 200 | application/json         | {'id': 'ID', 'colour': 'red', 'name': null}",
                "/api/things/1     | 200 | application/json         | {'id': 'ID', 'colour': null}",
                "/api/things/1     | 200 | text/csv; charset=utf-8  | a,b",
                "/api/things/1     | 204 | (none)                   | ``",
                "/api/things/first | 204 | (none)                   | ``",
                "/api/things/1     | 404 | application/problem+json | {'status': 404, 'more': 1}",
                "/api/nothing      | 404 | application/problem+json | {'status': 404}",
                "/now              | 200 | text/html                | <p>",
                "/api/live         | 426 | application/problem+json | {}"
            })
    void whatIsDescribedFits(String path, int status, String type, String body) {
        assertThatCode(() -> contract.check(answer(path, status, type, body)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/things/1     | 200 | application/json         | {'id': 'ID', 'colour': 'blue'}           | colour",
                "/api/things/1     | 200 | application/json         | {'id': 'x', 'colour': 'red'}             | uuid",
                "/api/things/1     | 200 | application/json         | {'id': 'ID'}                             | colour",
                "/api/things/1     | 200 | application/json         | {'id': null, 'colour': 'red'}            | null",
                "/api/things/1     | 200 | application/json         | {'id': 'ID', 'colour': 'red', 'new': 1}  | new",
                "/api/things/1     | 200 | text/html                | <p>                                      | text/html",
                "/api/things/1     | 200 | application/json         | ``                                       | a body",
                "/api/things/1     | 201 | application/json         | {'id': 'ID', 'colour': 'red'}            | statuses",
                "/api/things/1     | 500 | application/problem+json | {'status': 500}                          | statuses",
                "/api/things/1     | 404 | application/json         | {'status': 404}                          | problem",
                "/api/things/1     | 404 | application/problem+json | {'title': 'T'}                           | status",
                "/api/things/first | 200 | application/json         | {'id': 'ID', 'colour': 'red'}            | statuses",
                "/api/nothing      | 200 | application/json         | {}                                       | no GET",
                "/api/nothing      | 404 | text/plain               | no                                       | problem"
            })
    void whatIsNotDescribedIsFoundAndNamed(
            String path, int status, String type, String body, String named) {
        assertThatThrownBy(() -> contract.check(answer(path, status, type, body)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET /api/")
                .hasMessageContaining(" " + status)
                .hasMessageContaining(named);
    }

    private static Given answer(String path, int status, String type, String body) {
        return Given.of(path, status, type, body.replace('\'', '"').replace("ID", ID));
    }
}
