package dev.astir.app.projects;

import dev.astir.app.identity.Caller;
import dev.astir.app.identity.Role;
import dev.astir.app.web.ProblemException;
import dev.astir.app.web.Texts;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Projects and tasks by their names, for files that know no ids; in the caller's transaction of the
 * organization. Thread-safe.
 */
@Singleton
public class NamedWork {

    private static final int LONGEST = 255;

    private final Projects projects;
    private final Tasks tasks;
    private final ProjectRepository projectRows;
    private final TaskRepository taskRows;

    NamedWork(
            Projects projects,
            Tasks tasks,
            ProjectRepository projectRows,
            TaskRepository taskRows) {
        this.projects = projects;
        this.tasks = tasks;
        this.projectRows = projectRows;
        this.taskRows = taskRows;
    }

    /** The names of one file, each asked for once. */
    public Names names(Caller caller) {
        return new Names(caller);
    }

    private record Key(@Nullable UUID project, String name) {}

    /** For one file, and one thread. */
    public final class Names {

        private final Caller caller;
        private final Map<Key, UUID> known = new HashMap<>();
        private final Map<Key, ProblemException> refused = new HashMap<>();
        private final List<String> made = new ArrayList<>();

        private Names(Caller caller) {
            this.caller = caller;
        }

        /** The projects that were made, in the order in which they were needed. */
        public List<String> made() {
            return List.copyOf(made);
        }

        /**
         * The project of this name, in capitals or not. One that is not there is made, if the
         * caller may, and is here themselves.
         *
         * @return null when the name is empty
         * @throws ProblemException 400 when there is none, or there are several
         */
        public @Nullable UUID project(String name) {
            if (name.isEmpty()) {
                return null;
            }
            Key key = new Key(null, name.toLowerCase(Locale.ROOT));
            UUID id = known(key);
            if (id == null) {
                List<UUID> found =
                        projectRows.named(caller.organizationId(), name).stream()
                                .map(Project::id)
                                .toList();
                id = one("project", key, name, found);
                if (id == null) {
                    id = projects.create(caller, new ProjectRequest(name, null)).id();
                    made.add(name);
                }
                known.put(key, id);
            }
            return id;
        }

        /**
         * The task of this name, as {@link #project}.
         *
         * @param project whose task it is
         */
        public @Nullable UUID task(@Nullable UUID project, String name) {
            if (name.isEmpty()) {
                return null;
            }
            if (project == null) {
                throw ProblemException.invalid("task", name, "empty, or beside a project");
            }
            Key key = new Key(project, name.toLowerCase(Locale.ROOT));
            UUID id = known(key);
            if (id == null) {
                List<UUID> found =
                        taskRows.named(caller.organizationId(), project, name).stream()
                                .map(Task::id)
                                .toList();
                id = one("task", key, name, found);
                if (id == null) {
                    id = tasks.create(caller, project, new TaskRequest(name)).id();
                }
                known.put(key, id);
            }
            return id;
        }

        private @Nullable UUID known(Key key) {
            @Nullable ProblemException problem = refused.get(key);
            if (problem != null) {
                throw problem;
            }
            return known.get(key);
        }

        /** The only one; null when it has to be made. Whatever is refused stays so. */
        private @Nullable UUID one(String what, Key key, String name, List<UUID> found) {
            try {
                return one(what, name, found);
            } catch (ProblemException e) {
                refused.put(key, e);
                throw e;
            }
        }

        private @Nullable UUID one(String what, String name, List<UUID> found) {
            if (found.size() > 1) {
                throw ProblemException.invalid(
                        what, name, "the name of one %s alone".formatted(what));
            }
            if (found.size() == 1) {
                return found.getFirst();
            }
            if (!caller.mayAskAs(Role.IS_MANAGER) || caller.via() != null) {
                throw ProblemException.invalid(
                        what,
                        name,
                        "the name of a %s that is there; a manager who is signed in can make one"
                                .formatted(what));
            }
            if (name.length() > LONGEST
                    || !Texts.isStorable(name)
                    || !Texts.oneLine(name).equals(name)) {
                throw ProblemException.invalid(
                        what,
                        name,
                        "a name of at most %d characters on one line".formatted(LONGEST));
            }
            return null;
        }
    }
}
