CREATE TABLE `accounts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`owner_id` integer,
	`plan_id` integer NOT NULL,
	`status` text DEFAULT 'trial' NOT NULL,
	`timezone` text DEFAULT 'UTC' NOT NULL,
	`credits` integer DEFAULT 0 NOT NULL,
	`bonus_credits` integer DEFAULT 0 NOT NULL,
	`credits_reserved` integer DEFAULT 0 NOT NULL,
	`credits_renew_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "credits_not_negative" CHECK("accounts"."credits" >= 0 and "accounts"."bonus_credits" >= 0),
	CONSTRAINT "credits_cover_reserved" CHECK("accounts"."credits" + "accounts"."bonus_credits" >= "accounts"."credits_reserved"),
	CONSTRAINT "credits_reserved_not_negative" CHECK("accounts"."credits_reserved" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_slug_unique` ON `accounts` (`slug`);--> statement-breakpoint
CREATE INDEX `accounts_renewal` ON `accounts` (`credits_renew_at`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`slug` text NOT NULL,
	`name` text NOT NULL,
	`price_cents` integer NOT NULL,
	`included_credits` integer NOT NULL,
	`max_sites` integer NOT NULL,
	`max_users` integer NOT NULL,
	`max_keywords` integer NOT NULL,
	`features` text DEFAULT '[]' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plans_slug_unique` ON `plans` (`slug`);--> statement-breakpoint
CREATE TABLE `credit_transactions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`transaction_type` text NOT NULL,
	`amount` integer NOT NULL,
	`plan_amount` integer NOT NULL,
	`bonus_amount` integer NOT NULL,
	`balance_after` integer NOT NULL,
	`description` text NOT NULL,
	`reference` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credit_transactions_reference` ON `credit_transactions` (`account_id`,`reference`);--> statement-breakpoint
CREATE INDEX `credit_transactions_account` ON `credit_transactions` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `credit_usage` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer,
	`job_id` text,
	`operation_type` text NOT NULL,
	`credits_used` integer NOT NULL,
	`provider` text NOT NULL,
	`model` text NOT NULL,
	`tokens_in` integer NOT NULL,
	`tokens_out` integer NOT NULL,
	`cost_usd` real NOT NULL,
	`related_object_type` text,
	`related_object_id` integer,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `credit_usage_account` ON `credit_usage` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `job_items` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`job_id` text NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`kind` text NOT NULL,
	`ref_id` integer NOT NULL,
	`label` text NOT NULL,
	`input` text DEFAULT '{}' NOT NULL,
	`status` text DEFAULT 'queued' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`due_at` text NOT NULL,
	`reserved` integer NOT NULL,
	`charged` integer DEFAULT 0 NOT NULL,
	`settled_seq` integer,
	`settled_at` text,
	`error` text,
	`result` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `job_items_job` ON `job_items` (`job_id`,`settled_seq`);--> statement-breakpoint
CREATE INDEX `job_items_due` ON `job_items` (`due_at`) WHERE "job_items"."status" in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX `job_items_open` ON `job_items` (`kind`,`ref_id`) WHERE "job_items"."status" in ('queued', 'running');--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`type` text NOT NULL,
	`status` text DEFAULT 'queued' NOT NULL,
	`total` integer NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`cancelled` integer DEFAULT 0 NOT NULL,
	`credits_reserved` integer NOT NULL,
	`credits_charged` integer DEFAULT 0 NOT NULL,
	`credits_released` integer DEFAULT 0 NOT NULL,
	`error` text,
	`cancel_requested_at` text,
	`finished_at` text,
	`user_id` integer,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `jobs_account` ON `jobs` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_cancelling` ON `jobs` (`cancel_requested_at`) WHERE "jobs"."status" in ('queued', 'running');--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer,
	`notification_type` text NOT NULL,
	`severity` text NOT NULL,
	`title` text NOT NULL,
	`message` text NOT NULL,
	`is_read` integer DEFAULT false NOT NULL,
	`read_at` text,
	`action_label` text,
	`action_url` text,
	`metadata` text DEFAULT '{}' NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `notifications_account` ON `notifications` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_unread` ON `notifications` (`account_id`,`is_read`,`id`);--> statement-breakpoint
CREATE TABLE `clusters` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`sector_id` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`status` text DEFAULT 'new' NOT NULL,
	`disabled` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`sector_id`) REFERENCES `sectors`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `clusters_name` ON `clusters` (`sector_id`,`name_key`);--> statement-breakpoint
CREATE INDEX `clusters_site` ON `clusters` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `clusters_status` ON `clusters` (`account_id`,`site_id`,`status`,`id`);--> statement-breakpoint
CREATE TABLE `content_ideas` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`sector_id` integer NOT NULL,
	`cluster_id` integer,
	`idea_title` text NOT NULL,
	`title_key` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`headings` text DEFAULT '[]' NOT NULL,
	`target_keywords` text DEFAULT '[]' NOT NULL,
	`content_type` text DEFAULT 'post' NOT NULL,
	`content_structure` text DEFAULT 'article' NOT NULL,
	`estimated_word_count` integer DEFAULT 1000 NOT NULL,
	`status` text DEFAULT 'new' NOT NULL,
	`disabled` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`sector_id`) REFERENCES `sectors`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`cluster_id`) REFERENCES `clusters`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `content_ideas_title` ON `content_ideas` (`site_id`,`title_key`);--> statement-breakpoint
CREATE INDEX `content_ideas_site` ON `content_ideas` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `content_ideas_status` ON `content_ideas` (`account_id`,`site_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `content_ideas_cluster` ON `content_ideas` (`cluster_id`);--> statement-breakpoint
CREATE TABLE `keywords` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`sector_id` integer NOT NULL,
	`seed_keyword_id` integer,
	`cluster_id` integer,
	`keyword` text NOT NULL,
	`keyword_key` text NOT NULL,
	`volume` integer DEFAULT 0 NOT NULL,
	`difficulty` integer DEFAULT 0 NOT NULL,
	`country` text DEFAULT 'US' NOT NULL,
	`intent` text,
	`status` text DEFAULT 'new' NOT NULL,
	`disabled` integer DEFAULT false NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`sector_id`) REFERENCES `sectors`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`cluster_id`) REFERENCES `clusters`(`id`) ON UPDATE no action ON DELETE set null,
	CONSTRAINT "keywords_volume_not_negative" CHECK("keywords"."volume" >= 0),
	CONSTRAINT "keywords_difficulty_range" CHECK("keywords"."difficulty" between 0 and 100)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `keywords_key` ON `keywords` (`sector_id`,`keyword_key`);--> statement-breakpoint
CREATE INDEX `keywords_volume` ON `keywords` (`account_id`,`volume`,`id`);--> statement-breakpoint
CREATE INDEX `keywords_site_volume` ON `keywords` (`account_id`,`site_id`,`volume`,`id`);--> statement-breakpoint
CREATE INDEX `keywords_site_status` ON `keywords` (`account_id`,`site_id`,`status`,`volume`,`id`);--> statement-breakpoint
CREATE INDEX `keywords_cluster` ON `keywords` (`cluster_id`,`volume`);--> statement-breakpoint
CREATE TABLE `industries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`description` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `industries_slug_unique` ON `industries` (`slug`);--> statement-breakpoint
CREATE TABLE `industry_sectors` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`industry_id` integer NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`industry_id`) REFERENCES `industries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `industry_sectors_slug` ON `industry_sectors` (`industry_id`,`slug`);--> statement-breakpoint
CREATE TABLE `sectors` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`industry_sector_id` integer,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`is_active` integer DEFAULT true NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`industry_sector_id`) REFERENCES `industry_sectors`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sectors_account` ON `sectors` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sectors_slug` ON `sectors` (`site_id`,`slug`);--> statement-breakpoint
CREATE TABLE `sites` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`name` text NOT NULL,
	`slug` text NOT NULL,
	`domain` text,
	`industry_id` integer,
	`is_active` integer DEFAULT true NOT NULL,
	`platform_type` text DEFAULT 'wordpress' NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`industry_id`) REFERENCES `industries`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sites_slug_unique` ON `sites` (`slug`);--> statement-breakpoint
CREATE INDEX `sites_account` ON `sites` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `refresh_tokens` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`hash` text NOT NULL,
	`session_id` text NOT NULL,
	`parent_id` integer,
	`used_at` text,
	`expires_at` text NOT NULL,
	`created_at` text NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `sessions`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `refresh_tokens_hash_unique` ON `refresh_tokens` (`hash`);--> statement-breakpoint
CREATE INDEX `refresh_tokens_session` ON `refresh_tokens` (`session_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`address` text,
	`user_agent` text,
	`revoked_at` text,
	`revoked_reason` text,
	`created_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`,`revoked_at`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`email` text NOT NULL,
	`username` text NOT NULL,
	`first_name` text DEFAULT '' NOT NULL,
	`last_name` text DEFAULT '' NOT NULL,
	`role` text NOT NULL,
	`is_active` integer DEFAULT true NOT NULL,
	`password_hash` text,
	`token_version` integer DEFAULT 1 NOT NULL,
	`site_access` text,
	`last_login_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email_unique` ON `users` (`email`);--> statement-breakpoint
CREATE INDEX `users_account` ON `users` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `contents` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`sector_id` integer NOT NULL,
	`cluster_id` integer,
	`task_id` integer,
	`title` text NOT NULL,
	`slug` text NOT NULL,
	`content_html` text DEFAULT '' NOT NULL,
	`excerpt` text DEFAULT '' NOT NULL,
	`meta_title` text DEFAULT '' NOT NULL,
	`meta_description` text DEFAULT '' NOT NULL,
	`primary_keyword` text DEFAULT '' NOT NULL,
	`secondary_keywords` text DEFAULT '[]' NOT NULL,
	`tags` text DEFAULT '[]' NOT NULL,
	`categories` text DEFAULT '[]' NOT NULL,
	`word_count` integer DEFAULT 0 NOT NULL,
	`content_type` text DEFAULT 'post' NOT NULL,
	`content_structure` text DEFAULT 'article' NOT NULL,
	`status` text DEFAULT 'draft' NOT NULL,
	`site_status` text DEFAULT 'not_published' NOT NULL,
	`scheduled_publish_at` text,
	`external_id` text,
	`external_url` text,
	`source` text DEFAULT 'igny8' NOT NULL,
	`provenance` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`sector_id`) REFERENCES `sectors`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`cluster_id`) REFERENCES `clusters`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contents_task` ON `contents` (`task_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `contents_slug` ON `contents` (`site_id`,`slug`);--> statement-breakpoint
CREATE INDEX `contents_site` ON `contents` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `contents_status` ON `contents` (`account_id`,`site_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `contents_site_status` ON `contents` (`account_id`,`site_id`,`site_status`,`id`);--> statement-breakpoint
CREATE INDEX `contents_cluster` ON `contents` (`cluster_id`);--> statement-breakpoint
CREATE TABLE `images` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`content_id` integer NOT NULL,
	`image_type` text NOT NULL,
	`position` integer NOT NULL,
	`caption` text DEFAULT '' NOT NULL,
	`prompt` text DEFAULT '' NOT NULL,
	`alt_text` text DEFAULT '' NOT NULL,
	`file_name` text,
	`width` integer,
	`height` integer,
	`status` text DEFAULT 'pending' NOT NULL,
	`error` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`content_id`) REFERENCES `contents`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `images_position` ON `images` (`content_id`,`position`);--> statement-breakpoint
CREATE INDEX `images_site` ON `images` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `images_pending` ON `images` (`account_id`,`site_id`,`id`) WHERE "images"."status" = 'pending';--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`sector_id` integer NOT NULL,
	`cluster_id` integer,
	`idea_id` integer,
	`title` text NOT NULL,
	`description` text DEFAULT '' NOT NULL,
	`headings` text DEFAULT '[]' NOT NULL,
	`keywords` text DEFAULT '[]' NOT NULL,
	`content_type` text DEFAULT 'post' NOT NULL,
	`content_structure` text DEFAULT 'article' NOT NULL,
	`word_count` integer DEFAULT 1000 NOT NULL,
	`status` text DEFAULT 'queued' NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`sector_id`) REFERENCES `sectors`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`cluster_id`) REFERENCES `clusters`(`id`) ON UPDATE no action ON DELETE set null,
	FOREIGN KEY (`idea_id`) REFERENCES `content_ideas`(`id`) ON UPDATE no action ON DELETE set null
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_idea` ON `tasks` (`idea_id`);--> statement-breakpoint
CREATE INDEX `tasks_site` ON `tasks` (`account_id`,`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_status` ON `tasks` (`account_id`,`site_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `tasks_cluster` ON `tasks` (`cluster_id`);