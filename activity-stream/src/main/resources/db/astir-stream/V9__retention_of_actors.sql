-- How far retention has come with people whose events are kept for a shorter time than those of others:
-- none that is theirs, or about them, has an offset up to this one. So each run looks at what has become
-- too old since the last one, and not at all.
CREATE TABLE activity_actor_retention (
    feed     text   NOT NULL,
    actor_id text   NOT NULL,
    done     bigint NOT NULL,
    PRIMARY KEY (feed, actor_id)
);
