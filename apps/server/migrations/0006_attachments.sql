DROP INDEX "attachments_file_taken";--> statement-breakpoint
DROP INDEX "files_unattached";--> statement-breakpoint
DROP INDEX "attachments_of_case";--> statement-breakpoint
DROP INDEX "attachments_of_step";--> statement-breakpoint
DROP INDEX "attachments_of_run";--> statement-breakpoint
DROP INDEX "attachments_of_result";--> statement-breakpoint
DROP INDEX "attachments_of_session";--> statement-breakpoint
DROP INDEX "attachments_of_session_result";--> statement-breakpoint
DROP INDEX "attachments_of_comment";--> statement-breakpoint
DROP INDEX "attachments_of_issue";--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "discarded_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "image" text;--> statement-breakpoint
CREATE INDEX "attachments_of_file" ON "attachments" USING btree ("file_id") WHERE file_id is not null;--> statement-breakpoint
CREATE INDEX "files_unneeded" ON "files" USING btree ("created_at") WHERE attached_at is null or discarded_at is not null;--> statement-breakpoint
CREATE INDEX "attachments_of_case" ON "attachments" USING btree ("case_id","position","id") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "attachments_of_step" ON "attachments" USING btree ("step_id","position","id") WHERE step_id is not null;--> statement-breakpoint
CREATE INDEX "attachments_of_run" ON "attachments" USING btree ("run_id","position","id") WHERE run_id is not null;--> statement-breakpoint
CREATE INDEX "attachments_of_result" ON "attachments" USING btree ("result_id","position","id") WHERE result_id is not null;--> statement-breakpoint
CREATE INDEX "attachments_of_session" ON "attachments" USING btree ("session_id","position","id") WHERE session_id is not null;--> statement-breakpoint
CREATE INDEX "attachments_of_session_result" ON "attachments" USING btree ("session_result_id","position","id") WHERE session_result_id is not null;--> statement-breakpoint
CREATE INDEX "attachments_of_comment" ON "attachments" USING btree ("comment_id","position","id") WHERE comment_id is not null;--> statement-breakpoint
CREATE INDEX "attachments_of_issue" ON "attachments" USING btree ("issue_id","position","id") WHERE issue_id is not null;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_image" CHECK ("files"."image" in ('image/png', 'image/jpeg', 'image/gif', 'image/webp'));