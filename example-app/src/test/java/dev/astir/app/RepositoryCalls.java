package dev.astir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Base of the calls of one package's repositories, which {@link RepositoriesTest} makes. Each
 * package's use what others' have stored before.
 */
public abstract class RepositoryCalls {

    private static final Set<Method> METHODS =
            AppClasses.ALL.stream()
                    .filter(type -> type.isAnnotatedWith(JdbcRepository.class))
                    .map(JavaClass::reflect)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .filter(method -> !method.isDefault() && !method.isSynthetic())
                    .collect(Collectors.toSet());

    protected final Instant now;
    protected final Instant later;
    protected final UUID organization;
    protected final UUID ada;
    protected final UUID bob;
    protected final UUID nobody;
    protected final UUID team;
    protected final UUID agent;

    private final Scene scene;

    /** What all calls of one test are about, and which they were. */
    public static final class Scene {

        private final TestApp app;
        private final Set<Method> called = new HashSet<>();
        private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        private final UUID organization = UUID.randomUUID();
        private final UUID ada = UUID.randomUUID();
        private final UUID bob = UUID.randomUUID();
        private final UUID nobody = UUID.randomUUID();
        private final UUID team = UUID.randomUUID();
        private final UUID agent = UUID.randomUUID();

        Scene(TestApp app) {
            this.app = app;
        }

        UUID organization() {
            return organization;
        }

        Set<Method> called() {
            return called;
        }
    }

    protected RepositoryCalls(Scene scene) {
        this.scene = scene;
        this.now = scene.now;
        this.later = now.plus(Duration.ofDays(1));
        this.organization = scene.organization;
        this.ada = scene.ada;
        this.bob = scene.bob;
        this.nobody = scene.nobody;
        this.team = scene.team;
        this.agent = scene.agent;
    }

    protected final <T> T bean(Class<T> type) {
        return scene.app.bean(type);
    }

    /** Calls a method that has to find or change something. */
    protected final @Nullable Object run(String name, @Nullable Object... arguments) {
        Method method = method(name, arguments.length);
        scene.called.add(method);
        Object result = invoke(method, arguments);
        if (method.getReturnType() != void.class) {
            assertThat(isNone(result)).as("%s found nothing", name).isFalse();
            Object one = one(result);
            assertThat(one).as(name).isInstanceOf(declared(method.getGenericReturnType()));
        }
        return result;
    }

    /** Calls a method that has nothing to find or change. */
    protected final void none(String name, @Nullable Object... arguments) {
        Method method = method(name, arguments.length);
        Object result = invoke(method, arguments);
        assertThat(isNone(result)).as("%s found %s", name, result).isTrue();
        if (method.getReturnType() == Optional.class) {
            assertThat(result).as("%s gives null for an Optional", name).isNotNull();
        }
    }

    private static boolean isNone(@Nullable Object result) {
        return switch (result) {
            case null -> true;
            case Optional<?> optional -> optional.isEmpty();
            case List<?> list -> list.isEmpty();
            case Boolean bool -> !bool;
            case Number number -> number.longValue() == 0;
            default -> false;
        };
    }

    protected static @Nullable Object one(@Nullable Object result) {
        return switch (result) {
            case Optional<?> optional -> optional.orElseThrow();
            case List<?> list -> list.getFirst();
            case null, default -> result;
        };
    }

    private static Class<?> declared(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getActualTypeArguments()[0];
        }
        if (type == boolean.class) {
            return Boolean.class;
        }
        return type == long.class ? Long.class : (Class<?>) type;
    }

    private static Method method(String name, int parameters) {
        String[] parts = name.split("\\.");
        return METHODS.stream()
                .filter(method -> method.getDeclaringClass().getSimpleName().equals(parts[0]))
                .filter(method -> method.getName().equals(parts[1]))
                .filter(method -> method.getParameterCount() == parameters)
                .findAny()
                .orElseThrow(() -> new AssertionError("there is no " + name));
    }

    /** All methods that the app's repositories declare. */
    static Set<Method> methods() {
        return METHODS;
    }

    private @Nullable Object invoke(Method method, @Nullable Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(bean(method.getDeclaringClass()), arguments);
        } catch (InvocationTargetException e) {
            return fail(method + " fails", e.getCause());
        } catch (IllegalAccessException e) {
            return fail(e);
        }
    }
}
