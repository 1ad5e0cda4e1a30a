package dev.astir.app.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.astir.app.tenancy.Transactions;
import dev.astir.app.web.StorableTime;
import dev.astir.stream.ErasedPerson;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes a person's name out of the trail, which stays: their id says in each entry that it was the
 * same person, and not who. Thread-safe.
 */
@Singleton
class Pseudonyms {

    private static final int BATCH = 500;
    private static final UUID LAST = new UUID(-1, -1);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What describes somebody in entries by or about them, however it is called there. */
    private static final Set<String> DESCRIBING =
            Set.of(
                    "name",
                    "email",
                    "address",
                    "userAgent",
                    "browser",
                    "hostname",
                    "device",
                    "recipient",
                    "reason",
                    "note",
                    "subject",
                    "title",
                    "message",
                    "text",
                    "timeZone");

    private final PseudonymRepository entries;
    private final Transactions transactions;

    Pseudonyms(PseudonymRepository entries, Transactions transactions) {
        this.entries = entries;
        this.transactions = transactions;
    }

    /** Does so in small steps; once more changes nothing. Outside of a transaction. */
    void takeOut(UUID organizationId, ErasedPerson person) {
        UUID userId = UUID.fromString(person.actorId());
        String[] patterns = person.patterns().toArray(String[]::new);
        Instant at = StorableTime.LATEST;
        UUID id = LAST;
        List<PseudonymRepository.Entry> some;
        do {
            Instant fromTime = at;
            UUID fromId = id;
            some =
                    transactions.asSystem(() -> {
                        List<PseudonymRepository.Entry> found =
                                entries.page(
                                        organizationId, userId, patterns, fromTime, fromId, BATCH);
                        found.forEach(entry -> rewrite(organizationId, userId, person, entry));
                        return found;
                    });
            if (!some.isEmpty()) {
                at = some.getLast().at();
                id = some.getLast().id();
            }
        } while (some.size() == BATCH);
        transactions.asSystem(() -> entries.forgetClient(person.actorId()));
    }

    private void rewrite(
            UUID organizationId,
            UUID userId,
            ErasedPerson person,
            PseudonymRepository.Entry entry) {
        boolean concerned = userId.equals(entry.actorId()) || userId.equals(entry.personId());
        String via = entry.via();
        // A token's name was its owner's choice.
        String withoutVia =
                via == null
                        ? null
                        : userId.equals(entry.actorId()) ? "token" : person.takeOutOf(via);
        JsonNode details = read(entry.details());
        JsonNode without = takeOut(details, person, concerned, false);
        if (!without.equals(details) || !Objects.equals(via, withoutVia)) {
            entries.write(organizationId, entry.id(), without.toString(), withoutVia);
        }
    }

    /**
     * @param concerned whether the entry is by or about the person
     * @param describing whether the value stands below a name that tells something of them
     */
    private static JsonNode takeOut(
            JsonNode value, ErasedPerson person, boolean concerned, boolean describing) {
        if (value.isObject()) {
            ObjectNode copy = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                copy.set(
                        field.getKey(),
                        takeOut(
                                field.getValue(),
                                person,
                                concerned,
                                describing || DESCRIBING.contains(field.getKey())));
            }
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JSON.createArrayNode();
            value.forEach(element -> copy.add(takeOut(element, person, concerned, describing)));
            return copy;
        }
        if (!value.isTextual()) {
            return value;
        }
        return TextNode.valueOf(
                concerned && describing
                        ? person.replacement()
                        : person.takeOutOf(value.textValue()));
    }

    /** What the person was called before, as entries about them tell. */
    Set<String> formerNames(List<Map<String, Object>> details) {
        Set<String> names = new HashSet<>();
        details.forEach(entry -> {
            collect(entry.get("name"), names);
            collect(entry.get("email"), names);
        });
        return names;
    }

    private static void collect(@Nullable Object value, Set<String> names) {
        if (value instanceof String name) {
            names.add(name);
        } else if (value instanceof Map<?, ?> change) {
            new ArrayList<>(change.values()).forEach(part -> collect(part, names));
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the trail holds what is not JSON", e);
        }
    }
}
