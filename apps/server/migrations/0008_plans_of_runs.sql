ALTER TABLE "plans" ADD COLUMN "completed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "plan_id" uuid;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plans_of_milestone" ON "plans" USING btree ("milestone_id","id") WHERE milestone_id is not null;--> statement-breakpoint
CREATE INDEX "plans_of_deletion" ON "plans" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "runs_of_plan" ON "runs" USING btree ("plan_id","id") WHERE plan_id is not null;