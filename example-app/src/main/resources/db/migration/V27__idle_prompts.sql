-- Up to when a person has been told of idle time that waits for a decision: each stretch once, on the
-- device at which they were back.
CREATE TABLE idle_prompts (
    organization_id uuid        NOT NULL,
    person_id       uuid        NOT NULL,
    told_until      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, person_id),
    FOREIGN KEY (organization_id, person_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('idle_prompts');
