CREATE TABLE "case_durations" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"times" integer NOT NULL,
	"duration_ms" bigint NOT NULL,
	"squares" double precision NOT NULL
);
--> statement-breakpoint
DROP INDEX "tags_name_taken";--> statement-breakpoint
ALTER TABLE "milestones" ADD COLUMN "started_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "created_at" timestamp(3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "deleted_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "tags" ADD COLUMN "deletion_id" uuid;--> statement-breakpoint
ALTER TABLE "case_durations" ADD CONSTRAINT "case_durations_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_updated_by_users_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cases_deleted" ON "cases" USING btree ("project_id","id") WHERE deleted_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name_taken" ON "tags" USING btree ("project_id",lower("name")) WHERE deleted_at is null;--> statement-breakpoint
-- By hand, from here on: what the durations that are there already add up to.
INSERT INTO "case_durations" (case_id, times, duration_ms, squares)
SELECT case_id, count(*), sum(duration_ms), sum(duration_ms::float8 * duration_ms::float8)
  FROM "results" WHERE status IN ('PASSED', 'FAILED', 'BLOCKED') AND duration_ms > 0 GROUP BY case_id;
