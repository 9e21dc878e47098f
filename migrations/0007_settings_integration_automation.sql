CREATE TABLE `automation_configs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`enabled` integer DEFAULT false NOT NULL,
	`frequency` text DEFAULT 'daily' NOT NULL,
	`scheduled_days` text DEFAULT '[]' NOT NULL,
	`scheduled_time` text DEFAULT '02:00' NOT NULL,
	`next_run_at` text,
	`stages` text NOT NULL,
	`within_stage_delay` integer DEFAULT 3 NOT NULL,
	`between_stage_delay` integer DEFAULT 5 NOT NULL,
	`max_credits_per_run` integer DEFAULT 0 NOT NULL,
	`testing_model_id` integer,
	`live_model_id` integer,
	`image_model_id` integer,
	`image_style` text DEFAULT 'photorealistic' NOT NULL,
	`max_images` integer DEFAULT 4 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `automation_configs_site` ON `automation_configs` (`site_id`);--> statement-breakpoint
CREATE INDEX `automation_configs_due` ON `automation_configs` (`next_run_at`) WHERE "automation_configs"."enabled" = 1;--> statement-breakpoint
CREATE TABLE `automation_logs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`run_id` text NOT NULL,
	`seq` integer NOT NULL,
	`stage` integer,
	`level` text NOT NULL,
	`message` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `automation_logs_run` ON `automation_logs` (`run_id`,`seq`);--> statement-breakpoint
CREATE TABLE `automation_runs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`run_id` text NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`trigger_type` text NOT NULL,
	`status` text NOT NULL,
	`current_stage` integer DEFAULT 1 NOT NULL,
	`total_stages` integer DEFAULT 7 NOT NULL,
	`items_processed` integer DEFAULT 0 NOT NULL,
	`credits_used` integer DEFAULT 0 NOT NULL,
	`stage_results` text DEFAULT '[]' NOT NULL,
	`state` text NOT NULL,
	`pause_reason` text,
	`error_message` text,
	`started_at` text NOT NULL,
	`completed_at` text,
	`heartbeat_at` text NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `automation_runs_run_id_unique` ON `automation_runs` (`run_id`);--> statement-breakpoint
CREATE INDEX `automation_runs_site` ON `automation_runs` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `automation_runs_active` ON `automation_runs` (`site_id`) WHERE "automation_runs"."status" in ('running', 'paused');--> statement-breakpoint
CREATE INDEX `automation_runs_heartbeat` ON `automation_runs` (`heartbeat_at`) WHERE "automation_runs"."status" = 'running';--> statement-breakpoint
CREATE TABLE `deployment_records` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`deployment_type` text NOT NULL,
	`status` text DEFAULT 'pending' NOT NULL,
	`items_deployed` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`url` text,
	`error_log` text,
	`job_id` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `deployment_records_site` ON `deployment_records` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE TABLE `publishing_records` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`content_id` integer NOT NULL,
	`destination` text DEFAULT 'wordpress' NOT NULL,
	`external_id` text,
	`external_url` text,
	`status` text DEFAULT 'pending' NOT NULL,
	`error` text,
	`job_id` text,
	`checks` text,
	`published_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`content_id`) REFERENCES `contents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `publishing_records_site` ON `publishing_records` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `publishing_records_content` ON `publishing_records` (`content_id`,`id`);--> statement-breakpoint
CREATE TABLE `publishing_settings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`auto_approval_enabled` integer DEFAULT false NOT NULL,
	`auto_publish_enabled` integer DEFAULT false NOT NULL,
	`daily_publish_limit` integer DEFAULT 3 NOT NULL,
	`weekly_publish_limit` integer DEFAULT 15 NOT NULL,
	`monthly_publish_limit` integer DEFAULT 50 NOT NULL,
	`publish_days` text DEFAULT '["mon","tue","wed","thu","fri"]' NOT NULL,
	`publish_time_slots` text DEFAULT '["09:00","14:00","18:00"]' NOT NULL,
	`total_items_per_run` integer DEFAULT 500 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `publishing_settings_site` ON `publishing_settings` (`site_id`);--> statement-breakpoint
CREATE INDEX `publishing_settings_auto` ON `publishing_settings` (`id`) WHERE "publishing_settings"."auto_publish_enabled" = 1;--> statement-breakpoint
CREATE TABLE `site_integrations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`platform` text NOT NULL,
	`external_site_url` text NOT NULL,
	`auth_type` text NOT NULL,
	`username` text,
	`sealed_credential` text,
	`sealed_webhook_secret` text,
	`is_active` integer DEFAULT true NOT NULL,
	`sync_enabled` integer DEFAULT true NOT NULL,
	`config` text DEFAULT '{}' NOT NULL,
	`connection_status` text DEFAULT 'unknown' NOT NULL,
	`connection_detail` text,
	`connection_checked_at` text,
	`sync_status` text DEFAULT 'pending' NOT NULL,
	`sync_error` text,
	`last_sync_at` text,
	`sync_cursor` text,
	`structure` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `site_integrations_platform` ON `site_integrations` (`site_id`,`platform`);--> statement-breakpoint
CREATE INDEX `site_integrations_account` ON `site_integrations` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE TABLE `sync_events` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`integration_id` integer NOT NULL,
	`event_id` text,
	`event_type` text NOT NULL,
	`action` text NOT NULL,
	`success` integer NOT NULL,
	`content_id` integer,
	`external_id` text,
	`details` text DEFAULT '{}' NOT NULL,
	`error_message` text,
	`duration_ms` integer,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`integration_id`) REFERENCES `site_integrations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sync_events_once` ON `sync_events` (`integration_id`,`event_id`);--> statement-breakpoint
CREATE INDEX `sync_events_integration` ON `sync_events` (`integration_id`,`id`);--> statement-breakpoint
CREATE TABLE `ai_models` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`provider` text NOT NULL,
	`kind` text NOT NULL,
	`tokens_per_credit` integer,
	`credits_per_image` integer,
	`usd_per_million_tokens_in` real,
	`usd_per_million_tokens_out` real,
	`usd_per_image` real
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ai_models_name_unique` ON `ai_models` (`name`);--> statement-breakpoint
CREATE TABLE `content_settings` (
	`account_id` integer NOT NULL,
	`key` text NOT NULL,
	`settings` text DEFAULT '{}' NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`account_id`, `key`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `default_prompts` (
	`type` text PRIMARY KEY NOT NULL,
	`prompt` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `model_calls` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`job_id` text,
	`item_id` integer,
	`function` text NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`tokens_in` integer NOT NULL,
	`tokens_out` integer NOT NULL,
	`cost_usd` real NOT NULL,
	`latency_ms` integer NOT NULL,
	`outcome` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `model_calls_account` ON `model_calls` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `prompts` (
	`account_id` integer NOT NULL,
	`type` text NOT NULL,
	`prompt` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`account_id`, `type`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `provider_settings` (
	`account_id` integer NOT NULL,
	`kind` text NOT NULL,
	`settings` text DEFAULT '{}' NOT NULL,
	`sealed_key` text,
	`key_tail` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	PRIMARY KEY(`account_id`, `kind`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `content_links` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`content_id` integer NOT NULL,
	`target_content_id` integer,
	`target_url` text NOT NULL,
	`anchor_text` text NOT NULL,
	`batch` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`content_id`) REFERENCES `contents`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`target_content_id`) REFERENCES `contents`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE INDEX `content_links_content` ON `content_links` (`content_id`,`batch`);--> statement-breakpoint
CREATE INDEX `content_links_target` ON `content_links` (`account_id`,`site_id`,`target_content_id`);--> statement-breakpoint
CREATE TABLE `content_revisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`content_id` integer NOT NULL,
	`title` text NOT NULL,
	`word_count` integer NOT NULL,
	`snapshot` text NOT NULL,
	`cause` text NOT NULL,
	`user_id` integer,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`content_id`) REFERENCES `contents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `content_revisions_content` ON `content_revisions` (`content_id`,`id`);--> statement-breakpoint
CREATE TABLE `taxonomies` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`taxonomy_type` text NOT NULL,
	`external_id` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `taxonomies_slug` ON `taxonomies` (`site_id`,`taxonomy_type`,`slug`);--> statement-breakpoint
CREATE INDEX `taxonomies_site` ON `taxonomies` (`account_id`,`site_id`,`id`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `disabled_modules` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `jobs` ADD `run_id` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `stage` integer;--> statement-breakpoint
CREATE INDEX `jobs_run` ON `jobs` (`run_id`,`stage`);--> statement-breakpoint
ALTER TABLE `contents` ADD `remote_modified_at` text;--> statement-breakpoint
ALTER TABLE `contents` ADD `remote_digest` text;--> statement-breakpoint
ALTER TABLE `contents` ADD `pushed_version` text;--> statement-breakpoint
ALTER TABLE `contents` ADD `conflict` text;--> statement-breakpoint
ALTER TABLE `contents` ADD `publish_attempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `contents_external` ON `contents` (`site_id`,`external_id`);--> statement-breakpoint
CREATE INDEX `contents_due` ON `contents` (`scheduled_publish_at`) WHERE "contents"."site_status" = 'scheduled';--> statement-breakpoint
ALTER TABLE `images` ADD `external_id` text;--> statement-breakpoint
ALTER TABLE `images` ADD `external_url` text;--> statement-breakpoint
ALTER TABLE `tasks` ADD `prompt` text;--> statement-breakpoint
CREATE INDEX `user_tokens_expiry` ON `user_tokens` (`expires_at`);--> statement-breakpoint
CREATE INDEX `job_items_running` ON `job_items` (`account_id`) WHERE "job_items"."status" = 'running';--> statement-breakpoint
CREATE INDEX `refresh_tokens_expiry` ON `refresh_tokens` (`expires_at`);--> statement-breakpoint
CREATE INDEX `sessions_age` ON `sessions` (`created_at`);