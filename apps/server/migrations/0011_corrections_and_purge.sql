ALTER TABLE "results" DROP CONSTRAINT "results_project_id_projects_id_fk";
--> statement-breakpoint
ALTER TABLE "results" DROP CONSTRAINT "results_run_id_runs_id_fk";
--> statement-breakpoint
DROP INDEX "steps_of_case";--> statement-breakpoint
DROP INDEX "comments_of_case";--> statement-breakpoint
DROP INDEX "comments_of_run";--> statement-breakpoint
DROP INDEX "comments_of_session";--> statement-breakpoint
DROP INDEX "comments_of_result";--> statement-breakpoint
DROP INDEX "folders_of_parent";--> statement-breakpoint
DROP INDEX "milestones_of_parent";--> statement-breakpoint
DROP INDEX "results_failed";--> statement-breakpoint
DROP INDEX "results_failed_of_case";--> statement-breakpoint
DROP INDEX "runs_of_milestone";--> statement-breakpoint
DROP INDEX "sessions_of_milestone";--> statement-breakpoint
DROP INDEX "deletions_to_restore";--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "corrects_id" uuid;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "corrected_by_id" uuid;--> statement-breakpoint
ALTER TABLE "run_cases" ADD COLUMN "started_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "deletions" ADD COLUMN "purged_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "attachments_of_deletion" ON "attachments" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "cases_ever_in_folder" ON "cases" USING btree ("folder_id");--> statement-breakpoint
CREATE INDEX "group_members_of_group" ON "group_members" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "project_integrations_of_integration" ON "project_integrations" USING btree ("integration_id");--> statement-breakpoint
CREATE INDEX "issues_of_finding" ON "issues" USING btree ("finding_id") WHERE finding_id is not null;--> statement-breakpoint
CREATE INDEX "group_roles_of_group" ON "group_roles" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "run_cases_of_configuration" ON "run_cases" USING btree ("configuration_id") WHERE configuration_id is not null;--> statement-breakpoint
CREATE INDEX "run_configurations_of_configuration" ON "run_configurations" USING btree ("configuration_id");--> statement-breakpoint
CREATE INDEX "sessions_of_configuration" ON "sessions" USING btree ("configuration_id") WHERE configuration_id is not null;--> statement-breakpoint
CREATE INDEX "deletions_purged" ON "deletions" USING btree ("id") WHERE purged_at is not null;--> statement-breakpoint
CREATE INDEX "steps_of_case" ON "steps" USING btree ("case_id","position");--> statement-breakpoint
CREATE INDEX "comments_of_case" ON "comments" USING btree ("case_id","id") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "comments_of_run" ON "comments" USING btree ("run_id","id") WHERE run_id is not null;--> statement-breakpoint
CREATE INDEX "comments_of_session" ON "comments" USING btree ("session_id","id") WHERE session_id is not null;--> statement-breakpoint
CREATE INDEX "comments_of_result" ON "comments" USING btree ("result_id","id") WHERE result_id is not null;--> statement-breakpoint
CREATE INDEX "folders_of_parent" ON "folders" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "milestones_of_parent" ON "milestones" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "results_failed" ON "results" USING btree ("project_id","id","case_id","run_id") WHERE status = 'FAILED' and corrected_by_id is null;--> statement-breakpoint
CREATE INDEX "results_failed_of_case" ON "results" USING btree ("case_id","id","run_id") WHERE status = 'FAILED' and corrected_by_id is null;--> statement-breakpoint
CREATE INDEX "runs_of_milestone" ON "runs" USING btree ("milestone_id","id") WHERE milestone_id is not null;--> statement-breakpoint
CREATE INDEX "sessions_of_milestone" ON "sessions" USING btree ("milestone_id","id") WHERE milestone_id is not null;--> statement-breakpoint
CREATE INDEX "deletions_to_restore" ON "deletions" USING btree ("id") WHERE restored_at is null and purged_at is null;--> statement-breakpoint
-- By hand: when each run case was first executed, of those that were already.
UPDATE "run_cases" rc SET "started_at" = began.at
  FROM (SELECT run_case_id, min(created_at) AS at FROM "results" GROUP BY 1) began
 WHERE began.run_case_id = rc.id;
