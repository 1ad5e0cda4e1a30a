package dev.astir.stream.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStream;
import dev.astir.stream.Actor;
import dev.astir.stream.Comment;
import dev.astir.stream.EventEdit;
import dev.astir.stream.TestDatabase;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.FeedAccess;
import dev.astir.stream.feed.FeedRight;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedRestTest {
    private final TestDatabase database = TestDatabase.migrated();
    private final ActivityStream stream = ActivityStream.of(database.owner());
    private final List<String> told = new ArrayList<>();
    private final FeedRest rest =
            FeedRest.builder(stream)
                    .reservedTypes(type -> type.startsWith("system."))
                    .onComment((author, event, comment) ->
                            told.add(
                                    author.identity()
                                            + ": "
                                            + comment.body()
                                            + " on "
                                            + event.message()))
                    .onChange(new Changes())
                    .build();

    private final List<String> changed = new ArrayList<>();
    private final String feed = "feed-" + UUID.randomUUID();
    private final FeedAccess alice = member("alice", "managers");
    private final FeedAccess bob = member("bob");
    private final FeedAccess admin =
            FeedAccess.of("admin", feed, Set.of("managers"))
                    .as(Actor.of("admin", "Admin"), FeedRight.MODERATE);
    private final FeedAccess remover =
            FeedAccess.of("remover", feed, Set.of())
                    .as(Actor.of("remover", "Remover"), FeedRight.REMOVE, FeedRight.EDIT);
    private final FeedAccess guest = FeedAccess.of("guest", feed, Set.of());

    /** What the embedder hears. */
    private final class Changes implements ChangeListener {
        @Override
        public void editing(FeedAccess editor, ActivityEvent before, EventEdit edit) {
            changed.add(editor.identity() + " edits " + before.message());
            if ("refused".equals(edit.message())) {
                throw new IllegalStateException("planted");
            }
        }

        @Override
        public void edited(FeedAccess editor, ActivityEvent after) {
            changed.add(editor.identity() + " edited " + after.message());
        }

        @Override
        public void deleting(FeedAccess editor, ActivityEvent before, @Nullable String reason) {
            if ("refused".equals(reason)) {
                throw new IllegalStateException("planted");
            }
            changed.add(
                    "%s deletes %s of %s: %s"
                            .formatted(
                                    editor.identity(), before.message(), before.actorId(), reason));
        }

        @Override
        public void deleted(FeedAccess editor, ActivityEvent before) {
            changed.add(editor.identity() + " deleted " + before.message());
        }

        @Override
        public void deletingComment(FeedAccess editor, Comment before, @Nullable String reason) {
            if ("refused".equals(reason)) {
                throw new IllegalStateException("planted");
            }
            changed.add(
                    "%s deletes %s of %s: %s"
                            .formatted(
                                    editor.identity(), before.body(), before.authorId(), reason));
        }
    }

    @AfterAll
    void close() {
        stream.close();
        database.close();
    }

    @Test
    void publishesAndReadsBack() {
        Map<String, Object> event =
                json(201, post(alice, "", "{\"eventType\":\"task.created\",\"entityName\":\"T\"}"));
        assertThat(event)
                .containsEntry("actorId", "alice")
                .containsEntry("actorName", "ALICE")
                .containsEntry("message", "ALICE: task created T")
                .containsEntry("myReactions", List.of())
                .containsEntry("reactions", Map.of())
                .containsEntry("commentCount", 0)
                .containsKey("position");
        Map<String, Object> read = json(200, get(guest, "/" + event.get("id")));
        assertThat(read).containsEntry("message", event.get("message"));
        assertThat(json(200, get(member("eve", "x"), "?limit=1")).get("items")).isNotNull();
    }

    @Test
    void whatTheReaderCannotSeeIsNotThere() {
        UUID secret = publish("for managers", "managers");
        for (FeedAccess stranger :
                List.of(bob, guest, FeedAccess.of("far", "other", Set.of("managers")))) {
            problem(404, get(stranger, "/" + secret));
            problem(404, get(stranger, "/" + secret + "/comments"));
            problem(404, get(stranger, "/" + secret + "/reactions"));
        }
        problem(404, post(bob, "/" + secret + "/comments", "{\"body\":\"hi\"}"));
        problem(404, post(bob, "/" + secret + "/reactions/" + encoded("👍"), ""));
        problem(404, call("PATCH", bob, "/" + secret, "{\"message\":\"mine\"}"));
        problem(404, call("DELETE", bob, "/" + secret, ""));
        json(200, get(alice, "/" + secret));
    }

    @Test
    void onlyAuthorsAndModeratorsEditAndDelete() {
        String id =
                String.valueOf(
                        json(201, post(alice, "", "{\"eventType\":\"a.b\",\"message\":\"one\"}"))
                                .get("id"));
        problem(403, call("PATCH", bob, "/" + id, "{\"message\":\"two\"}"));
        problem(403, call("DELETE", bob, "/" + id, ""));
        problem(403, call("DELETE", guest, "/" + id, ""));
        assertThat(json(200, call("PATCH", alice, "/" + id, "{\"message\":\"two\"}")))
                .containsEntry("message", "two");
        assertThat(json(200, call("PATCH", admin, "/" + id, "{\"important\":true}")))
                .containsEntry("important", true)
                .containsEntry("message", "two");
        assertThat(call("DELETE", admin, "/" + id, "")).isEqualTo(new RestAnswer.Empty(204));
        problem(404, get(alice, "/" + id));
        problem(404, call("DELETE", alice, "/" + id, ""));
    }

    @Test
    void nobodyChangesWhatTheEmbedderObserved() {
        ActivityEvent event =
                ActivityEvent.builder("system.noticed").actor("alice").message("9 h").build();
        stream.publish(feed, event).join();
        for (FeedAccess person : List.of(alice, bob, admin, remover)) {
            problem(403, call("PATCH", person, "/" + event.id(), "{\"message\":\"14 h\"}"));
            problem(403, call("DELETE", person, "/" + event.id(), ""));
        }
        assertThat(json(200, get(alice, "/" + event.id()))).containsEntry("message", "9 h");
    }

    @Test
    void whoMayEditAndRemoveLeavesCommentsAsTheyAreAndIsHeardOfBefore() {
        String id = id(json(201, post(alice, "", "{\"eventType\":\"a.b\",\"message\":\"one\"}")));
        String said = id(json(201, post(bob, "/" + id + "/comments", "{\"body\":\"hm\"}")));
        problem(403, call("PATCH", bob, "/" + id, "{\"message\":\"two\"}"));
        problem(403, call("PATCH", remover, "/" + id + "/comments/" + said, "{\"body\":\"x\"}"));
        problem(403, call("DELETE", alice, "/" + id + "/comments/" + said, ""));
        String comment = "/" + id + "/comments/" + said;
        List<ThrowingCallable> refused =
                List.of(
                        () -> call("PATCH", remover, "/" + id, "{\"message\":\"refused\"}"),
                        () -> call("DELETE", remover, "/" + id + "?reason=refused", ""),
                        () -> call("DELETE", remover, comment + "?reason=refused", ""));
        refused.forEach(call -> assertThatThrownBy(call).hasMessage("planted"));
        assertThat(json(200, get(alice, "/" + id)))
                .containsEntry("message", "one")
                .containsEntry("commentCount", 1);
        assertThat(json(200, call("PATCH", remover, "/" + id, "{\"message\":\"two\"}")))
                .extracting("metadata")
                .asString()
                .contains("id=remover", "name=Remover");
        problem(400, call("DELETE", remover, "/" + id + "?reason=" + "x".repeat(501), ""));

        call("DELETE", remover, "/" + id + "/comments/" + said + "?reason=rude", "");
        call("DELETE", remover, "/" + id, "");

        problem(404, get(alice, "/" + id));
        assertThat(changed)
                .containsSubsequence(
                        "remover edits one",
                        "remover edited two",
                        "remover deletes hm of bob: rude",
                        "remover deletes two of alice: null",
                        "remover deleted two");
    }

    @Test
    void anEditShowsWhenItWas() {
        String id = id(json(201, post(alice, "", "{\"eventType\":\"a.b\",\"message\":\"one\"}")));
        assertThat(json(200, call("PATCH", alice, "/" + id, "{\"message\":\"one\"}")))
                .containsEntry("metadata", Map.of());

        Map<String, Object> edited =
                json(200, call("PATCH", alice, "/" + id, "{\"message\":\"two\"}"));

        Object editedAt = ((Map<?, ?>) edited.get("metadata")).get("editedAt");
        assertThat(Instant.parse(String.valueOf(editedAt)))
                .isBetween(Instant.now().minusSeconds(600), Instant.now().plusSeconds(600));
        json(200, post(bob, "/" + id + "/reactions/" + encoded("👍"), ""));
        json(200, call("PATCH", alice, "/" + id, "{\"metadata\":{\"editedAt\":\"never\"}}"));
        assertThat(json(200, get(bob, "/" + id)).get("metadata"))
                .asString()
                .doesNotContain("never");
        assertThat(changed).contains("alice edited two");
    }

    private static String id(Map<String, Object> item) {
        return String.valueOf(item.get("id"));
    }

    @Test
    void reactionsAreCountedAndOnesOwnAreKnown() {
        UUID id = publish("react to me");
        String thumb = "/" + id + "/reactions/" + encoded("👍");
        json(200, post(alice, thumb, ""));
        Map<String, Object> event = json(200, post(bob, thumb, ""));
        assertThat(event).containsEntry("reactions", Map.of("👍", 2));
        assertThat(json(200, post(bob, thumb, ""))).containsEntry("reactions", Map.of("👍", 2));
        assertThat(page(bob)).first().extracting("myReactions").isEqualTo(List.of("👍"));
        assertThat(page(guest)).first().extracting("myReactions").isEqualTo(List.of());
        assertThat((List<?>) json(200, get(guest, "/" + id + "/reactions")).get("items"))
                .extracting("actorId")
                .containsExactly("alice", "bob");
        assertThat(json(200, call("DELETE", bob, thumb, "")))
                .containsEntry("reactions", Map.of("👍", 1))
                .containsEntry("myReactions", List.of());
        problem(403, post(guest, thumb, ""));
        assertThat(problem(400, post(bob, "/" + id + "/reactions/like", "")))
                .extracting("field")
                .isEqualTo("emoji");
        problem(400, post(bob, "/" + id + "/reactions/%F0%9F", ""));
    }

    @Test
    void commentsMakeThreadsAndAreTold() {
        UUID id = publish("talk about me");
        String path = "/" + id + "/comments";
        Map<String, Object> first =
                json(201, post(alice, path, "{\"body\":\"hello\",\"mentions\":[\"bob\"]}"));
        assertThat(first).containsEntry("mine", true).containsEntry("mentions", List.of("bob"));
        assertThat(told).contains("alice: hello on talk about me");
        Map<String, Object> answer =
                json(
                        201,
                        post(
                                bob,
                                path,
                                "{\"body\":\"hi\",\"parentId\":\"" + first.get("id") + "\"}"));
        List<?> items = (List<?>) json(200, get(bob, path)).get("items");
        assertThat(items).extracting("body").containsExactly("hello", "hi");
        assertThat(items).extracting("mine").containsExactly(false, true);
        assertThat(items).element(1).extracting("parentId").isEqualTo(first.get("id"));

        Map<String, Object> page = json(200, get(bob, path + "?limit=1"));
        assertThat((List<?>) page.get("items")).hasSize(1);
        assertThat((List<?>) json(200, get(bob, path + "?after=" + page.get("next"))).get("items"))
                .extracting("body")
                .containsExactly("hi");

        String one = path + "/" + first.get("id");
        problem(403, call("PATCH", bob, one, "{\"body\":\"changed\"}"));
        assertThat(json(200, call("PATCH", alice, one, "{\"body\":\"changed\"}")))
                .containsEntry("body", "changed")
                .containsKey("editedAt");
        assertThat(call("DELETE", admin, one, "").status()).isEqualTo(204);
        assertThat((List<?>) json(200, get(bob, path)).get("items"))
                .first()
                .extracting("deleted", "body", "mine")
                .containsExactly(true, "", false);
        assertThat(call("DELETE", bob, path + "/" + answer.get("id"), "").status()).isEqualTo(204);
        assertThat((List<?>) json(200, get(bob, path)).get("items")).isEmpty();
    }

    @Test
    void countsAndFilesHoldWhatTheReaderMaySee() throws Exception {
        publish("counted once");
        publish("counted for managers", "managers");
        Map<String, Object> stats = json(200, get(bob, "/stats?bucket=hour&q=counted"));
        assertThat((List<?>) stats.get("items"))
                .singleElement()
                .extracting("total", "counts")
                .containsExactly(1, Map.of("a.b", 1));
        RestAnswer.Download csv = (RestAnswer.Download) get(bob, ".csv?q=counted");
        String file = new String(csv.content().next().join(), UTF_8);
        assertThat(csv.content().next().join()).isEmpty();
        csv.content().close();
        assertThat(file.lines()).hasSize(2).last().asString().contains("once");
        problem(400, get(bob, "/stats?bucket=fortnight"));
        problem(400, get(bob, "/stats?zone=Mars"));
        problem(400, get(bob, ".csv?from=nonsense"));
        problem(405, post(bob, ".csv", ""));
        problem(405, post(bob, "/stats", ""));
    }

    @Test
    void whatCannotBeAcceptedNamesTheField() {
        UUID id = publish("fields");
        Map<String, String> refused =
                Map.of(
                        "eventType", "{\"eventType\":\"no spaces\"}",
                        "metadata", "{\"eventType\":\"a.b\",\"metadata\":\"text\"}",
                        "important", "{\"eventType\":\"a.b\",\"important\":\"very\"}",
                        "entityUrl", "{\"eventType\":\"a.b\",\"entityUrl\":\"javascript:x\"}",
                        "message", "{\"eventType\":\"a.b\",\"message\":7}",
                        "media", "{\"eventType\":\"a.b\",\"media\":[{}]}",
                        "json", "[1]");
        refused.forEach((field, body) ->
                assertThat(problem(400, post(alice, "", body)))
                        .extracting("field")
                        .isEqualTo(field));
        problem(400, post(alice, "", "{\"eventType\":\"system.x\"}"));
        problem(400, post(alice, "", ""));
        problem(403, post(guest, "", "{\"eventType\":\"a.b\"}"));
        problem(400, post(alice, "/" + id + "/comments", "{\"body\":\" \"}"));
        problem(400, post(alice, "/" + id + "/comments", "{\"text\":\"hi\"}"));
        problem(400, post(alice, "/" + id + "/comments", "{\"body\":\"x\",\"parentId\":\"7\"}"));
        problem(400, call("PATCH", alice, "/" + id, "{\"actorId\":\"bob\"}"));
        problem(400, get(alice, "?limit=0"));
        for (String path : new String[] {"", ".csv", "/stats"}) {
            assertThat(problem(400, get(alice, path + "?q=" + "w+".repeat(33))))
                    .extracting("field", "message")
                    .asString()
                    .contains("q", "at most 32 words");
        }
        problem(400, get(alice, "?limit=many"));
        problem(400, get(alice, "?before=nonsense"));
        problem(400, get(alice, "?from=yesterday"));
        problem(400, get(alice, "/" + id + "/comments?after=nonsense"));
    }

    @Test
    void otherAddressesAndMethodsAreRefused() {
        UUID id = publish("addresses");
        for (String path :
                List.of(
                        "/nonsense",
                        "/1-1-1-1-1",
                        "/" + UUID.randomUUID(),
                        "/" + id + "/likes",
                        "/" + id + "/comments/" + UUID.randomUUID() + "/x")) {
            problem(404, get(alice, path));
        }
        problem(404, call("DELETE", alice, "/" + id + "/comments/" + UUID.randomUUID(), ""));
        problem(405, call("PUT", alice, "", "{}"));
        problem(405, call("PUT", alice, "/" + id, "{}"));
        problem(405, call("DELETE", alice, "/" + id + "/comments", ""));
        problem(405, get(alice, "/" + id + "/reactions/" + encoded("👍")));
    }

    private FeedAccess member(String name, String... audiences) {
        return FeedAccess.of(name, feed, Set.of(audiences))
                .as(
                        Actor.of(name, name.toUpperCase(java.util.Locale.ROOT)),
                        FeedRight.PUBLISH,
                        FeedRight.DISCUSS);
    }

    private UUID publish(String message, String... audience) {
        ActivityEvent event =
                ActivityEvent.builder("a.b").message(message).audience(audience).build();
        stream.publish(feed, event).join();
        return event.id();
    }

    private List<?> page(FeedAccess access) {
        return (List<?>) json(200, get(access, "?q=react")).get("items");
    }

    private RestAnswer get(FeedAccess access, String path) {
        return call("GET", access, path, "");
    }

    private RestAnswer post(FeedAccess access, String path, String body) {
        return call("POST", access, path, body);
    }

    private RestAnswer call(String method, FeedAccess access, String address, String body) {
        int query = address.indexOf('?');
        Map<String, List<String>> parameters = new java.util.HashMap<>();
        if (query >= 0) {
            for (String pair : address.substring(query + 1).split("&", -1)) {
                String[] parts = pair.split("=", 2);
                parameters.computeIfAbsent(parts[0], name -> new ArrayList<>()).add(parts[1]);
            }
        }
        String path = query < 0 ? address : address.substring(0, query);
        return rest.answer(new RestRequest(method, path, parameters, body), access);
    }

    private static Map<String, Object> json(int status, RestAnswer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        return EventJson.readObject(((RestAnswer.Text) answer).body());
    }

    private static Object problem(int status, RestAnswer answer) {
        Map<String, Object> problem = json(status, answer);
        assertThat(((RestAnswer.Text) answer).mediaType()).isEqualTo("application/problem+json");
        assertThat(problem).containsEntry("status", status).containsKeys("type", "title", "detail");
        return problem.get("errors") instanceof List<?> errors ? errors.get(0) : problem;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
