ALTER TABLE "rate_limits" DROP COLUMN "expire";--> statement-breakpoint
ALTER TABLE "rate_limits" ADD COLUMN "expire" bigint;--> statement-breakpoint
CREATE INDEX "rate_limits_expire" ON "rate_limits" USING btree ("expire");
