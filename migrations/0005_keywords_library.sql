CREATE TABLE `seed_keywords` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`industry_sector_id` integer NOT NULL,
	`keyword` text NOT NULL,
	`keyword_key` text NOT NULL,
	`volume` integer NOT NULL,
	`difficulty` integer NOT NULL,
	`country` text NOT NULL,
	`intent` text,
	`is_high_opportunity` integer NOT NULL,
	`is_paid` integer NOT NULL,
	`credit_cost` integer NOT NULL,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	FOREIGN KEY (`industry_sector_id`) REFERENCES `industry_sectors`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "seed_keywords_volume_not_negative" CHECK("seed_keywords"."volume" >= 0),
	CONSTRAINT "seed_keywords_difficulty_range" CHECK("seed_keywords"."difficulty" between 0 and 100),
	CONSTRAINT "seed_keywords_country_code" CHECK("seed_keywords"."country" glob '[A-Z][A-Z]'),
	CONSTRAINT "seed_keywords_high_opportunity" CHECK("seed_keywords"."is_high_opportunity" = ("seed_keywords"."volume" >= 1000 and "seed_keywords"."difficulty" < 40)),
	CONSTRAINT "seed_keywords_paid" CHECK("seed_keywords"."credit_cost" between 0 and 1000 and "seed_keywords"."is_paid" = ("seed_keywords"."credit_cost" > 0))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `seed_keywords_key` ON `seed_keywords` (`industry_sector_id`,`country`,`keyword_key`);--> statement-breakpoint
CREATE INDEX `seed_keywords_volume` ON `seed_keywords` (`volume`,`id`,`keyword_key`);--> statement-breakpoint
CREATE INDEX `seed_keywords_difficulty` ON `seed_keywords` (`difficulty`,`id`,`keyword_key`);--> statement-breakpoint
CREATE INDEX `seed_keywords_keyword` ON `seed_keywords` (`keyword_key`,`id`);--> statement-breakpoint
CREATE INDEX `seed_keywords_country` ON `seed_keywords` (`country`,`id`,`keyword_key`);--> statement-breakpoint
CREATE INDEX `seed_keywords_country_volume` ON `seed_keywords` (`country`,`volume`,`id`,`difficulty`,`is_high_opportunity`,`is_paid`);--> statement-breakpoint
CREATE INDEX `seed_keywords_sector_volume` ON `seed_keywords` (`industry_sector_id`,`volume`,`id`,`country`,`difficulty`,`is_high_opportunity`,`is_paid`);--> statement-breakpoint
CREATE INDEX `keywords_seed` ON `keywords` (`account_id`,`seed_keyword_id`,`site_id`);