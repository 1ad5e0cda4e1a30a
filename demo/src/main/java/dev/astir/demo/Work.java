package dev.astir.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The projects and tasks that there are to work on, by their names. Immutable. */
record Work(Map<String, String> projects, Map<String, Map<String, String>> tasks) {

    private static final Map<String, List<String>> NAMES =
            Map.of(
                    "Astir core", List.of("Review", "Timeline", "Import"),
                    "Handbook", List.of("First steps", "Administration"),
                    "Mobile app", List.of("Sign-in", "Icons", "Offline"),
                    "Month end", List.of("Invoices", "Expenses"),
                    "Planning", List.of("Roadmap", "Hiring"),
                    "Platform", List.of("Upgrades", "On call", "Backups"),
                    "Support desk", List.of("Tickets", "Known problems"));

    Work {
        projects = Map.copyOf(projects);
        tasks = Map.copyOf(tasks);
    }

    /** The names of a project's tasks. */
    static List<String> tasksOf(String project) {
        return NAMES.getOrDefault(project, List.of());
    }

    /** As the manager finds or makes it. */
    static Work of(Map<String, String> projects, Account manager) {
        Map<String, Map<String, String>> tasks = new HashMap<>();
        projects.forEach((name, id) -> {
            Map<String, String> ids = new HashMap<>();
            tasksOf(name).forEach(task -> ids.put(task, manager.task(id, task)));
            tasks.put(name, ids);
        });
        return new Work(projects, tasks);
    }

    /** The id of a project. */
    Optional<String> project(String name) {
        return Optional.ofNullable(projects.get(name));
    }

    /** The id of a project's task. */
    Optional<String> task(String project, String name) {
        return Optional.ofNullable(tasks.getOrDefault(project, Map.of()).get(name));
    }
}
