ALTER TABLE "steps" ADD COLUMN "shared_step_id" uuid;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "shared_item_id" uuid;--> statement-breakpoint
ALTER TABLE "steps" ADD COLUMN "shared_use" uuid;--> statement-breakpoint
ALTER TABLE "steps" ADD CONSTRAINT "steps_shared_step_id_shared_steps_id_fk" FOREIGN KEY ("shared_step_id") REFERENCES "public"."shared_steps"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "steps_of_shared" ON "steps" USING btree ("shared_step_id","case_id") WHERE shared_step_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "steps_of_use" ON "steps" USING btree ("case_id","shared_use","shared_item_id") WHERE shared_use is not null;