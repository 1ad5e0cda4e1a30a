package dev.astir.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Change;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.EventFilter;
import dev.astir.stream.SearchRule;
import dev.astir.stream.StreamPosition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterIndexTest {
    private final FilterIndex index = new FilterIndex(SearchRule.WORDS);

    @Test
    void aChangeIsShownToFewOfAThousandGroups() {
        for (int i = 0; i < 250; i++) {
            index.group(EventFilter.types("task.t" + i));
            index.group(EventFilter.all().actor("actor" + i));
            index.group(EventFilter.all().entityType("kind" + i));
            index.group(EventFilter.all().entityId("thing" + i).important(true));
        }
        ActivityEvent event =
                ActivityEvent.builder("task.t7")
                        .actor("actor7")
                        .entity("kind7", "thing7")
                        .message("before")
                        .build();
        ActivityEvent edited = event.toBuilder().message("after").build();
        ActivityEvent tombstone = RandomEvents.tombstone(event);

        assertThat(found(told(event, 1, null))).hasSize(4);
        assertThat(found(told(edited, 2, event))).hasSize(4);
        assertThat(found(read(edited, false))).hasSize(4);
        assertThat(found(told(tombstone, 2, event))).hasSize(4);
        // Nobody knows any more who did it, and to what.
        assertThat(found(read(tombstone, true))).hasSize(751);
        FeedChange remembered = read(tombstone, true);
        remembered.remember(event);
        assertThat(found(remembered)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everybodyWhoWantsAnEventOrDidIsFound(long seed) {
        Random random = new Random(seed);
        RandomEvents.FILTERS.forEach(index::group);
        int left = 0;
        int entered = 0;
        for (int i = 0; i < 500; i++) {
            ActivityEvent before = RandomEvents.event(random, null);
            ActivityEvent after = RandomEvents.event(random, before);
            ActivityEvent tombstone = RandomEvents.tombstone(before);
            List<Set<EventFilter>> edits =
                    List.of(found(told(after, 2, before)), found(read(after, false)));
            List<Set<EventFilter>> deletions =
                    List.of(found(told(tombstone, 2, before)), found(read(tombstone, true)));
            for (EventFilter filter : RandomEvents.FILTERS) {
                boolean did = filter.matches(before);
                boolean does = filter.matches(after);
                if (did || does) {
                    assertThat(edits).as("%s", filter).allMatch(found -> found.contains(filter));
                }
                if (did) {
                    assertThat(deletions)
                            .as("%s", filter)
                            .allMatch(found -> found.contains(filter));
                }
                left += did && !does ? 1 : 0;
                entered += does && !did ? 1 : 0;
            }
        }
        assertThat(left).isGreaterThan(100);
        assertThat(entered).isGreaterThan(100);
    }

    @Test
    void aGroupThatIsEmptyIsFoundNoMore() {
        RandomEvents.FILTERS.stream().map(index::group).toList().forEach(index::removeIfEmpty);

        assertThat(index.isEmpty()).isTrue();
        ActivityEvent event = RandomEvents.event(new Random(1), null);
        assertThat(found(told(event, 1, null))).isEmpty();
        assertThat(found(read(RandomEvents.tombstone(event), true))).isEmpty();
    }

    private Set<EventFilter> found(FeedChange change) {
        List<EventFilter> found = new ArrayList<>();
        index.find(change, group -> found.add(group.filter()));
        return new HashSet<>(found);
    }

    /** As the node that made the change tells it. */
    private static FeedChange told(
            ActivityEvent event, long changed, @Nullable ActivityEvent before) {
        boolean isDeleted = before != null && event.actorId() == null;
        return FeedChange.of(
                new Committed(
                        "feed",
                        new StreamPosition("e", changed),
                        new Change(event, 1, changed, isDeleted),
                        null,
                        before));
    }

    /** As the table tells it. */
    private static FeedChange read(ActivityEvent event, boolean isDeleted) {
        return new FeedChange("e", new Change(event, 1, 2, isDeleted));
    }
}
