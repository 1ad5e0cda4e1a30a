-- What the app does by itself. Both tables are of all organizations together and have none, so they
-- stand outside of the tenants' wall, as those of the libraries do: the tenants' role may nothing.

-- The table of db-scheduler, as its documentation has it: one row a job.
CREATE TABLE scheduled_tasks (
    task_name            text        NOT NULL,
    task_instance        text        NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean     NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority ON scheduled_tasks (priority DESC, execution_time);
GRANT SELECT, INSERT, UPDATE, DELETE ON scheduled_tasks TO astir_system;

-- How the last run of each job went.
CREATE TABLE job_runs (
    name           text        PRIMARY KEY,
    -- Of the last run; the log of its node has it, too.
    run_id         uuid        NOT NULL,
    node           text        NOT NULL,
    last_start     timestamptz NOT NULL,
    -- Null while it runs.
    last_end       timestamptz,
    duration_ms    bigint,
    last_success   timestamptz,
    -- Why the last run failed, in words that tell nothing of any organization.
    last_error     text,
    failures       integer     NOT NULL DEFAULT 0
);
GRANT SELECT, INSERT, UPDATE ON job_runs TO astir_system;
