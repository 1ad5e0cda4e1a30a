package dev.astir.demo;

import java.util.List;

/**
 * A team of the demo's people. Immutable.
 *
 * @param name what it is called
 * @param managers logins of those who see its people; empty where only those do who see everybody
 * @param members logins of its people
 */
public record Team(String name, List<String> managers, List<String> members) {

    private static final List<Team> ALL =
            List.of(
                    new Team(
                            "Platform",
                            List.of("hugo"),
                            List.of("admin", "alice", "hugo", "jonas")),
                    new Team("Mobile", List.of("hugo"), List.of("diego")),
                    new Team("Support", List.of("grace"), List.of("bob", "grace")),
                    new Team("Handbook", List.of("grace"), List.of("farah")),
                    new Team("Design", List.of(), List.of("chiyo", "ines")),
                    new Team("Accounts", List.of(), List.of("elif")));

    public Team {
        managers = List.copyOf(managers);
        members = List.copyOf(members);
    }

    /** Who decides on somebody's weeks: a manager of their team, or one who sees everybody. */
    static Person managerOf(Person person) {
        return ALL.stream()
                .filter(team -> team.members().contains(person.login()))
                .flatMap(team -> team.managers().stream())
                .filter(login -> !login.equals(person.login()))
                .flatMap(login -> Person.all().stream().filter(each -> each.login().equals(login)))
                .findFirst()
                .orElseGet(() -> Person.all().get(person.role().equals("manager") ? 0 : 1));
    }

    /** All of them; whoever is in none of them, and manages none, sees everybody as a manager. */
    public static List<Team> all() {
        return ALL;
    }
}
