-- When a person was last on the page of the feed, on whichever device.
CREATE TABLE feed_visits (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    visited_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('feed_visits');
