package dev.astir.app.integrations;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the texts of a {@link Mapping}. Stateless. */
final class Expressions {

    /** A tilde begins what stands for itself or for a slash, and nothing else. */
    private static final Pattern WRONG = Pattern.compile("~(?![01])");

    private static final String OPENING = "{/";

    private Expressions() {}

    static Expression place(String text) {
        if (WRONG.matcher(text).find()) {
            throw new IllegalArgumentException("no pointer: " + text);
        }
        return new Expression.Place(JsonPointer.compile(text));
    }

    /** A text without a place is a constant. */
    static Expression template(String text) {
        List<Expression> parts = new ArrayList<>();
        int from = 0;
        int open = text.indexOf(OPENING);
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a brace is open: " + text);
            }
            parts.add(new Expression.Constant(text.substring(from, open)));
            parts.add(place(text.substring(open + 1, close)));
            from = close + 1;
            open = text.indexOf(OPENING, from);
        }
        if (parts.isEmpty()) {
            return new Expression.Constant(text);
        }
        parts.add(new Expression.Constant(text.substring(from)));
        return new Expression.Template(List.copyOf(parts));
    }

    static JsonNode node(Optional<String> text) {
        return text.<JsonNode>map(TextNode::valueOf).orElseGet(MissingNode::getInstance);
    }
}
