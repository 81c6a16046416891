CREATE TABLE "case_field_keys" (
	"case_id" uuid NOT NULL,
	"field_id" uuid NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "case_field_keys_case_id_field_id_key_pk" PRIMARY KEY("case_id","field_id","key")
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "custom_fields" jsonb;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "is_default" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- By hand: until now a case that names none has had its project's built-in template.
UPDATE "templates" SET "is_default" = true WHERE "built_in" AND "deleted_at" IS NULL;--> statement-breakpoint
ALTER TABLE "case_field_keys" ADD CONSTRAINT "case_field_keys_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_field_keys" ADD CONSTRAINT "case_field_keys_field_id_fields_id_fk" FOREIGN KEY ("field_id") REFERENCES "public"."fields"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_field_keys_by_key" ON "case_field_keys" USING btree ("field_id","key","case_id");--> statement-breakpoint
CREATE INDEX "template_fields_of_field" ON "template_fields" USING btree ("field_id","template_id");--> statement-breakpoint
CREATE UNIQUE INDEX "templates_default_taken" ON "templates" USING btree ("project_id") WHERE is_default and deleted_at is null;--> statement-breakpoint
CREATE INDEX "templates_of_project" ON "templates" USING btree ("project_id","id") WHERE deleted_at is null;--> statement-breakpoint
-- By hand: the values of a case, as the API answers them, of those fields that live and that its template has.
CREATE FUNCTION custom_fields_of(template uuid, kept jsonb) RETURNS json LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
  RETURN (
    SELECT coalesce(json_agg(json_build_object('fieldId', f.id, 'value', kept->f.id::text) ORDER BY tf.position), '[]')
      FROM template_fields tf JOIN fields f ON f.id = tf.field_id AND f.deleted_at IS NULL
     WHERE tf.template_id = template AND kept->f.id::text IS NOT NULL);
END $$;
