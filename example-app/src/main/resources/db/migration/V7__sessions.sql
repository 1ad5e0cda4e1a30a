-- When people work.
CREATE TABLE work_sessions (
    organization_id uuid NOT NULL,
    id uuid NOT NULL,
    user_id uuid NOT NULL,
    project_id uuid,
    start_time timestamptz NOT NULL,
    end_time timestamptz,
    status text NOT NULL,
    -- What clients posted to it, added up; and the union of what agents captured within it.
    posted_active_seconds bigint NOT NULL DEFAULT 0,
    posted_idle_seconds bigint NOT NULL DEFAULT 0,
    captured_active_seconds bigint NOT NULL DEFAULT 0,
    captured_idle_seconds bigint NOT NULL DEFAULT 0,
    total_active_seconds bigint NOT NULL GENERATED ALWAYS AS (posted_active_seconds + captured_active_seconds) STORED,
    total_idle_seconds bigint NOT NULL GENERATED ALWAYS AS (posted_idle_seconds + captured_idle_seconds) STORED,
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
SELECT astir_protect('work_sessions');
