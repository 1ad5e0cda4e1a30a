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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes a person's name out of the trail, which stays: their id says in each entry that it was the
 * same person, and not who. Thread-safe.
 */
@Singleton
class Pseudonyms {

    private static final int BATCH = 500;
    private static final UUID LAST = new UUID(-1, -1);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What describes somebody in entries about them, however it is called there. */
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

    /** What tells from where somebody did what is about something else. */
    private static final Set<String> FROM_WHERE = Set.of("address", "userAgent", "browser");

    /**
     * What holds people, whoever they are, and nothing else. A {@code name} is not among them: it
     * is that of a team, a project or a token, or of the person whom the entry is about.
     */
    private static final Set<String> NAMING =
            Set.of("email", "emails", "recipient", "recipients", "members");

    private static final Set<String> NAMED =
            Stream.of(FROM_WHERE, NAMING).flatMap(Set::stream).collect(Collectors.toSet());

    /** Why somebody was erased is for those who answer for it. */
    private static final String ERASED = "person.erased";

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
    }

    private void rewrite(
            UUID organizationId,
            UUID userId,
            ErasedPerson person,
            PseudonymRepository.Entry entry) {
        boolean isBy = userId.equals(entry.actorId());
        JsonNode details = read(entry.details());
        JsonNode without;
        if (userId.equals(entry.personId())) {
            Set<String> blanked = entry.action().equals(ERASED) ? Set.of() : DESCRIBING;
            without =
                    rewritten(
                            details,
                            "",
                            (field, text) ->
                                    blanked.contains(field)
                                            ? person.replacement()
                                            : person.takeOutOf(text),
                            DESCRIBING);
        } else {
            Set<String> blanked = isBy ? FROM_WHERE : Set.of();
            without =
                    rewritten(
                            details,
                            "",
                            (field, text) -> {
                                boolean names = NAMING.contains(field) && person.isNamed(text);
                                return names || blanked.contains(field)
                                        ? person.replacement()
                                        : text;
                            },
                            NAMED);
        }
        String via = entry.via();
        // A token's name was its owner's choice, and a computer's as well.
        String withoutVia = via != null && isBy ? kind(entry.action(), details) : via;
        if (!without.equals(details) || !Objects.equals(via, withoutVia)) {
            entries.write(organizationId, entry.id(), without.toString(), withoutVia);
        }
    }

    /** By what somebody did it: agents decide on idle time alone. */
    private static String kind(String action, JsonNode details) {
        return action.equals("idle.decided") && details.has("deviceId") ? "computer" : "token";
    }

    /**
     * @param field below which a text stands, one of the telling ones if there is one
     */
    private static JsonNode rewritten(
            JsonNode value, String field, BinaryOperator<String> rewriting, Set<String> telling) {
        if (value.isObject()) {
            ObjectNode copy = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> part : value.properties()) {
                String below = telling.contains(field) ? field : part.getKey();
                copy.set(part.getKey(), rewritten(part.getValue(), below, rewriting, telling));
            }
            return copy;
        }
        if (value.isArray()) {
            ArrayNode copy = JSON.createArrayNode();
            value.forEach(element -> copy.add(rewritten(element, field, rewriting, telling)));
            return copy;
        }
        return value.isTextual()
                ? TextNode.valueOf(rewriting.apply(field, value.textValue()))
                : value;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the trail holds what is not JSON", e);
        }
    }
}
