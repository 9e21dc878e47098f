CREATE TABLE `keyword_counts` (
	`account_id` integer NOT NULL,
	`site_id` integer NOT NULL,
	`status` text NOT NULL,
	`disabled` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`account_id`, `site_id`, `status`, `disabled`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `keywords_site_keyword` ON `keywords` (`account_id`,`site_id`,`keyword_key`,`id`);--> statement-breakpoint
CREATE INDEX `keywords_site_difficulty` ON `keywords` (`account_id`,`site_id`,`difficulty`,`id`);--> statement-breakpoint
CREATE INDEX `keywords_site_created` ON `keywords` (`account_id`,`site_id`,`created_at`,`id`);
--> statement-breakpoint
CREATE TRIGGER `keyword_counts_added` AFTER INSERT ON `keywords`
BEGIN
  INSERT INTO `keyword_counts` (`account_id`, `site_id`, `status`, `disabled`, `n`)
  VALUES (NEW.`account_id`, NEW.`site_id`, NEW.`status`, NEW.`disabled`, 1)
  ON CONFLICT (`account_id`, `site_id`, `status`, `disabled`) DO UPDATE SET `n` = `n` + 1;
END;
--> statement-breakpoint
-- OR IGNORE, where nothing can fail: a statement that cannot be undone halfway keeps no copies of the pages it changes.
CREATE TRIGGER `keyword_counts_removed` AFTER DELETE ON `keywords`
BEGIN
  UPDATE OR IGNORE `keyword_counts` SET `n` = `n` - 1
  WHERE `account_id` = OLD.`account_id` AND `site_id` = OLD.`site_id` AND `status` = OLD.`status`
    AND `disabled` = OLD.`disabled`;
END;
--> statement-breakpoint
CREATE TRIGGER `keyword_counts_moved` AFTER UPDATE OF `account_id`, `site_id`, `status`, `disabled` ON `keywords`
WHEN NEW.`status` <> OLD.`status` OR NEW.`disabled` <> OLD.`disabled` OR NEW.`site_id` <> OLD.`site_id`
  OR NEW.`account_id` <> OLD.`account_id`
BEGIN
  UPDATE `keyword_counts` SET `n` = `n` - 1
  WHERE `account_id` = OLD.`account_id` AND `site_id` = OLD.`site_id` AND `status` = OLD.`status`
    AND `disabled` = OLD.`disabled`;
  INSERT INTO `keyword_counts` (`account_id`, `site_id`, `status`, `disabled`, `n`)
  VALUES (NEW.`account_id`, NEW.`site_id`, NEW.`status`, NEW.`disabled`, 1)
  ON CONFLICT (`account_id`, `site_id`, `status`, `disabled`) DO UPDATE SET `n` = `n` + 1;
END;
--> statement-breakpoint
-- Before its keywords go with it, which then find nothing to count down.
CREATE TRIGGER `keyword_counts_forgotten` BEFORE DELETE ON `sites`
BEGIN
  DELETE FROM `keyword_counts` WHERE `account_id` = OLD.`account_id` AND `site_id` = OLD.`id`;
END;
--> statement-breakpoint
-- After the triggers, and in the place of what they have counted by now.
INSERT INTO `keyword_counts` (`account_id`, `site_id`, `status`, `disabled`, `n`)
SELECT `account_id`, `site_id`, `status`, `disabled`, count(*) FROM `keywords` WHERE true GROUP BY 1, 2, 3, 4
ON CONFLICT (`account_id`, `site_id`, `status`, `disabled`) DO UPDATE SET `n` = excluded.`n`;
