CREATE INDEX `sync_events_age` ON `sync_events` (`created_at`);--> statement-breakpoint
CREATE INDEX `sites_domain` ON `sites` (`domain`);