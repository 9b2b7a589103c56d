CREATE TABLE "hook_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "hook_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"session_id" uuid NOT NULL,
	"digest" "bytea" NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"hook" text NOT NULL,
	"thread" text NOT NULL,
	"items" jsonb NOT NULL,
	"line" text
);
--> statement-breakpoint
ALTER TABLE "hook_events" ADD CONSTRAINT "hook_events_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hook_events_session" ON "hook_events" USING btree ("session_id","id");