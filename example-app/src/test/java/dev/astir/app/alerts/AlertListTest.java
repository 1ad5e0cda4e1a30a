package dev.astir.app.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list of alerts: filters, pages, and what no list has. */
class AlertListTest extends AppTest {

    private Person ada;
    private final List<String> opened = new ArrayList<>();

    @BeforeEach
    void make() {
        ada = app().registerOrganization();
        for (int i = 0; i < 5; i++) {
            opened.addFirst(TestAlerts.open(app(), ada).toString());
        }
    }

    private List<String> ids(String query) {
        return page(query).get("items").findValuesAsText("id");
    }

    private JsonNode page(String query) {
        return ada.api().get("/api/alerts?" + query).expect(200).json();
    }

    @Test
    void comesInPagesNewestFirstWithoutRepeatOrGap() {
        assertThat(ids("")).isEqualTo(opened);
        for (int limit : new int[] {1, 2, 5}) {
            List<String> seen = new ArrayList<>();
            String cursor = "";
            JsonNode page;
            do {
                page = page("limit=" + limit + cursor);
                seen.addAll(page.get("items").findValuesAsText("id"));
                cursor = "&cursor=" + page.get("next").asText();
            } while (!page.get("next").isNull());
            assertThat(seen).isEqualTo(opened);
            assertThat(new HashSet<>(seen)).hasSize(5);
        }
    }

    @Test
    void isFiltered() {
        String first = opened.getLast();
        ada.api().post("/api/alerts/" + first + "/resolve").expect(200);
        List<String> others = opened.subList(0, 4);

        assertThat(ids("resolved=true")).containsExactly(first);
        assertThat(ids("resolved=false")).isEqualTo(others);
        assertThat(ids("waiting=true")).isEqualTo(others);
        assertThat(ids("waiting=false")).containsExactly(first);
        assertThat(ids("open=true")).isEqualTo(opened);
        assertThat(ids("open=false")).isEmpty();
        assertThat(ids("type=agent-silent")).isEqualTo(opened);
        assertThat(ids("type=idle&type=agent-silent")).isEqualTo(opened);
        assertThat(ids("type=idle&type=overtime")).isEmpty();
        assertThat(ids("userId=" + ada.userId())).isEqualTo(opened);
        assertThat(ids("to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(ids("from=2020-01-01T00:00:00Z")).isEqualTo(opened);
        assertThat(ids("from=9000-01-01T00:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=long | type | must be one of agent-silent, client-silent, idle, overtime,"
                        + " session-forgotten, but is \"long\"",
                "resolved=maybe | resolved | must be true or false, but is \"maybe\"",
                "userId=1 | userId | must be a UUID, but is \"1\"",
                "limit=0 | limit | must be a number from 1 to 200, but is \"0\"",
                "limit=201 | limit | must be a number from 1 to 200, but is \"201\"",
                "cursor=x | cursor | must be the \"next\" of an earlier page, but is \"x\"",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | to | must be a time after"
                        + " \"from\", which is 2026-01-02T00:00:00Z, but is"
                        + " \"2026-01-01T00:00:00Z\"",
            })
    void saysWhatIsAllowed(String query, String field, String message) {
        JsonNode problem = ada.api().get("/api/alerts?" + query).expect(400).json();

        assertThat(problem.at("/errors/0/field").asText()).as(problem.toString()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").asText()).isEqualTo(message);
    }
}
