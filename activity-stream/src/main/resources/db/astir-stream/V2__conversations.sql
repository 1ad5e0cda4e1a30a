-- What is attached to an event after its publication. The counts stand in the event's row, so that a
-- page reads them with it; whoever changes them holds the event's lock.
ALTER TABLE activity_events
    ADD COLUMN reactions     jsonb   NOT NULL DEFAULT '{}', -- how many of each emoji
    ADD COLUMN comment_count integer NOT NULL DEFAULT 0,    -- deleted comments do not count
    ADD COLUMN media         jsonb   NOT NULL DEFAULT '[]';

-- No foreign keys to the events: they would forbid dropping a partition. Whoever drops one deletes
-- what belonged to it by the range of its ids, which is why the event comes first in the keys.
CREATE TABLE activity_reactions (
    event_id   uuid        NOT NULL,
    feed       text        NOT NULL,
    actor_id   text        NOT NULL,
    emoji      text        NOT NULL,
    actor_name text,
    reacted_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, feed, actor_id, emoji)
);

CREATE TABLE activity_comments (
    event_id    uuid        NOT NULL,
    feed        text        NOT NULL,
    id          uuid        NOT NULL,
    created     bigint      NOT NULL, -- the offset that it took in its feed; the order of comments
    parent_id   uuid,
    depth       smallint    NOT NULL, -- 1: an answer to the event itself
    author_id   text,
    author_name text,
    body        text        NOT NULL,
    mentions    text[]      NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL,
    edited_at   timestamptz,
    deleted     boolean     NOT NULL DEFAULT false, -- an empty place that holds its thread together
    PRIMARY KEY (event_id, feed, id)
);

CREATE UNIQUE INDEX activity_comments_page ON activity_comments (event_id, feed, created);

-- To erase a person.
CREATE INDEX activity_reactions_actor ON activity_reactions (feed, actor_id);
CREATE INDEX activity_comments_author ON activity_comments (feed, author_id);
CREATE INDEX activity_comments_mentions ON activity_comments USING gin (mentions)
    WHERE mentions <> '{}';
