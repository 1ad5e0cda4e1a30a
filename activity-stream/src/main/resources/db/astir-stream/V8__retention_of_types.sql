-- How far retention has come with the types that are kept for a shorter time than others: what got its
-- id before is gone. So each run looks at what has become too old since the last one, and not at all.
CREATE TABLE activity_type_retention (
    event_type  text NOT NULL PRIMARY KEY,
    done_before uuid NOT NULL
);
