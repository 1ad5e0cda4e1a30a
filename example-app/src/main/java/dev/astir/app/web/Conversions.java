package dev.astir.app.web;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.serde.exceptions.SerdeException;
import io.micronaut.serde.exceptions.path.PropertyReferencePath;
import io.micronaut.web.router.UriRouteMatch;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Explains a value that does not fit its type, in the caller's words: the field, not our classes.
 * Stateless.
 */
final class Conversions {

    private Conversions() {}

    static Problem explain(HttpRequest<?> request, ConversionErrorException failure) {
        Argument<?> argument = failure.getArgument();
        if (isPathId(request, argument)) {
            // No id looks like this, so it is nobody's.
            return ProblemException.notFound().problem();
        }
        // Our own enumerations and value types refuse with a full explanation.
        return causes(failure)
                .filter(ProblemException.class::isInstance)
                .map(own -> ((ProblemException) own).problem())
                .findFirst()
                .orElseGet(() ->
                        ProblemException.invalidSecret(
                                        field(argument, failure),
                                        "cannot be read: " + reason(failure))
                                .problem());
    }

    private static boolean isPathId(HttpRequest<?> request, Argument<?> argument) {
        return argument.getType() == UUID.class
                && request.getAttribute(HttpAttributes.ROUTE_MATCH, UriRouteMatch.class)
                        .filter(match -> match.getVariableValues().containsKey(argument.getName()))
                        .isPresent();
    }

    private static String field(Argument<?> argument, Throwable failure) {
        String inBody =
                causes(failure)
                        .filter(SerdeException.class::isInstance)
                        .flatMap(serde -> ((SerdeException) serde).getPath().stream())
                        .filter(PropertyReferencePath.class::isInstance)
                        .map(path -> ((PropertyReferencePath) path).getArgument().getName())
                        .reduce((outer, inner) -> inner)
                        .orElse("body");
        return argument.isAnnotationPresent(Body.class) ? inBody : argument.getName();
    }

    /** What the innermost cause says; it knows the value, and none of our types' names. */
    private static String reason(Throwable failure) {
        return causes(failure)
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .reduce((outer, inner) -> inner)
                .flatMap(message -> message.lines().findFirst())
                .map(line -> line.replaceAll("(?i)^(cannot deserialize .* due to: )", "").strip())
                .orElse("it has another type");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(20);
    }
}
