package dev.astir.stream;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How events of one type look and read. Immutable.
 *
 * @param name the type, for example {@code task.completed}
 * @param icon a short text such as an emoji
 * @param color {@code #rrggbb} or a colour's name
 * @param important whether all events of this type stand out
 * @param template the message, in which {@code {actor}}, {@code {entity}}, {@code {reference}} and
 *     {@code {<name in metadata>}} stand for the event's own
 */
public record EventType(
        String name, String icon, String color, boolean important, String template) {

    /** What a type that nobody registered looks like. */
    public static final String NEUTRAL_ICON = "•";

    /** The colour of a type that nobody registered. */
    public static final String NEUTRAL_COLOR = "#64748b";

    public EventType {
        Rules.type("name", name);
        Objects.requireNonNull(icon, "icon");
        Rules.color(Objects.requireNonNull(color, "color"));
        Objects.requireNonNull(template, "template");
    }

    /** A type that stands out no more than others. */
    public static EventType of(String name, String icon, String color, String template) {
        return new EventType(name, icon, color, false, template);
    }

    /** The same type, whose events stand out. */
    public EventType asImportant() {
        return new EventType(name, icon, color, true, template);
    }

    static EventType neutral(String name) {
        String words = name.replace('.', ' ').replace('_', ' ').replace('-', ' ');
        return of(name, NEUTRAL_ICON, NEUTRAL_COLOR, "{actor}: " + words + " {entity}");
    }

    /** Fills in what the event leaves open. */
    ActivityEvent applyTo(ActivityEvent event) {
        boolean isComplete =
                event.icon() != null
                        && event.color() != null
                        && event.message() != null
                        && (event.important() || !important);
        if (isComplete) {
            return event.withCounts(Map.of(), 0);
        }
        return event.toBuilder()
                .icon(event.icon() == null ? icon : event.icon())
                .color(event.color() == null ? color : event.color())
                .important(important || event.important())
                .message(event.message() == null ? message(event) : event.message())
                .build();
    }

    private String message(ActivityEvent event) {
        StringBuilder text = new StringBuilder(template.length() + 64);
        int from = 0;
        while (from < template.length()) {
            int open = template.indexOf('{', from);
            int close = open < 0 ? -1 : template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            text.append(template, from, open);
            text.append(value(event, template.substring(open + 1, close)));
            from = close + 1;
        }
        text.append(template, from, template.length());
        String message = text.toString().strip();
        return message.length() <= Rules.MESSAGE ? message : message.substring(0, Rules.MESSAGE);
    }

    private static String value(ActivityEvent event, String name) {
        return switch (name) {
            case "actor" ->
                    firstOf(event.actorName(), event.actorId() == null ? "System" : "Somebody");
            case "entity" -> firstOf(event.entityName(), firstOf(event.entityReference(), ""));
            case "reference" -> firstOf(event.entityReference(), "");
            default -> String.valueOf(event.metadata().getOrDefault(name, ""));
        };
    }

    private static String firstOf(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
