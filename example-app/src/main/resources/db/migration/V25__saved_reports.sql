-- A mail may bring a file. It is deleted with what the mail says.
ALTER TABLE mails
    ADD COLUMN attachment bytea CHECK (octet_length(attachment) <= 5242880),
    ADD COLUMN attachment_name text,
    ADD COLUMN attachment_type text,
    ADD CHECK (attachment IS NULL
               OR (status = 'waiting' AND attachment_name IS NOT NULL AND attachment_type IS NOT NULL));
-- It is compressed already, or short.
ALTER TABLE mails ALTER COLUMN attachment SET STORAGE EXTERNAL;

-- Reports that people keep under a name, and when they are mailed.
CREATE TABLE saved_reports (
    organization_id uuid        NOT NULL,
    id              uuid        NOT NULL,
    -- Whose it is.
    user_id         uuid        NOT NULL,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
    report          text        NOT NULL
        CHECK (report IN ('daily', 'user', 'usage', 'hours', 'timeline', 'team')),
    period          text        NOT NULL CHECK (length(period) BETWEEN 1 AND 30),
    -- Of whom it tells; without either, of whoever reads it or of all whom they see. A report on a team
    -- that is gone says so, and must not turn into one on everybody: so no reference.
    about_id        uuid,
    team_id         uuid,
    project_id      uuid,
    group_by        text,
    -- Of its mails.
    language        text        NOT NULL,
    every           text        CHECK (every IN ('day', 'week', 'month')),
    weekday         text        CHECK (weekday IN ('monday', 'tuesday', 'wednesday', 'thursday', 'friday',
                                                   'saturday', 'sunday')),
    day_of_month    integer     CHECK (day_of_month BETWEEN 1 AND 31),
    -- On the clock of its owner.
    at              text        CHECK (at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    format          text        CHECK (format IN ('csv', 'pdf')),
    next_due_at     timestamptz,
    -- The same; after a failure, when it is tried again; while a node is at it, the end of its lease.
    next_attempt_at timestamptz,
    attempts        integer     NOT NULL DEFAULT 0,
    last_sent_at    timestamptz,
    last_error      text,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    CHECK ((every IS NULL) = (at IS NULL) AND (every IS NULL) = (format IS NULL)
           AND (every IS NULL) = (next_due_at IS NULL) AND (every IS NULL) = (next_attempt_at IS NULL)),
    CHECK ((COALESCE(every, '') = 'week') = (weekday IS NOT NULL)
           AND (COALESCE(every, '') = 'month') = (day_of_month IS NOT NULL))
);
CREATE INDEX saved_reports_owner ON saved_reports (organization_id, user_id);
CREATE INDEX saved_reports_about ON saved_reports (organization_id, about_id) WHERE about_id IS NOT NULL;
-- The sender looks for what is due in all organizations.
CREATE INDEX saved_reports_due ON saved_reports (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
SELECT astir_protect('saved_reports');
SELECT astir_allow_system('saved_reports', 'SELECT, UPDATE');

-- Who gets it.
CREATE TABLE saved_report_recipients (
    organization_id uuid        NOT NULL,
    report_id       uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    -- The last time that was due of which this one got the mail.
    mailed_for      timestamptz,
    -- May be swept before, so no reference.
    mail_id         uuid,
    PRIMARY KEY (organization_id, report_id, user_id),
    FOREIGN KEY (organization_id, report_id) REFERENCES saved_reports (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX saved_report_recipients_user ON saved_report_recipients (organization_id, user_id);
SELECT astir_protect('saved_report_recipients');
