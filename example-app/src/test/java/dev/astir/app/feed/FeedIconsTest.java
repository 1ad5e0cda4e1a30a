package dev.astir.app.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import org.junit.jupiter.api.Test;

/** The app's own events look alike in the feed: none of them brings a sign of its own. */
class FeedIconsTest extends AppTest {

    private final Person admin = app().registerOrganization();

    @Test
    void eachOfTheAppsEventsHasADrawnIcon() {
        String element = admin.api().get("/astir/activity-feed.js").expect(200).body();
        JsonNode types = admin.api().get("/api/activities/types").expect(200).json().get("items");

        assertThat(types).isNotEmpty();
        assertThat(types)
                .allSatisfy(type -> {
                    String icon = type.get("icon").asText();
                    assertThat(element)
                            .as(type.get("name").asText())
                            .contains("'%s': '".formatted(icon));
                });
    }
}
