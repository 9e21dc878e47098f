CREATE TRIGGER `audit_events_keep` BEFORE UPDATE ON `audit_events`
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `audit_events_stay` BEFORE DELETE ON `audit_events`
BEGIN
  SELECT RAISE(ABORT, 'the audit trail is append-only');
END;
