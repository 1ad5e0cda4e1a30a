package dev.astir.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.astir.app.identity.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The rules of the app's house: a ground floor that knows no feature, and features in one order.
 */
class HouseTest {

    private static final String APP = "dev.astir.app";

    /** Each package may know those before it. */
    private static final List<String> FLOORS =
            List.of(
                    // the ground floor
                    "platform",
                    "outbound",
                    "web",
                    "limits",
                    "tenancy",
                    "trail",
                    "mail",
                    "identity",
                    "feed",
                    "files",
                    // features
                    "organizations",
                    "factors",
                    "people",
                    "teams",
                    "invitations",
                    "visits",
                    "mentions",
                    "singlesignon",
                    "projects",
                    "policies",
                    "devices",
                    "presence",
                    "days",
                    "sessions",
                    "timeline",
                    "imports",
                    "categories",
                    "summaries",
                    "timesheets",
                    "reports",
                    "savedreports",
                    "insights",
                    "addresses",
                    "prompts",
                    "clients",
                    "integrations",
                    "webhooks",
                    "alerts",
                    "notifications",
                    "jobs",
                    "capture",
                    "audit",
                    "privacy",
                    "demo");

    @Test
    void eachPackageHasItsPlace() {
        Set<String> packages = new TreeSet<>();
        for (JavaClass type : AppClasses.ALL) {
            packages.add(floor(type));
        }
        packages.remove("");

        assertThat(packages).hasSameElementsAs(FLOORS);
    }

    @Test
    void arrowsGoDownward() {
        downward(FLOORS).check(AppClasses.ALL);
    }

    @Test
    void noCircle() {
        noCircleIn(APP).check(AppClasses.ALL);
    }

    @Test
    void aPlantedCircleIsFound() {
        JavaClasses planted = new ClassFileImporter().importPackages(APP + ".planted");

        assertThatThrownBy(() -> noCircleIn(APP + ".planted").check(planted))
                .hasMessageContaining("Cycle detected")
                .hasMessageContaining("First")
                .hasMessageContaining("Second");
    }

    private static ArchRule noCircleIn(String parent) {
        return slices().matching(parent + ".(*)..").should().beFreeOfCycles();
    }

    /**
     * Tables are read and written by repositories of queries. The bulk insert of intervals, as
     * arrays, writes its statement itself.
     */
    @Test
    void repositoriesAloneSpeakSql() {
        noClasses()
                .that()
                .resideOutsideOfPackage(APP + ".platform..")
                .and()
                .haveNameNotMatching(
                        ".*\\.(summaries\\.\\$?DayTable|timeline\\.\\$?(IntervalTable|RecordedTime)|privacy\\.\\$?PersonalTables|tenancy\\.\\$?(Transactions|SqlArrays)).*")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "io\\.micronaut\\.data\\.jdbc\\.runtime\\..*"
                                + "|java\\.sql\\.(PreparedStatement|Statement|ResultSet)")
                .check(AppClasses.ALL);
    }

    /** A transaction by annotation has no organization, and so sees nothing. */
    @Test
    void transactionsHaveAnOrganization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveSimpleName("Transactional")
                .check(AppClasses.ALL);
    }

    /**
     * Whose data somebody sees is asked of their sight: who is a manager may be one of some people
     * only. Roles are given by identity, by single sign-on and in the demo.
     */
    @Test
    void noFeatureAsksWhetherSomebodyIsAManager() {
        managersAreKnownIn("identity", "singlesignon", "demo").check(AppClasses.ALL);
    }

    /** Planted: as if the demo were none of those. */
    @Test
    void aFeatureThatAsksWhetherSomebodyIsAManagerIsFound() {
        assertThatThrownBy(
                        () -> managersAreKnownIn("identity", "singlesignon").check(AppClasses.ALL))
                .hasMessageContaining("Role.MANAGER")
                .hasMessageContaining(APP + ".demo.DemoTeams");
    }

    private static ArchRule managersAreKnownIn(String... floors) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        Arrays.stream(floors)
                                .map(floor -> APP + "." + floor + "..")
                                .toArray(String[]::new))
                .should()
                .accessField(Role.class, "MANAGER");
    }

    /** Planted: with any two floors exchanged that know each other, the rule must speak. */
    @Test
    void anArrowUpwardIsFound() {
        List<String> planted = new java.util.ArrayList<>(FLOORS);
        java.util.Collections.swap(planted, planted.indexOf("feed"), planted.indexOf("sessions"));

        assertThatThrownBy(() -> downward(planted).check(AppClasses.ALL))
                .hasMessageContaining("sessions")
                .hasMessageContaining("feed");
    }

    /**
     * The demo's people are clients like any other: the app knows no more than how to start them.
     */
    @Test
    void theirStartAloneKnowsTheDemosPeople() {
        demoIsKnownIn("demo").check(AppClasses.ALL);
    }

    /** Planted: as if another package were the one that may. */
    @Test
    void anotherThatKnowsTheDemosPeopleIsFound() {
        assertThatThrownBy(() -> demoIsKnownIn("devices").check(AppClasses.ALL))
                .hasMessageContaining(APP + ".demo.DemoOrganization");
    }

    private static ArchRule demoIsKnownIn(String floor) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(APP + "." + floor + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.astir.demo..");
    }

    private static ArchRule downward(List<String> floors) {
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(APP + ".*..")
                .should(
                        new ArchCondition<>("know only packages of lower floors") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                int own = floors.indexOf(floor(type));
                                type.getDirectDependenciesFromSelf().stream()
                                        .filter(arrow ->
                                                floors.indexOf(floor(arrow.getTargetClass())) > own)
                                        .forEach(arrow ->
                                                events.add(
                                                        SimpleConditionEvent.violated(
                                                                type, arrow.getDescription())));
                            }
                        });
    }

    /**
     * The package below the app's own; empty for a class of the app itself, or of another world.
     */
    private static String floor(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(APP + ".") ? name.substring(APP.length() + 1).split("\\.")[0] : "";
    }
}
