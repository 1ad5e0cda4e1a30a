package dev.astir.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The rules of the house: which module may know which, and which package which technology. */
class HouseTest {
    private static final Path ROOT = Path.of("..");

    private static final Map<String, Set<String>> ARROWS =
            Map.ofEntries(
                    Map.entry("test-support", Set.of()), // known by tests alone
                    Map.entry("tracker-core", Set.of()),
                    Map.entry("tracker-servlet", Set.of("tracker-core")),
                    Map.entry("tracker-micronaut", Set.of("tracker-core")),
                    Map.entry("tracker-spring-boot-starter", Set.of("tracker-servlet")),
                    Map.entry("activity-stream", Set.of()),
                    Map.entry("docs/spring-boot-quickstart", Set.of("activity-stream")),
                    Map.entry("agent-protocol", Set.of()),
                    Map.entry("agent", Set.of("agent-protocol")),
                    Map.entry("demo", Set.of("agent-protocol")),
                    Map.entry(
                            "example-app",
                            Set.of(
                                    "agent-protocol",
                                    "activity-stream",
                                    "tracker-micronaut",
                                    // Its package demo alone, as the app's own test says.
                                    "demo")));

    private static final List<String> LIBRARIES =
            List.of(
                    "tracker-core",
                    "tracker-servlet",
                    "tracker-spring-boot-starter",
                    "tracker-micronaut",
                    "activity-stream",
                    "agent-protocol");

    /** Read once for all tests. */
    private static final JavaClasses LIBRARY_CLASSES =
            new ClassFileImporter()
                    .importPaths(LIBRARIES.stream().map(HouseTest::classFolder).toList());

    private static Path classFolder(String module) {
        Path classes = ROOT.resolve(module).resolve("target/classes");
        assertThat(classes).as("build all modules, from the top folder").isDirectory();
        return classes;
    }

    static Stream<String> modules() throws Exception {
        return elements(ROOT.resolve("pom.xml"), "module")
                .map(Element::getTextContent)
                .filter(module -> !module.equals("benchmarks")); // which may know all
    }

    @ParameterizedTest
    @MethodSource("modules")
    void aModuleKnowsNoOtherThanItsArrowsSay(String module) throws Exception {
        Set<String> known = new TreeSet<>();
        elements(ROOT.resolve(module).resolve("pom.xml"), "dependency")
                .filter(dependency -> child(dependency, "groupId").equals("dev.astir"))
                .filter(dependency -> !child(dependency, "scope").equals("test"))
                .forEach(dependency -> known.add(child(dependency, "artifactId")));

        assertThat(ARROWS).containsKey(module);
        assertThat(known).isEqualTo(ARROWS.get(module));
    }

    static Stream<Arguments> technologies() {
        return Stream.of(
                Arguments.of(
                        "jakarta.servlet..",
                        new String[] {"..servlet..", "..jakarta..", "..spring.."}),
                Arguments.of("jakarta.websocket..", new String[] {"..jakarta.."}),
                Arguments.of("io.micronaut..", new String[] {"..micronaut.."}),
                Arguments.of("org.springframework..", new String[] {"..spring.."}),
                Arguments.of("io.lettuce..", new String[] {"..redis.."}),
                Arguments.of("io.micrometer..", new String[] {"..micrometer.."}),
                Arguments.of("org.postgresql..", new String[] {"..postgres.."}),
                Arguments.of("org.flywaydb..", new String[] {"..postgres.."}));
    }

    @ParameterizedTest
    @MethodSource("technologies")
    void aTechnologyIsUsedOnlyInThePackagesNamedAfterIt(String technology, String[] packages) {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(technology)
                .check(LIBRARY_CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.astir.tracker", "dev.astir.stream", "dev.astir.protocol"})
    void theRootPackageOfALibraryKnowsNoTechnology(String root) {
        // The protocol's root is where it encodes.
        String json = root.equals("dev.astir.protocol") ? "com.fasterxml.jackson.." : root;
        classes()
                .that()
                .resideInAPackage(root)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        root + "..", "java..", "javax.sql..", "org.slf4j..", "org.jspecify..", json)
                .check(LIBRARY_CLASSES);
    }

    @Test
    void noLibraryKnowsTheApp() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.astir.app..", "dev.astir.agent..", "dev.astir.demo..")
                .check(LIBRARY_CLASSES);
    }

    private static Stream<Element> elements(Path pom, String name) throws Exception {
        assertThat(Files.exists(pom)).as("%s", pom).isTrue();
        NodeList nodes =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(pom.toFile())
                        .getElementsByTagName(name);
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(i -> (Element) nodes.item(i));
    }

    @Test
    void theAgentPrintsInOnePlaceWhichLetsNothingSteerTheTerminal() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.astir.agent.Terminal")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(
                        new ClassFileImporter()
                                .importPaths(
                                        List.of(
                                                classFolder("agent"),
                                                classFolder("agent-protocol"))));
    }

    private static String child(Element element, String name) {
        NodeList children = element.getElementsByTagName(name);
        return children.getLength() == 0 ? "" : children.item(0).getTextContent().strip();
    }
}
