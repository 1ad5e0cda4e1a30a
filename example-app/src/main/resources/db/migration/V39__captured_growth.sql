-- What agents captured in a session, to the microsecond, and until when. Where what is new begins no
-- earlier, it is added, and the rest needs no reading; a batch of a whole day's session costs no more
-- than the first. Null: unknown, and to be united from all of it.
ALTER TABLE work_sessions
    ADD COLUMN captured_active_micros bigint NOT NULL DEFAULT 0,
    ADD COLUMN captured_idle_micros bigint NOT NULL DEFAULT 0,
    ADD COLUMN captured_until timestamptz,
    -- The end of the last active part, also where that is later than the clock of the server was.
    ADD COLUMN captured_active_until timestamptz;

-- Within other bounds it is another sum, whoever sets them.
CREATE FUNCTION astir_forget_captured() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.captured_until := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER forget_captured BEFORE UPDATE OF start_time, end_time, user_id ON work_sessions FOR EACH ROW
    WHEN ((OLD.start_time, OLD.end_time, OLD.user_id)
        IS DISTINCT FROM (NEW.start_time, NEW.end_time, NEW.user_id))
    EXECUTE FUNCTION astir_forget_captured();
