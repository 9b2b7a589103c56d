CREATE TABLE "events" (
	"session_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"event_id" text NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"thread" text NOT NULL,
	"actor" text NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"tool_name" text,
	"call_id" text,
	"input" jsonb,
	"output" text,
	"is_error" boolean,
	"exit_code" integer,
	"usage" jsonb,
	"data" jsonb,
	"is_noise" boolean DEFAULT false NOT NULL,
	"copied_from" jsonb,
	"redacted" text[],
	"source" text,
	"source_line" integer,
	"source_part" smallint,
	"raw" "bytea",
	"raw_seq" integer,
	CONSTRAINT "events_session_id_seq_pk" PRIMARY KEY("session_id","seq"),
	CONSTRAINT "events_event_id" UNIQUE("event_id","session_id")
);
--> statement-breakpoint
CREATE TABLE "threads" (
	"session_id" uuid NOT NULL,
	"thread" text NOT NULL,
	"label" text,
	"spawn_call_id" text,
	"anchor_seq" integer NOT NULL,
	CONSTRAINT "threads_session_id_thread_pk" PRIMARY KEY("session_id","thread")
);
--> statement-breakpoint
CREATE TABLE "keys" (
	"name" text PRIMARY KEY NOT NULL,
	"value" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"rev" integer NOT NULL,
	"field" text NOT NULL,
	"position" integer NOT NULL,
	"item_id" uuid,
	"key" text,
	"text" text NOT NULL,
	"party" text,
	CONSTRAINT "claims_position" UNIQUE("segment_id","rev","field","position")
);
--> statement-breakpoint
CREATE TABLE "cuts" (
	"session_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"origin" text NOT NULL,
	"algorithm" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cuts_session_id_n_pk" PRIMARY KEY("session_id","n")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"claim_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"session_id" uuid NOT NULL,
	"seq" integer,
	"ref" text,
	"basis" text NOT NULL,
	CONSTRAINT "evidence_claim_id_position_pk" PRIMARY KEY("claim_id","position")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"segment_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"target" text NOT NULL,
	"item_id" uuid,
	"text" text,
	"evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "links_target" UNIQUE("segment_id","kind","target")
);
--> statement-breakpoint
CREATE TABLE "records" (
	"segment_id" uuid NOT NULL,
	"rev" integer NOT NULL,
	"origin" text NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"verification" text NOT NULL,
	"ask" text,
	"summary" text,
	"outcome" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "records_segment_id_rev_pk" PRIMARY KEY("segment_id","rev")
);
--> statement-breakpoint
CREATE TABLE "segments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"session_id" uuid NOT NULL,
	"cut" integer NOT NULL,
	"n" integer NOT NULL,
	"key" text,
	"origin" text NOT NULL,
	"is_open" boolean NOT NULL,
	"rev" integer NOT NULL,
	"first_seq" integer,
	"last_seq" integer,
	"sent_first" jsonb,
	"sent_last" jsonb,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"event_count" integer DEFAULT 0 NOT NULL,
	"facts" jsonb NOT NULL,
	"activity" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segments_number" UNIQUE("session_id","cut","n"),
	CONSTRAINT "segments_key" UNIQUE("session_id","cut","key")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sid" text NOT NULL,
	"project_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"sent" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"derived" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"title" text,
	"agent" text,
	"model" text,
	"branch" text,
	"cwd" text,
	"status" text,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"stated_event_count" integer,
	"parent_external_id" text,
	"predecessor_external_id" text,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_event_at" timestamp (3) with time zone,
	"turn_state" text,
	"settled_seq" integer DEFAULT 0 NOT NULL,
	"current_cut" integer,
	"segment_count" integer DEFAULT 0 NOT NULL,
	"usage" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"active_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_sid_unique" UNIQUE("sid"),
	CONSTRAINT "sessions_external_id" UNIQUE("project_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "transcripts" (
	"project_id" uuid NOT NULL,
	"source" text NOT NULL,
	"format" text NOT NULL,
	"offset" bigint NOT NULL,
	"prefix_sha256" text NOT NULL,
	"hash_state" "bytea" NOT NULL,
	"lines" integer NOT NULL,
	"parser_state" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transcripts_source" UNIQUE("project_id","source")
);
--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "threads" ADD CONSTRAINT "threads_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_segment_id_rev_records_segment_id_rev_fk" FOREIGN KEY ("segment_id","rev") REFERENCES "public"."records"("segment_id","rev") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cuts" ADD CONSTRAINT "cuts_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_segment_id_segments_id_fk" FOREIGN KEY ("segment_id") REFERENCES "public"."segments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "records" ADD CONSTRAINT "records_segment_id_segments_id_fk" FOREIGN KEY ("segment_id") REFERENCES "public"."segments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segments" ADD CONSTRAINT "segments_session_id_cut_cuts_session_id_n_fk" FOREIGN KEY ("session_id","cut") REFERENCES "public"."cuts"("session_id","n") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcripts" ADD CONSTRAINT "transcripts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "events_thread" ON "events" USING btree ("session_id","thread","seq") WHERE "events"."thread" <> 'main';--> statement-breakpoint
CREATE INDEX "claims_item" ON "claims" USING btree ("item_id") WHERE "claims"."item_id" is not null;--> statement-breakpoint
CREATE INDEX "claims_key" ON "claims" USING btree ("session_id","key") WHERE "claims"."key" is not null;--> statement-breakpoint
CREATE INDEX "evidence_pending" ON "evidence" USING btree ("session_id","ref") WHERE "evidence"."seq" is null;--> statement-breakpoint
CREATE INDEX "links_item" ON "links" USING btree ("item_id") WHERE "links"."item_id" is not null;--> statement-breakpoint
CREATE INDEX "links_pending" ON "links" USING btree ("session_id","target") WHERE "links"."item_id" is null;--> statement-breakpoint
CREATE INDEX "segments_first_seq" ON "segments" USING btree ("session_id","cut","first_seq");--> statement-breakpoint
CREATE INDEX "sessions_active" ON "sessions" USING btree ("project_id","active_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sessions_parent" ON "sessions" USING btree ("project_id","parent_external_id") WHERE "sessions"."parent_external_id" is not null;--> statement-breakpoint
CREATE INDEX "sessions_predecessor" ON "sessions" USING btree ("project_id","predecessor_external_id") WHERE "sessions"."predecessor_external_id" is not null;--> statement-breakpoint
CREATE INDEX "sessions_unsettled" ON "sessions" USING btree ("id") WHERE "sessions"."settled_seq" < "sessions"."last_seq";