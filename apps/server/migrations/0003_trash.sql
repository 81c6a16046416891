ALTER TABLE "deletions" ADD COLUMN "parted" jsonb;--> statement-breakpoint
CREATE INDEX "case_links_of_deletion" ON "case_links" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "cases_of_deletion" ON "cases" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "comments_of_deletion" ON "comments" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "folders_of_deletion" ON "folders" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "milestones_of_deletion" ON "milestones" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "runs_of_deletion" ON "runs" USING btree ("deletion_id") WHERE deletion_id is not null;--> statement-breakpoint
CREATE INDEX "deletions_to_restore" ON "deletions" USING btree ("id") WHERE restored_at is null;--> statement-breakpoint
-- By hand: what was deleted before there was a trash. Of a tree, what stood above all that went with it.
INSERT INTO "deletions" (id, created_at, created_by, project_id, entity_type, entity_id, name, further)
SELECT deletion_id, deleted_at, updated_by, id, 'project', id, name, 0 FROM "projects" WHERE deletion_id IS NOT NULL
UNION ALL
SELECT f.deletion_id, f.deleted_at, f.updated_by, f.project_id, 'folder', f.id, f.name,
       (SELECT count(*) FROM folders b WHERE b.deletion_id = f.deletion_id) - 1 + (SELECT count(*) FROM cases c WHERE c.deletion_id = f.deletion_id)
  FROM "folders" f JOIN folders p ON p.id = f.parent_id WHERE f.deletion_id IS NOT NULL AND p.deletion_id IS DISTINCT FROM f.deletion_id
UNION ALL
SELECT c.deletion_id, c.deleted_at, c.updated_by, c.project_id, 'case', c.id, c.title, 0
  FROM "cases" c WHERE c.deletion_id IS NOT NULL AND NOT EXISTS (SELECT FROM folders f WHERE f.deletion_id = c.deletion_id)
UNION ALL
SELECT m.deletion_id, m.deleted_at, m.updated_by, m.project_id, 'milestone', m.id, m.name,
       (SELECT count(*) FROM milestones b WHERE b.deletion_id = m.deletion_id) - 1
  FROM "milestones" m LEFT JOIN milestones p ON p.id = m.parent_id WHERE m.deletion_id IS NOT NULL AND p.deletion_id IS DISTINCT FROM m.deletion_id
UNION ALL
SELECT deletion_id, deleted_at, updated_by, project_id, 'run', id, name, 0 FROM "runs" WHERE deletion_id IS NOT NULL
UNION ALL
SELECT deletion_id, deleted_at, updated_by, project_id, 'configuration', id, name, 0 FROM "configurations" WHERE deletion_id IS NOT NULL
UNION ALL
SELECT deletion_id, deleted_at, updated_by, NULL, 'user', id, name, 0 FROM "users" WHERE deletion_id IS NOT NULL;
