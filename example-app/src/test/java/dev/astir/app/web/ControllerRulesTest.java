package dev.astir.app.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.astir.app.AppClasses;
import io.micronaut.data.annotation.Query;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.security.annotation.Secured;
import io.micronaut.websocket.annotation.ServerWebSocket;
import java.lang.annotation.Annotation;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every controller and every repository of the app keeps to. */
class ControllerRulesTest {

    /** One spelling of who may: the annotation on the class, or else on each of its routes. */
    @Test
    void everyRouteNamesItsRole() {
        named(Secured.class).check(AppClasses.ALL);
    }

    @Test
    void aRouteWithoutARoleIsFound() {
        // No route has this annotation, so every one of them must be complained of.
        assertThatThrownBy(() -> named(FunctionalInterface.class).check(AppClasses.ALL))
                .hasMessageContaining("ProjectController.create(")
                .hasMessageContaining("AgentSocket");
    }

    /** It would open a transaction without a tenant; {@code Transactions} is the way. */
    @Test
    void nothingOpensATransactionByAnnotation() {
        notAnnotated("Transactional").check(AppClasses.ALL);
    }

    @Test
    void anAnnotationThatOpensATransactionIsFound() {
        assertThatThrownBy(() -> notAnnotated("Secured").check(AppClasses.ALL))
                .hasMessageContaining("ProjectController");
    }

    /** It compiles, and then holds the first column, or is null instead of empty. */
    @Test
    void noReturningQueryIsOptional() {
        returning().check(AppClasses.ALL);
    }

    @Test
    void aReturningQueryThatIsOptionalIsFound() {
        JavaClasses planted = new ClassFileImporter().importClasses(Planted.class);

        assertThatThrownBy(() -> returning().check(planted)).hasMessageContaining("wrong");
    }

    interface Planted {
        @Query("UPDATE things SET name = :name\nreturning *")
        Optional<String> wrong(String name);

        @Query("SELECT name FROM things")
        Optional<String> right();
    }

    private static ArchRule named(Class<? extends Annotation> role) {
        return classes()
                .that()
                .areAnnotatedWith(Controller.class)
                .or()
                .areAnnotatedWith(ServerWebSocket.class)
                .should(
                        new ArchCondition<>("have a role on the class or on each route") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                if (type.isAnnotatedWith(role)) {
                                    return;
                                }
                                if (type.isAnnotatedWith(ServerWebSocket.class)) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    type, type.getName() + " names no role"));
                                }
                                type.getMethods().stream()
                                        .filter(method ->
                                                method.isMetaAnnotatedWith(HttpMethodMapping.class))
                                        .filter(method -> !method.isAnnotatedWith(role))
                                        .forEach(method ->
                                                events.add(
                                                        SimpleConditionEvent.violated(
                                                                method,
                                                                method.getFullName()
                                                                        + " names no role")));
                            }
                        });
    }

    /** By its simple name, since Micronaut, Jakarta and others have one each. */
    private static ArchRule notAnnotated(String annotation) {
        DescribedPredicate<com.tngtech.archunit.core.domain.JavaAnnotation<?>> named =
                DescribedPredicate.describe(
                        "@" + annotation,
                        found -> found.getRawType().getSimpleName().equals(annotation));
        return CompositeArchRule.of(noClasses().should().beAnnotatedWith(named))
                .and(noMethods().should().beAnnotatedWith(named));
    }

    private static ArchRule returning() {
        return methods()
                .that()
                .areAnnotatedWith(Query.class)
                .should(
                        new ArchCondition<JavaMethod>("not be Optional where rows are RETURNING") {
                            @Override
                            public void check(JavaMethod method, ConditionEvents events) {
                                String sql = method.getAnnotationOfType(Query.class).value();
                                if (sql.toUpperCase(java.util.Locale.ROOT).contains("RETURNING")
                                        && method.getRawReturnType()
                                                .isEquivalentTo(Optional.class)) {
                                    events.add(
                                            SimpleConditionEvent.violated(
                                                    method,
                                                    method.getFullName()
                                                            + " must be a nullable row or a list"));
                                }
                            }
                        })
                .allowEmptyShould(true);
    }
}
