ALTER TABLE "cases" ADD COLUMN "approval" text DEFAULT 'APPROVED' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "approval_by" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "approval_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "approval_comment" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "written_by" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_approval_by_users_id_fk" FOREIGN KEY ("approval_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_written_by_users_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_unapproved" ON "cases" USING btree ("project_id","id") WHERE approval <> 'APPROVED' and deleted_at is null;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_approval" CHECK ("cases"."approval" in ('DRAFT', 'IN_REVIEW', 'APPROVED'));