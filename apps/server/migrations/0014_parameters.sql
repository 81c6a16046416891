ALTER TABLE "cases" ADD COLUMN "parameters" jsonb;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "last_parameter_row" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run_cases" ADD COLUMN "parameters" json;