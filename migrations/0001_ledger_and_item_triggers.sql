-- The ledger is append-only, and the balance is what it says.
CREATE TRIGGER `credit_transactions_apply` AFTER INSERT ON `credit_transactions`
BEGIN
  UPDATE `accounts`
  SET `credits` = `credits` + NEW.`plan_amount`, `bonus_credits` = `bonus_credits` + NEW.`bonus_amount`
  WHERE `id` = NEW.`account_id`;
END;
--> statement-breakpoint
CREATE TRIGGER `credit_transactions_keep` BEFORE UPDATE ON `credit_transactions`
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `credit_transactions_stay` BEFORE DELETE ON `credit_transactions`
BEGIN
  SELECT RAISE(ABORT, 'the ledger is append-only');
END;
--> statement-breakpoint
-- Queues deliver at least once: the batch that settles an item a second time is rolled back whole.
CREATE TRIGGER `job_items_settled_once` BEFORE UPDATE ON `job_items`
WHEN OLD.`status` IN ('done', 'failed', 'cancelled')
BEGIN
  SELECT RAISE(ABORT, 'the item is settled');
END;
