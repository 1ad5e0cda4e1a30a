-- What else a version told people: the organization's own words, and for how long time is kept. NULL
-- where a version from before did not say. Who made it is NULL where the app did, or somebody erased.
ALTER TABLE policies
    ADD COLUMN additional_text text NOT NULL DEFAULT '' CHECK (length(additional_text) <= 5000),
    ADD COLUMN retention_days  integer CHECK (retention_days BETWEEN 1 AND 3650),
    ADD COLUMN created_by      uuid;
