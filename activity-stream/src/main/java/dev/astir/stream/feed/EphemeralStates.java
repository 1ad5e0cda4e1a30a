package dev.astir.stream.feed;

import dev.astir.stream.FeedReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What this node knows of one feed's items: all of them as they were read last, and what has to be
 * told when some of them are read anew. Belongs to the hub's thread.
 */
final class EphemeralStates {
    private final String channel;

    /** By id; of each, what different audiences see, the last one counting. */
    private Map<String, List<EphemeralItem>> byId = new LinkedHashMap<>();

    EphemeralStates(String channel) {
        this.channel = channel;
    }

    /** What a reader sees. */
    List<EphemeralItem> visible(FeedReader reader) {
        List<EphemeralItem> seen = new ArrayList<>();
        for (List<EphemeralItem> variants : byId.values()) {
            for (int i = variants.size() - 1; i >= 0; i--) {
                if (reader.sees(variants.get(i).audience())) {
                    seen.add(variants.get(i));
                    break;
                }
            }
        }
        return seen;
    }

    /**
     * All of them were read: tells what is not as it was known.
     *
     * @param changes what happened to some of them before that
     * @param later finds what is to be read and told later, and stays as it is known until then
     */
    List<List<AddressedMessage>> replaceAll(
            Map<String, List<String>> changes,
            Collection<EphemeralItem> found,
            Predicate<String> later) {
        Map<String, List<EphemeralItem>> now = group(found);
        // In the order in which they were found.
        Set<String> ids = new LinkedHashSet<>(now.keySet());
        ids.addAll(byId.keySet());
        Map<String, List<EphemeralItem>> old = byId;
        byId = new LinkedHashMap<>();
        List<List<AddressedMessage>> told = new ArrayList<>();
        for (String id : ids) {
            List<EphemeralItem> known = old.getOrDefault(id, List.of());
            List<EphemeralItem> fresh = now.getOrDefault(id, List.of());
            if (!known.isEmpty()) {
                byId.put(id, known);
            }
            List<String> events = changes.get(id);
            if (events == null && !looksLike(known, fresh) && later.test(id)) {
                continue;
            }
            told.addAll(replace(id, fresh, events == null ? List.of() : events));
        }
        return told;
    }

    /** Some of them were read, and what happened to each is known. */
    List<List<AddressedMessage>> replace(
            Map<String, List<String>> changes, Collection<EphemeralItem> found) {
        Map<String, List<EphemeralItem>> now = group(found);
        List<List<AddressedMessage>> told = new ArrayList<>();
        changes.forEach(
                (id, events) -> told.addAll(replace(id, now.getOrDefault(id, List.of()), events)));
        return told;
    }

    private List<List<AddressedMessage>> replace(
            String id, List<EphemeralItem> now, List<String> events) {
        List<EphemeralItem> old = byId.getOrDefault(id, List.of());
        boolean isLast = now.stream().anyMatch(EphemeralItem::isLast);
        if (isLast && old.isEmpty() && events.isEmpty()) {
            return List.of();
        }
        if (now.isEmpty() || isLast) {
            byId.remove(id);
        } else {
            byId.put(id, now);
        }
        List<List<AddressedMessage>> told = new ArrayList<>();
        if (!now.isEmpty() && events.isEmpty() && !looksLike(old, now)) {
            told.add(puts(old, now, null));
        }
        for (String event : now.isEmpty() ? List.<String>of() : events) {
            told.add(puts(old, now, event));
        }
        if (now.isEmpty() && !old.isEmpty()) {
            told.add(List.of(remove(id, audience(old))));
        } else if (isLast) {
            told.add(List.of(remove(id, audience(now))));
        }
        return told;
    }

    /** Each reader gets the last one that they may see. */
    private List<AddressedMessage> puts(
            List<EphemeralItem> old, List<EphemeralItem> now, @Nullable String event) {
        List<AddressedMessage> messages = new ArrayList<>();
        Set<String> before = audience(old);
        Set<String> after = audience(now);
        boolean isSeenByAll =
                old.isEmpty()
                        || after.isEmpty()
                        || (!before.isEmpty() && after.containsAll(before));
        if (!isSeenByAll) {
            // Some who saw it do not any more.
            messages.add(remove(now.get(0).id(), before));
        }
        for (EphemeralItem item : now) {
            messages.add(new AddressedMessage(Messages.put(channel, event, item), item.audience()));
        }
        return messages;
    }

    private AddressedMessage remove(String id, Set<String> audience) {
        return new AddressedMessage(Messages.remove(channel, id), audience);
    }

    /** Who sees any of them; empty for everybody. */
    private static Set<String> audience(List<EphemeralItem> variants) {
        Set<String> all = new HashSet<>();
        for (EphemeralItem item : variants) {
            if (item.audience().isEmpty()) {
                return Set.of();
            }
            all.addAll(item.audience());
        }
        return all;
    }

    private static boolean looksLike(List<EphemeralItem> old, List<EphemeralItem> now) {
        boolean isSame = old.size() == now.size();
        for (int i = 0; isSame && i < old.size(); i++) {
            isSame = old.get(i).looksLike(now.get(i));
        }
        return isSame;
    }

    private static Map<String, List<EphemeralItem>> group(Collection<EphemeralItem> items) {
        Map<String, List<EphemeralItem>> byId = new LinkedHashMap<>();
        for (EphemeralItem item : items) {
            byId.computeIfAbsent(item.id(), id -> new ArrayList<>(1)).add(item);
        }
        return byId;
    }
}
