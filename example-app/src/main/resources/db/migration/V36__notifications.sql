-- How a person wants to be told of alerts, besides the page and the feed. Who has no row has not chosen.
CREATE TABLE notification_choices (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    -- Types of alerts that are not shown by the browser, or are in no mail: what is new is told at first.
    not_in_browser  text[]      NOT NULL,
    not_by_mail     text[]      NOT NULL,
    digest          text        NOT NULL CHECK (digest IN ('off', 'daily', 'weekly')),
    -- On the clock of the person; the weekday counts for a weekly one.
    at              text        NOT NULL CHECK (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    weekday         text        NOT NULL
        CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    -- Of the mails.
    language        text        NOT NULL,
    next_due_at     timestamptz,
    -- The same; after a failure, when it is tried again; while a node is at it, the end of its lease.
    next_attempt_at timestamptz,
    attempts        integer     NOT NULL DEFAULT 0,
    -- What was news until then was in a digest, or before the first.
    told_until      timestamptz NOT NULL,
    -- The last mail, and from when on it tells; it may be swept before, so no reference.
    mail_id         uuid,
    mailed_from     timestamptz,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    CHECK ((digest = 'off') = (next_due_at IS NULL) AND (digest = 'off') = (next_attempt_at IS NULL)),
    CHECK ((mail_id IS NULL) = (mailed_from IS NULL))
);
-- The job looks for what is due in all organizations.
CREATE INDEX notification_choices_due ON notification_choices (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
SELECT astir_protect('notification_choices');
SELECT astir_allow_system('notification_choices', 'SELECT, UPDATE');

-- Up to when a person has seen what is new, on whichever device.
CREATE TABLE alerts_seen (
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    seen_until      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, user_id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
SELECT astir_protect('alerts_seen');

-- What is new to those who see a person: few of all that there were, and asked for by every open page.
CREATE INDEX alerts_waiting ON alerts (organization_id, opened_at DESC)
    WHERE resolved_at IS NULL AND (closed_at IS NULL OR type IN ('overtime', 'session-forgotten'));
