package dev.astir.app.platform;

/** What a tenant can have, as SQL that stores it. */
final class TenantRows {

    /** First, so that she has a zone when there is something of hers. */
    static final String ADA =
            """
            INSERT INTO users (organization_id, id, name, email, password_hash, role, status,
                               created_at, updated_at)
            VALUES ('%s', gen_random_uuid(), 'Ada', 'ada@example.org', '', 'admin', 'active', now(),
                    now())
            RETURNING name
            """;

    /** One row of every other tenant's table, for the organization that is put in. */
    static final String A_ROW_OF_EACH =
            """
            WITH o AS (SELECT '%s'::uuid AS id, (SELECT id FROM users) AS ada,
                              gen_random_uuid() AS thing,
                              sha256(gen_random_uuid()::text::bytea) AS hash),
            families AS (INSERT INTO token_families (organization_id, id, user_id, created_at, expires_at)
                SELECT id, thing, ada, now(), now() FROM o),
            tokens AS (INSERT INTO refresh_tokens (organization_id, hash, family_id, expires_at)
                SELECT id, hash, thing, now() FROM o),
            resets AS (INSERT INTO password_resets (organization_id, id, user_id, token_hash,
                                                    requested_at, expires_at)
                SELECT id, thing, ada, hash, now(), now() FROM o),
            projects AS (INSERT INTO projects (organization_id, id, name, created_by, created_at)
                SELECT id, thing, 'Ours', ada, now() FROM o),
            policies AS (INSERT INTO policies (organization_id, version, text, capture_titles,
                                               introspection, idle_after_seconds, created_at)
                SELECT id, 1, 'text', false, false, 300, now() FROM o),
            agreed AS (INSERT INTO policy_acknowledgements (organization_id, user_id, version,
                                                            acknowledged_at)
                SELECT id, ada, 1, now() FROM o),
            enrolment AS (INSERT INTO enrolment_tokens (organization_id, id, user_id, created_by,
                                                        token_hash, created_at, expires_at, max_uses,
                                                        revoked_at)
                SELECT id, thing, ada, ada, hash, now(), now(), 1, now() FROM o),
            agents AS (INSERT INTO agents (organization_id, id, user_id, hostname, os, key_hash, status,
                                           acknowledged_policy, enrolled_at)
                SELECT id, thing, ada, 'desk', 'Linux', hash, 'active', 1, now() FROM o),
            api_tokens AS (INSERT INTO api_tokens (organization_id, id, user_id, name, prefix,
                                                   token_hash, scopes, created_at)
                SELECT id, thing, ada, 'deploy', 'ast_abc', hash, ARRAY['read'], now() FROM o),
            watches AS (INSERT INTO client_watches (organization_id, client_id, kind, name, user_id)
                SELECT id, thing, 'token', 'deploy', ada FROM o),
            integrations AS (INSERT INTO integrations (organization_id, id, public_id, name, kind,
                                                       secret, status, created_at, updated_at)
                SELECT id, thing, thing::text, 'Repository', 'github', hash, 'active', now(), now()
                FROM o),
            received AS (INSERT INTO integration_events (organization_id, integration_id, sender_hash,
                                                         event_id, expires_at)
                SELECT id, thing, hash, thing, now() FROM o),
            answers AS (INSERT INTO integration_answers (organization_id, integration_id, id, at, status,
                                                         trusted, outcome)
                SELECT id, thing, thing, now(), 202, true, 'accepted' FROM o),
            hooks AS (INSERT INTO webhooks (organization_id, id, name, url, event_types, status,
                                            secret, read_to, language, created_by, created_at,
                                            updated_at)
                SELECT id, thing, 'Ours', 'https://example.org', '{*}', 'active', hash, 0, 'en', ada,
                       now(), now() FROM o),
            deliveries AS (INSERT INTO webhook_deliveries (organization_id, id, webhook_id, event_type,
                                                           body, outcome, created_at)
                SELECT id, thing, thing, 'test', '{}', 'waiting', now() FROM o),
            tries AS (INSERT INTO webhook_tries (organization_id, delivery_id, attempt, at, status,
                                                 took_ms, answer)
                SELECT id, thing, 1, now(), 200, 1, '' FROM o),
            presence AS (INSERT INTO presence (organization_id, agent_id, user_id, connection_id, state,
                                               since, last_seen, expires_at)
                SELECT id, thing, ada, thing, 'idle', now(), now(), now() FROM o),
            mails AS (INSERT INTO mails (organization_id, id, recipient, subject, status, created_at,
                                         next_attempt_at, good_until)
                SELECT id, thing, 'ada@example.org', 'Hello', 'sent', now(), now(), now() FROM o),
            invitations AS (INSERT INTO invitations (organization_id, id, email, role, token_hash,
                                                     invited_by, created_at, sent_at, expires_at)
                SELECT id, thing, 'bob@example.org', 'employee', hash, ada, now(), now(), now() FROM o),
            seen AS (INSERT INTO presence_last_seen (organization_id, user_id, last_seen)
                SELECT id, ada, now() FROM o),
            sessions AS (INSERT INTO work_sessions (organization_id, id, user_id, project_id, start_time,
                                                    status)
                SELECT id, thing, ada, thing, now(), 'active' FROM o),
            providers AS (INSERT INTO identity_providers (organization_id, id, name, issuer, client_id,
                                                          allowed_domains, admin_values, manager_values,
                                                          enabled, auto_create, created_at, updated_at)
                SELECT id, thing, 'Ours', 'https://login.example.org', 'astir', '{}', '{}', '{}', true,
                       true, now(), now() FROM o),
            links AS (INSERT INTO identity_links (organization_id, id, provider_id, issuer, subject,
                                                  user_id, created_at)
                SELECT id, thing, thing, 'https://login.example.org', 'ada', ada, now() FROM o),
            states AS (INSERT INTO used_sign_in_states (organization_id, hash, expires_at)
                SELECT id, hash, now() FROM o),
            tasks AS (INSERT INTO tasks (organization_id, project_id, id, name, created_at)
                SELECT id, thing, thing, 'Review', now() FROM o),
            stated AS (INSERT INTO stated_times (organization_id, id, person_id, session_id,
                                                 start_time, end_time, decision, decided_by, decided_at)
                SELECT id, thing, ada, thing, now(), now() + interval '1 second', 'keep', ada, now()
                FROM o),
            corrections AS (INSERT INTO session_corrections (organization_id, id, person_id, session_id,
                                                             corrected_by, corrected_at, reason, after)
                SELECT id, thing, ada, thing, ada, now(), 'forgot', '{}' FROM o),
            weeks AS (INSERT INTO closed_weeks (organization_id, person_id, week, since, until,
                                                night_shifts, idle_after_seconds)
                SELECT id, ada, '2026-06-01', now(), now(), false, 300 FROM o),
            sheets AS (INSERT INTO timesheets (organization_id, person_id, week, state)
                SELECT id, ada, '2026-06-01', 'draft' FROM o),
            steps AS (INSERT INTO timesheet_steps (organization_id, person_id, week, action, taken_at,
                                                   taken_by)
                SELECT id, ada, '2026-06-01', 'withdrawn', now(), ada FROM o),
            prompts AS (INSERT INTO idle_prompts (organization_id, person_id, told_until)
                SELECT id, ada, now() FROM o),
            choices AS (INSERT INTO notification_choices (organization_id, user_id, not_in_browser,
                    not_by_mail, digest, at, weekday, language, told_until)
                SELECT id, ada, '{}', '{}', 'off', '08:00', 'monday', 'en', now() FROM o),
            looked AS (INSERT INTO alerts_seen (organization_id, user_id, seen_until)
                SELECT id, ada, now() FROM o),
            visited AS (INSERT INTO feed_visits (organization_id, user_id, visited_at)
                SELECT id, ada, now() FROM o),
            usage AS (INSERT INTO usage_daily (organization_id, person_id, day, kind, app, site,
                                               milliseconds)
                SELECT id, ada, '2026-06-01', 'active', '', '', 1 FROM o),
            totals AS (INSERT INTO day_totals (organization_id, person_id, day, starts_at, active_ms,
                                               private_ms, stated_ms, idle_ms, undecided_ms,
                                               discarded_ms, work_ms, sessions, hours, computed_at)
                SELECT id, ada, '2026-06-01', now(), 1, 0, 0, 0, 0, 0, 1, 0, '{}', now() FROM o),
            -- Triggers add rows of day_marks.
            intervals AS (INSERT INTO intervals (organization_id, source_id, id, person_id, started_at,
                                                 ended_at, device_started_at, source, kind, received_at)
                SELECT id, thing, thing, ada, now(), now(), now(), 'agent', 'idle', now() FROM o),
            teams AS (INSERT INTO teams (organization_id, id, name, created_at)
                SELECT id, thing, 'Platform', now() FROM o),
            managers AS (INSERT INTO team_managers (organization_id, team_id, user_id)
                SELECT id, thing, ada FROM o),
            limits AS (INSERT INTO alert_limits (organization_id, team_id, idle_alerts)
                SELECT id, thing, true FROM o),
            alerts AS (INSERT INTO alerts (organization_id, id, user_id, type, subject, opened_at,
                                           details)
                SELECT id, thing, ada, 'idle', 'ada', now(), '{}' FROM o),
            wishes AS (INSERT INTO erasure_requests (organization_id, id, user_id, status, requested_at)
                SELECT id, thing, ada, 'open', now() FROM o),
            erasures AS (INSERT INTO erasures (organization_id, user_id, names, started_at)
                SELECT id, ada, '{}', now() FROM o),
            saved AS (INSERT INTO saved_reports (organization_id, id, user_id, name, report, period,
                                                 language, created_at, updated_at)
                SELECT id, thing, ada, 'Weekly', 'user', 'last-week', 'en', now(), now() FROM o),
            recipients AS (INSERT INTO saved_report_recipients (organization_id, report_id, user_id)
                SELECT id, thing, ada FROM o),
            apps AS (INSERT INTO totp_secrets (organization_id, user_id, pending)
                SELECT id, ada, hash FROM o),
            recovery AS (INSERT INTO recovery_codes (organization_id, user_id, hash, created_at)
                SELECT id, ada, hash, now() FROM o),
            passkeys AS (INSERT INTO passkeys (organization_id, id, user_id, name, credential_id,
                                               public_key, signature_count, created_at)
                SELECT id, thing, ada, 'Key', hash, hash, 0, now() FROM o),
            challenges AS (INSERT INTO factor_challenges (organization_id, hash, user_id, password,
                                                          expires_at)
                SELECT id, hash, ada, hash, now() FROM o),
            lists AS (INSERT INTO category_lists (organization_id) SELECT id FROM o),
            categories AS (INSERT INTO categories (organization_id, id, name, rating, colour, icon,
                                                   position, created_at)
                SELECT id, thing, 'Design', 'neutral', 'grey', 'window', 1, now() FROM o),
            rules AS (INSERT INTO category_rules (organization_id, id, category_id, position, field,
                                                  match, pattern)
                SELECT id, thing, thing, 1, 'app', 'equals', 'Figma' FROM o),
            searches AS (INSERT INTO category_searches (organization_id, field, match, pattern)
                SELECT id, 'title', 'equals', 'Figma' FROM o),
            labels AS (INSERT INTO labels (organization_id, scope, app, site, version)
                SELECT id, id, 'Figma', '', 1 FROM o),
            trail AS (INSERT INTO audit_entries (organization_id, id, at, kind, action, actor_id)
                SELECT id, thing, now(), 'change', 'team.created', ada FROM o)
            SELECT 'stored'
            """;

    private TenantRows() {}
}
