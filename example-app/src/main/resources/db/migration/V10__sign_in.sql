-- An e-mail is the same whatever the case of A to Z, in every locale, and as the app counts it; see
-- identity.Emails. What lower() makes of other letters depends on the database.
DROP INDEX users_email;
CREATE UNIQUE INDEX users_email ON users (organization_id, lower(email COLLATE "C"));
DROP INDEX users_email_anywhere;
CREATE INDEX users_email_anywhere ON users (lower(email COLLATE "C"));

-- What expired is swept, a few rows at a time, for all organizations.
CREATE INDEX token_families_expiry ON token_families (expires_at);
CREATE INDEX refresh_tokens_expiry ON refresh_tokens (expires_at);
CREATE INDEX enrolment_tokens_expiry ON enrolment_tokens (expires_at);
SELECT astir_allow_system('token_families', 'DELETE');
SELECT astir_allow_system('refresh_tokens', 'DELETE');
SELECT astir_allow_system('enrolment_tokens', 'DELETE');
