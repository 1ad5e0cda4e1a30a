package dev.astir.stream.postgres;

import dev.astir.stream.ActivityEvent;
import dev.astir.stream.ActivityStore.Committed;
import dev.astir.stream.ConversationStore.Applied;
import dev.astir.stream.Editor;
import dev.astir.stream.EventEdit;
import dev.astir.stream.feed.EventJson;
import dev.astir.stream.feed.MediaJson;
import java.sql.SQLException;

/** Edits and deletes events. Stateless. */
final class EventTable {
    private static final String EDIT =
            ", message = ?, important = ?, entity_name = ?, entity_url = ?, metadata = ?::jsonb,"
                    + " media = ?::jsonb, search = array_to_tsvector(string_to_array(?, ' '))";

    /**
     * What is left: the id, the feed, the offsets, and the audience, so that those who could see it
     * hear that it is gone. The type, its colour and the time say nothing about anybody.
     */
    static final String EMPTY =
            ", deleted = true, actor_id = NULL, actor_name = NULL, entity_type = NULL,"
                    + " entity_id = NULL, entity_name = NULL, entity_url = NULL,"
                    + " entity_reference = NULL, message = '', icon = '', important = false,"
                    + " metadata = '{}', search = '', reactions = '{}', comment_count = 0,"
                    + " media = '[]'";

    private EventTable() {}

    static Applied<ActivityEvent> edit(LockedEvent locked, EventEdit edit, Editor editor)
            throws SQLException {
        ActivityEvent before = locked.event();
        if (!editor.mayChange(before.actorId())) {
            return Applied.forbidden(before.actorId());
        }
        ActivityEvent after = edit.applyTo(before);
        if (isSame(before, after)) {
            return Applied.unchanged(before, locked.position());
        }
        Committed committed =
                locked.change(
                        null,
                        EDIT,
                        after.message(),
                        after.important(),
                        after.entityName(),
                        after.entityUrl(),
                        EventJson.writeObject(after.metadata()),
                        MediaJson.write(after.media()),
                        Append.tokens(after));
        return Applied.changed(committed.change().event(), committed);
    }

    static Applied<ActivityEvent> delete(LockedEvent locked, Editor editor) throws SQLException {
        ActivityEvent before = locked.event();
        if (!editor.mayChange(before.actorId())) {
            return Applied.forbidden(before.actorId());
        }
        // Before the feed's row is taken: there may be many.
        locked.run(ReactionTable.DELETE_ALL, locked.feed(), locked.id());
        locked.run(CommentTable.DELETE_ALL, locked.feed(), locked.id());
        return Applied.changed(before, locked.change(null, EMPTY));
    }

    /** As JSON, in which 42 is 42, whatever class holds it. */
    private static boolean isSame(ActivityEvent before, ActivityEvent after) {
        return EventJson.readObject(EventJson.write(before))
                .equals(EventJson.readObject(EventJson.write(after)));
    }
}
