CREATE TABLE "case_durations" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"times" integer NOT NULL,
	"duration_ms" bigint NOT NULL,
	"squares" double precision NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_durations" ADD CONSTRAINT "case_durations_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- By hand, from here on: what the durations that are there already add up to.
INSERT INTO "case_durations" (case_id, times, duration_ms, squares)
SELECT case_id, count(*), sum(duration_ms), sum(duration_ms::float8 * duration_ms::float8)
  FROM "results" WHERE status IN ('PASSED', 'FAILED', 'BLOCKED') AND duration_ms > 0 GROUP BY case_id;
