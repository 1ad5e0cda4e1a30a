package dev.astir.app.summaries;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody is at: a category, or an application on a site that belongs to none. Immutable.
 *
 * @param key tells it from others
 * @param categoryId null for what belongs to no category
 * @param name the category's; else the site, or the application
 * @param isTalk messages and meetings: nobody is deep in work there. Of what belongs to no category
 *     nobody has said so
 * @param isMeeting meetings
 */
public record Thing(
        String key, @Nullable UUID categoryId, String name, boolean isTalk, boolean isMeeting) {}
