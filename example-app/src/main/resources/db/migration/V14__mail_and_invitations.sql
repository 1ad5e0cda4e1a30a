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

-- Of a link only the SHA-256 is stored. An address has one open invitation in an organization; who
-- invites it again renews that.
CREATE TABLE invitations (
    organization_id uuid        NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id              uuid        NOT NULL,
    email           text        NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    role            text        NOT NULL CHECK (role IN ('employee', 'manager', 'admin')),
    team_id         uuid,
    token_hash      bytea       NOT NULL,
    -- Who made the link that counts; it is good only as long as they may invite. Whoever is erased
    -- leaves the row behind, so no reference.
    invited_by      uuid        NOT NULL,
    created_at      timestamptz NOT NULL,
    sent_at         timestamptz NOT NULL,
    expires_at      timestamptz NOT NULL,
    -- May be swept before the invitation, so no reference.
    mail_id         uuid,
    accepted_at     timestamptz,
    revoked_at      timestamptz,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, team_id) REFERENCES teams (organization_id, id)
        ON DELETE SET NULL (team_id),
    CHECK (accepted_at IS NULL OR revoked_at IS NULL)
);
CREATE UNIQUE INDEX invitations_open ON invitations (organization_id, lower(email COLLATE "C"))
    WHERE accepted_at IS NULL AND revoked_at IS NULL;
-- A link is looked up before its organization is known. Its 256 random bits make it unique.
CREATE INDEX invitations_token ON invitations (token_hash);
CREATE INDEX invitations_expiry ON invitations (expires_at);
SELECT astir_protect('invitations');
SELECT astir_allow_system('invitations', 'SELECT, DELETE');

-- Who was removed is out for good, and stays as a row: what they did keeps its owner. The e-mail can
-- come in again, as another person.
ALTER TABLE users DROP CONSTRAINT users_status_check;
ALTER TABLE users ADD CONSTRAINT users_status_check CHECK (status IN ('active', 'suspended', 'removed'));
DROP INDEX users_email;
CREATE UNIQUE INDEX users_email ON users (organization_id, lower(email COLLATE "C"))
    WHERE status <> 'removed';
