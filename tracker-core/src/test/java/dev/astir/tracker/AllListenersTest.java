package dev.astir.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AllListenersTest {

    /** An event that is new in the interface would otherwise be lost here. */
    @Test
    void handsOnEachKindOfEvent() throws Exception {
        for (Method event : TrackerListener.class.getMethods()) {
            if (Modifier.isStatic(event.getModifiers())) {
                continue;
            }
            Method ours =
                    Arrays.stream(AllListeners.class.getMethods())
                            .filter(method -> method.getName().equals(event.getName()))
                            .filter(method ->
                                    Arrays.equals(
                                            method.getParameterTypes(), event.getParameterTypes()))
                            .findFirst()
                            .orElseThrow();
            assertThat(ours.getDeclaringClass()).as("%s", event).isEqualTo(AllListeners.class);
        }
    }
}
