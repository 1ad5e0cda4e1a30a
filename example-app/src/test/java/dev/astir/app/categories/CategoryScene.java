package dev.astir.app.categories;

import static dev.astir.app.categories.Uses.category;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.astir.app.Api;
import dev.astir.app.AppTest;
import dev.astir.app.TestApp.Person;
import dev.astir.app.identity.Role;
import dev.astir.app.tenancy.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization whose categories its administrator makes, and the time of somebody. */
abstract class CategoryScene extends AppTest {

    final Person admin = app().registerOrganization();
    final Person eve = app().addUser(admin, Role.EMPLOYEE, "Eve");
    final UUID organization = admin.organizationId();
    final Uses uses = new Uses(app(), organization);

    @Nullable UUID match(@Nullable UUID team, String title) {
        return app().bean(Transactions.class)
                .inOrganization(
                        organization,
                        () ->
                                app().bean(Categories.class)
                                        .detailRules(organization, team)
                                        .match("Firefox", null, title, null));
    }

    List<String> marks() {
        return uses.column("SELECT DISTINCT current_date - day FROM day_marks ORDER BY 1");
    }

    void clear() {
        for (JsonNode item : list()) {
            admin.api().delete("/api/categories/" + item.get("id").asText()).expect(204);
        }
        awaitDone();
    }

    void awaitDone() {
        await().until(() ->
                !admin.api()
                        .get("/api/categories/progress")
                        .expect(200)
                        .json()
                        .get("running")
                        .asBoolean());
    }

    JsonNode preview(Map<String, ?> request) {
        return admin.api().post("/api/categories/preview", request).expect(200).json();
    }

    Api.Answer post(Map<String, ?> request) {
        return admin.api().post("/api/categories", request);
    }

    String create(Map<String, ?> request) {
        return idOf(post(request).expect(201));
    }

    static String idOf(Api.Answer created) {
        return created.json().get("id").asText();
    }

    @SafeVarargs
    static Map<String, Object> ofTeam(
            String name, String rating, UUID team, Map<String, String>... rules) {
        Map<String, Object> category = new HashMap<>(category(name, rating, rules));
        category.put("teamId", team);
        return category;
    }

    Api.Answer order(String... ids) {
        return admin.api().put("/api/categories/order", Map.of("ids", List.of(ids)));
    }

    JsonNode list() {
        return admin.api().get("/api/categories").expect(200).json().get("items");
    }

    JsonNode find(String id) {
        for (JsonNode item : list()) {
            if (item.get("id").asText().equals(id)) {
                return item;
            }
        }
        throw new AssertionError("no category " + id);
    }

    String idOf(String name) {
        for (JsonNode item : list()) {
            if (item.get("name").asText().equals(name)) {
                return item.get("id").asText();
            }
        }
        throw new AssertionError("no category " + name);
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        list().forEach(item -> names.add(item.get("name").asText()));
        return names;
    }

    List<String> actions() {
        List<String> actions = new ArrayList<>();
        admin.api()
                .get("/api/audit?kind=change")
                .expect(200)
                .json()
                .get("items")
                .forEach(entry -> {
                    if (entry.get("action").asText().startsWith("categor")) {
                        actions.addFirst(entry.get("action").asText());
                    }
                });
        return actions;
    }
}
