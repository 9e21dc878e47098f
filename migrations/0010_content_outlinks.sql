CREATE TABLE `content_outlinks` (
	`content_id` integer PRIMARY KEY NOT NULL,
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`hrefs` text NOT NULL,
	FOREIGN KEY (`content_id`) REFERENCES `contents`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `content_outlinks_site` ON `content_outlinks` (`account_id`,`site_id`);--> statement-breakpoint
CREATE TRIGGER `content_outlinks_outdated` AFTER UPDATE OF `content_html` ON `contents`
WHEN NEW.content_html IS NOT OLD.content_html
BEGIN
  DELETE FROM `content_outlinks` WHERE content_id = NEW.id;
END;
