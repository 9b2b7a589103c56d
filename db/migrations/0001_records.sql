CREATE TABLE "event_references" (
	"session_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"text" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "event_references_session_id_seq_kind_name_role_pk" PRIMARY KEY("session_id","seq","kind","name","role")
);
--> statement-breakpoint
CREATE TABLE "boundary_edits" (
	"session_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"made_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "boundary_edits_session_id_seq_pk" PRIMARY KEY("session_id","seq")
);
--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "verdict" jsonb;--> statement-breakpoint
ALTER TABLE "cuts" ADD COLUMN "granularity" text;--> statement-breakpoint
ALTER TABLE "cuts" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "cuts" ADD COLUMN "made_by" text;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "origin" text DEFAULT 'agent' NOT NULL;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "is_suggestion" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "links" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "span_id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "segments" ADD COLUMN "scores" jsonb;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "settle_ms" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event_references" ADD CONSTRAINT "event_references_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "boundary_edits" ADD CONSTRAINT "boundary_edits_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_references_name" ON "event_references" USING btree ("name","session_id");--> statement-breakpoint
CREATE INDEX "segments_span" ON "segments" USING btree ("span_id");