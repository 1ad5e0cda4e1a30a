-- Mail that was promised with a change, and is sent after it. What it says is deleted once it is sent
-- or given up, because a link in it may be a secret. The row stays until some time after the mail
-- means nothing any more, for who wonders how far it got.
CREATE TABLE mails (
    organization_id uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id              uuid        NOT NULL,
    recipient       text        NOT NULL,
    subject         text        NOT NULL,
    plain           text,
    html            text,
    status          text        NOT NULL CHECK (status IN ('waiting', 'sent', 'failed')),
    attempts        integer     NOT NULL DEFAULT 0,
    error           text,
    created_at      timestamptz NOT NULL,
    -- Of who sends it now, the end of the lease.
    next_attempt_at timestamptz NOT NULL,
    good_until      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id),
    CHECK ((status = 'waiting') = (plain IS NOT NULL) AND (status = 'waiting') = (html IS NOT NULL))
);
-- The sender looks for what is due in all organizations.
CREATE INDEX mails_due ON mails (next_attempt_at) WHERE status = 'waiting';
CREATE INDEX mails_good_until ON mails (good_until);
SELECT astir_protect('mails');
SELECT astir_allow_system('mails', 'SELECT, UPDATE, DELETE');
