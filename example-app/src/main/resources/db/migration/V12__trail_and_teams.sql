-- Teams, so that a manager may be one of some people. A person is in one team or in none.
CREATE TABLE teams (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    name            text        NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    created_at      timestamptz NOT NULL,
    PRIMARY KEY (organization_id, id)
);
CREATE UNIQUE INDEX teams_name ON teams (organization_id, lower(name));
SELECT astir_protect('teams');

ALTER TABLE users ADD COLUMN team_id uuid;
ALTER TABLE users ADD FOREIGN KEY (organization_id, team_id) REFERENCES teams (organization_id, id)
    ON DELETE SET NULL (team_id);
CREATE INDEX users_team ON users (organization_id, team_id);

CREATE TABLE team_managers (
    organization_id uuid NOT NULL,
    team_id         uuid NOT NULL,
    user_id         uuid NOT NULL,
    PRIMARY KEY (organization_id, user_id, team_id),
    FOREIGN KEY (organization_id, team_id) REFERENCES teams (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX team_managers_team ON team_managers (organization_id, team_id);
SELECT astir_protect('team_managers');
SELECT astir_allow_system('team_managers', 'SELECT');

-- Whom somebody may see, as ids besides their own; null is everybody. It is asked with each sign-in.
CREATE FUNCTION astir_sight(organization uuid, person uuid, person_role text) RETURNS text[]
    LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN person_role = 'admin' THEN NULL
        WHEN person_role = 'employee' THEN ARRAY[]::text[]
        WHEN NOT EXISTS (SELECT FROM team_managers
                         WHERE organization_id = organization AND user_id = person) THEN NULL
        ELSE ARRAY(SELECT u.id::text FROM team_managers m
                   JOIN users u ON u.organization_id = m.organization_id AND u.team_id = m.team_id
                   WHERE m.organization_id = organization AND m.user_id = person)
    END
$$;

-- Who changed what, and who looked at whose data. Tenants add to it, and take nothing back.
CREATE TABLE audit_entries (
    organization_id uuid        NOT NULL REFERENCES organizations ON DELETE CASCADE,
    id              uuid        NOT NULL,
    at              timestamptz NOT NULL,
    kind            text        NOT NULL CHECK (kind IN ('change', 'view')),
    action          text        NOT NULL CHECK (length(action) BETWEEN 1 AND 100),
    -- Null where the app itself acted.
    actor_id        uuid,
    -- By what they acted, if not in person: the name of a token.
    via             text CHECK (length(via) BETWEEN 1 AND 200),
    -- Whom it concerns.
    person_id       uuid,
    details         jsonb       NOT NULL DEFAULT '{}',
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX audit_entries_by_time ON audit_entries (organization_id, at DESC, id DESC);
CREATE INDEX audit_entries_by_person ON audit_entries (organization_id, person_id, at DESC, id DESC);
SELECT astir_protect('audit_entries');
REVOKE UPDATE, DELETE ON audit_entries FROM astir_tenant;
