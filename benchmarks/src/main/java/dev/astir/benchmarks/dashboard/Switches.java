package dev.astir.benchmarks.dashboard;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Some of the organization's people switch from one application to the next. */
final class Switches extends Updates {
    private final Map<UUID, Desk> desks = new LinkedHashMap<>();
    private final Set<UUID> onTheirWay = new HashSet<>();

    Switches(Window window, Organization organization, int people) {
        super(window, "presence");
        organization.desks().entrySet().stream()
                .limit(people)
                .forEach(desk -> desks.put(desk.getKey(), desk.getValue()));
    }

    @Override
    void begin() {
        desks.forEach(this::next);
    }

    private void next(UUID person, Desk desk) {
        if (isWanted()) {
            onTheirWay.add(person);
            desk.switchApplication();
        }
    }

    @Override
    void forget() {
        onTheirWay.clear();
    }

    @Override
    void put(JsonObject update) {
        shown(update.getAsJsonObject("item"));
    }

    @Override
    void state(JsonObject state) {
        state.getAsJsonArray("items").forEach(item -> shown(item.getAsJsonObject()));
    }

    /** A page may hear of the same twice, by itself and within the whole state. */
    private void shown(JsonObject item) {
        UUID person = UUID.fromString(item.get("userId").getAsString());
        Desk desk = desks.get(person);
        if (desk == null || !onTheirWay.contains(person)) {
            return;
        }
        JsonElement application = item.get("app");
        boolean isLast =
                application != null
                        && application.isJsonPrimitive()
                        && application.getAsString().equals(desk.application());
        if (isLast) {
            onTheirWay.remove(person);
            hasArrived();
            next(person, desk);
        }
    }
}
