ALTER TABLE "issue_links" DROP CONSTRAINT "issue_links_one";--> statement-breakpoint
ALTER TABLE "project_integrations" ALTER COLUMN "config" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "issues" ALTER COLUMN "name" SET DEFAULT 'ISSUE-' || nextval('issue_numbers');--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "duration_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "bug" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "question" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "idea" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "risk" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "note" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "integrations_of_deletion" ON "integrations" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "project_integrations_of_deletion" ON "project_integrations" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "issues_of_project_by_change" ON "issues" USING btree ("project_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "issues_by_change" ON "issues" USING btree ("updated_at","id");--> statement-breakpoint
CREATE INDEX "issues_of_deletion" ON "issues" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "issues_of_assignee" ON "issues" USING btree ("assigned_to","id");--> statement-breakpoint
CREATE INDEX "sessions_by_name" ON "sessions" USING btree ("project_id","name","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "sessions_by_change" ON "sessions" USING btree ("project_id","updated_at","id") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "sessions_of_deletion" ON "sessions" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
ALTER TABLE "issue_links" ADD CONSTRAINT "issue_links_result" CHECK ("issue_links"."result_id" is null or "issue_links"."session_id" is null);--> statement-breakpoint
ALTER TABLE "issue_links" ADD CONSTRAINT "issue_links_one" CHECK (num_nonnulls("issue_links"."case_id", "issue_links"."run_id", "issue_links"."session_id") = case when "issue_links"."result_id" is null then 1 else 2 end);