package dev.astir.app.walls;

import dev.astir.app.Api;
import dev.astir.app.TestApp.Person;
import dev.astir.app.hostile.Route;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One route, one who asks, and whose thing they name. */
record Cell(Route route, Rule rule, Asker asker, Whose whose) {

    private static final Set<Integer> HIDDEN = Set.of(403, 404);

    private static final Set<String> REFUSALS = Set.of(":forbidden\"", ":not-found\"");

    /**
     * Routes that name nothing and nobody but whoever asks, all tested where they are at home:
     * one's own second factor may not be set up, nor one's own webhook be there.
     */
    private static final List<String> OWN = List.of("/api/auth/second-factor/", "/api/me/webhook");

    boolean isAllowed() {
        return rule.lets(asker) && rule.reach().covers(asker, whose);
    }

    /** What is wrong with the answer; null for nothing. */
    @Nullable String judge(Api.Answer answer, World world) {
        int status = answer.status();
        if (status >= 500) {
            return "answered " + status + ": " + answer.body();
        }
        if (isAllowed()) {
            return isRefused(answer)
                    ? "refused with " + status + ": " + answer.body()
                    : leak(answer, world);
        }
        if (asker == Asker.NOBODY) {
            return status == 401 ? null : "let in: " + status;
        }
        if (!rule.lets(asker)) {
            return status == 403 ? null : "not 403 but " + status + ": " + answer.body();
        }
        return HIDDEN.contains(status) ? null : "open: " + status + " " + answer.body();
    }

    /** A wrong password is 403 as well, and so is what is there but in the way. */
    private boolean isRefused(Api.Answer answer) {
        return answer.status() == 401
                || (OWN.stream().noneMatch(route.path()::contains)
                        && HIDDEN.contains(answer.status())
                        && REFUSALS.stream().anyMatch(answer.body()::contains));
    }

    /** Whoever may not be seen is not in an answer that is about people one may see. */
    private @Nullable String leak(Api.Answer answer, World world) {
        String body = answer.body() == null ? "" : answer.body();
        if (body.contains(world.stranger.userId().toString())
                || body.contains(world.stranger.organizationId().toString())) {
            return "names another organization: " + body;
        }
        for (Person person : world.everybodyHere()) {
            if (!rule.reach().shows(asker, person, world)
                    && body.contains(person.userId().toString())) {
                return "names " + person.email() + ": " + body;
            }
        }
        return null;
    }
}
