DROP INDEX "results_failed";--> statement-breakpoint
DROP INDEX "results_failed_of_case";--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "corrected_by_id" uuid;--> statement-breakpoint
ALTER TABLE "run_cases" ADD COLUMN "started_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "results_failed" ON "results" USING btree ("project_id","id","case_id","run_id") WHERE status = 'FAILED' and corrected_by_id is null;--> statement-breakpoint
CREATE INDEX "results_failed_of_case" ON "results" USING btree ("case_id","id","run_id") WHERE status = 'FAILED' and corrected_by_id is null;--> statement-breakpoint
-- By hand: when each run case was first executed, of those that were already.
UPDATE "run_cases" rc SET "started_at" = began.at
  FROM (SELECT run_case_id, min(created_at) AS at FROM "results" GROUP BY 1) began
 WHERE began.run_case_id = rc.id;
