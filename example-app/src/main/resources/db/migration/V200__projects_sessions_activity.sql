-- What people work on, when they work, and what they report about it.

CREATE TABLE projects (
    organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
    id uuid NOT NULL,
    name text NOT NULL,
    description text,
    created_by uuid NOT NULL, -- may be someone who is gone, so no reference
    created_at timestamptz NOT NULL,
    -- A deleted project stays behind the sessions that name it.
    deleted_at timestamptz,
    PRIMARY KEY (organization_id, id)
);
CREATE INDEX projects_by_name ON projects (organization_id, lower(name), id) WHERE deleted_at IS NULL;

CREATE TABLE work_sessions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    project_id uuid,
    start_time timestamptz NOT NULL,
    end_time timestamptz,
    status text NOT NULL,
    total_active_seconds bigint NOT NULL DEFAULT 0,
    total_idle_seconds bigint NOT NULL DEFAULT 0,
    last_activity_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    PRIMARY KEY (organization_id, id),
    FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
    FOREIGN KEY (organization_id, project_id) REFERENCES projects (organization_id, id),
    CHECK (status IN ('active', 'stopped') AND (status = 'stopped') = (end_time IS NOT NULL)),
    CHECK (end_time >= start_time)
) WITH (fillfactor = 80); -- totals change often: leave room for them on the same page
-- One person has one running session. The index decides, so that two starts at once cannot both win.
CREATE UNIQUE INDEX work_sessions_one_active ON work_sessions (organization_id, user_id) WHERE status = 'active';
CREATE INDEX work_sessions_of_user ON work_sessions (organization_id, user_id, start_time DESC, id DESC);
CREATE INDEX work_sessions_by_start ON work_sessions (organization_id, start_time DESC, id DESC);
-- For "overlaps the last days", which by start alone would read everything older.
CREATE INDEX work_sessions_by_end ON work_sessions (organization_id, COALESCE(end_time, 'infinity'));

CREATE TABLE activity_logs (
    organization_id uuid NOT NULL,
    session_id uuid NOT NULL,
    -- Chosen by the client, so unique in its session and not beyond: nobody can occupy another's ids.
    id uuid NOT NULL,
    started_at timestamptz NOT NULL,
    activity_type text NOT NULL CHECK (activity_type IN ('active', 'idle')),
    duration_seconds integer NOT NULL CHECK (duration_seconds BETWEEN 0 AND 86400),
    app_name text,
    title text,
    url text,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (organization_id, session_id, id),
    FOREIGN KEY (organization_id, session_id) REFERENCES work_sessions (organization_id, id) ON DELETE CASCADE
);

SELECT astir_protect('projects');
SELECT astir_protect('work_sessions');
SELECT astir_protect('activity_logs');
