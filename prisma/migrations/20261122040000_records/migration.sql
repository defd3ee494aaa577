
-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('PERSON', 'STATE', 'PUBLIC_BODY', 'INTERGOVERNMENTAL_ORGANIZATION', 'POLITICAL_PARTY', 'ARMED_GROUP', 'MILITARY_UNIT', 'MEDIA_OUTLET', 'THINK_TANK', 'COMPANY', 'ORGANIZATION', 'POPULATION_GROUP', 'COALITION', 'UNNAMED_SOURCE');

-- CreateEnum
CREATE TYPE "actor_name_kind" AS ENUM ('PRIMARY', 'ALIAS', 'WEAK_ALIAS', 'PREVIOUS', 'NOM_DE_GUERRE', 'ACRONYM', 'DESCRIPTION');

-- CreateEnum
CREATE TYPE "actor_relation_type" AS ENUM ('MEMBERSHIP', 'EMPLOYMENT', 'LEADERSHIP', 'OCCUPANCY', 'OWNERSHIP', 'FACTION_OF', 'ALLIANCE', 'ANTAGONISM', 'PATRONAGE', 'REPRESENTATION');

-- CreateEnum
CREATE TYPE "identity_verdict" AS ENUM ('SAME', 'NOT_SAME', 'UNSURE');

-- CreateEnum
CREATE TYPE "basis" AS ENUM ('STATED', 'INFERRED');

-- CreateEnum
CREATE TYPE "genre" AS ENUM ('NEWS', 'ANALYSIS', 'OPINION', 'INTERVIEW', 'REPORT');

-- CreateEnum
CREATE TYPE "text_right" AS ENUM ('OPEN', 'QUOTATION', 'RESTRICTED');

-- CreateEnum
CREATE TYPE "version_kind" AS ENUM ('PUBLISHED', 'DIGEST', 'TRANSLATION');

-- CreateEnum
CREATE TYPE "version_notice" AS ENUM ('NONE', 'UPDATE', 'CLARIFICATION', 'CORRECTION', 'RETRACTION');

-- CreateEnum
CREATE TYPE "range_kind" AS ENUM ('BODY', 'HEADLINE', 'STANDFIRST', 'BYLINE', 'DATELINE', 'CAPTION', 'CREDIT', 'SECTION_LABEL', 'TAG_LINE', 'PROMOTION', 'NAVIGATION');

-- CreateEnum
CREATE TYPE "record_origin" AS ENUM ('HUMAN', 'IMPORTED', 'EXTRACTED');

-- CreateEnum
CREATE TYPE "anchor_status" AS ENUM ('EXACT', 'MOVED', 'FUZZY', 'ORPHANED', 'TEXT_NOT_HELD');

-- CreateEnum
CREATE TYPE "claim_actor_role" AS ENUM ('SUBJECT', 'OBJECT');

-- CreateEnum
CREATE TYPE "claim_part_kind" AS ENUM ('OUTLET', 'INTERMEDIARY', 'SPEAKER', 'SUBJECT', 'OBJECT');

-- CreateEnum
CREATE TYPE "speech_act" AS ENUM ('STATE', 'ANNOUNCE', 'CONFIRM', 'DENY', 'ACCUSE', 'PROMISE', 'THREATEN', 'DEMAND', 'HOPE', 'SPECULATE', 'PREDICT', 'THANK', 'CONGRATULATE');

-- CreateEnum
CREATE TYPE "polarity" AS ENUM ('POSITIVE', 'NEGATIVE', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "certainty" AS ENUM ('CERTAIN', 'PROBABLE', 'POSSIBLE', 'UNDERSPECIFIED');

-- CreateEnum
CREATE TYPE "temporality" AS ENUM ('PAST', 'PRESENT', 'FUTURE', 'CONDITIONAL');

-- CreateEnum
CREATE TYPE "quotation_type" AS ENUM ('DIRECT', 'INDIRECT', 'MIXED', 'NARRATED');

-- CreateEnum
CREATE TYPE "attribution_role" AS ENUM ('REPORTING_OUTLET', 'WIRE_AGENCY', 'DOCUMENT', 'INTERMEDIARY', 'SPOKESPERSON', 'ORIGINAL_SPEAKER', 'UNNAMED');

-- CreateEnum
CREATE TYPE "relay" AS ENUM ('FIRSTHAND', 'RELAYED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "quantity_period" AS ENUM ('DAY', 'WEEK', 'MONTH', 'YEAR');

-- CreateEnum
CREATE TYPE "review_state" AS ENUM ('DRAFT', 'IN_REVIEW', 'ACCEPTED', 'DISPUTED', 'RETRACTED', 'SUPERSEDED');

-- CreateEnum
CREATE TYPE "event_type" AS ENUM ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT', 'STATEMENT', 'POLITICAL_CHANGE');

-- CreateEnum
CREATE TYPE "event_status" AS ENUM ('OCCURRED', 'ONGOING', 'PLANNED', 'PROMISED', 'HYPOTHETICAL', 'DENIED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "place_precision" AS ENUM ('EXACT', 'CITY', 'REGION', 'COUNTRY', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "participant_role" AS ENUM ('ACTOR', 'RECIPIENT', 'MEDIATOR', 'HOST', 'VICTIM', 'BENEFICIARY', 'SIGNATORY', 'WITNESS', 'LEADER', 'MEMBER');

-- CreateEnum
CREATE TYPE "claim_relation_type" AS ENUM ('SUPPORTS', 'CONTRADICTS', 'REPEATS', 'ADDS_DETAIL', 'UPDATES', 'CORRECTS', 'RETRACTS', 'RESPONDS_TO');

-- CreateEnum
CREATE TYPE "contradiction_kind" AS ENUM ('POLARITY', 'QUANTITY', 'TIME', 'PLACE', 'ACTOR', 'CAUSE', 'ATTRIBUTION');

-- CreateEnum
CREATE TYPE "relation_basis" AS ENUM ('HUMAN', 'RULE', 'MODEL');

-- CreateEnum
CREATE TYPE "assessment_scale" AS ENUM ('SOURCE_RELIABILITY', 'INFORMATION_CREDIBILITY');

-- CreateTable
CREATE TABLE "actor" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "actor_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "wikidata" TEXT,
    "active_edtf" TEXT,
    "active_earliest" DATE,
    "active_latest" DATE,
    "family_id" UUID,
    "country" TEXT,
    "wire_agency" BOOLEAN NOT NULL DEFAULT false,
    "origin" "record_origin" NOT NULL DEFAULT 'IMPORTED',
    "import_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "actor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "actor_name" (
    "id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "value" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "language" TEXT,
    "script" TEXT,
    "kind" "actor_name_kind" NOT NULL,
    "valid_edtf" TEXT,
    "valid_earliest" DATE,
    "valid_latest" DATE,
    "article_id" UUID,

    CONSTRAINT "actor_name_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "actor_relation" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "type" "actor_relation_type" NOT NULL,
    "title" TEXT,
    "valid_edtf" TEXT,
    "valid_earliest" DATE,
    "valid_latest" DATE,
    "valid_words" TEXT,
    "import_hash" TEXT,

    CONSTRAINT "actor_relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "actor_relation_claim" (
    "relation_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,

    CONSTRAINT "actor_relation_claim_pkey" PRIMARY KEY ("relation_id","claim_id")
);

-- CreateTable
CREATE TABLE "identity_judgement" (
    "id" UUID NOT NULL,
    "a_id" UUID NOT NULL,
    "b_id" UUID NOT NULL,
    "verdict" "identity_verdict" NOT NULL,
    "made_by" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "withdrawn_on" DATE,
    "withdrawn_by" TEXT,

    CONSTRAINT "identity_judgement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "actor_identity" (
    "actor_id" UUID NOT NULL,
    "canonical_id" UUID NOT NULL,

    CONSTRAINT "actor_identity_pkey" PRIMARY KEY ("actor_id")
);

-- CreateTable
CREATE TABLE "mention" (
    "id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "quote_sha256" CHAR(64) NOT NULL,
    "anchor_start" INTEGER,
    "anchor_end" INTEGER,
    "anchor_status" "anchor_status" NOT NULL,
    "anchor_score" REAL,
    "certainty" "certainty" NOT NULL DEFAULT 'CERTAIN',
    "detector" TEXT NOT NULL,

    CONSTRAINT "mention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "url" TEXT,
    "outlet_id" UUID NOT NULL,
    "outlet_basis" "basis" NOT NULL,
    "outlet_note" TEXT,
    "published_edtf" TEXT,
    "published_earliest" DATE,
    "published_latest" DATE,
    "published_basis" "basis",
    "published_note" TEXT,
    "section" TEXT,
    "language" TEXT NOT NULL,
    "genre" "genre" NOT NULL,
    "text_right" "text_right" NOT NULL,
    "rights_holder" TEXT,
    "rights_note" TEXT,
    "origin" "record_origin" NOT NULL DEFAULT 'IMPORTED',
    "import_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "article_author" (
    "article_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "article_author_pkey" PRIMARY KEY ("article_id","position")
);

-- CreateTable
CREATE TABLE "article_version" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" "version_kind" NOT NULL,
    "language" TEXT NOT NULL,
    "captured_on" DATE,
    "captured_how" TEXT,
    "sha256" CHAR(64) NOT NULL,
    "length" INTEGER NOT NULL,
    "text_right" "text_right" NOT NULL,
    "revision_of_id" UUID,
    "notice" "version_notice" NOT NULL DEFAULT 'NONE',
    "import_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "version_text" (
    "version_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "length" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "attached_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "words" tsvector,

    CONSTRAINT "version_text_pkey" PRIMARY KEY ("version_id")
);

-- CreateTable
CREATE TABLE "version_range" (
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "range_kind" NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,

    CONSTRAINT "version_range_pkey" PRIMARY KEY ("version_id","position")
);

-- CreateTable
CREATE TABLE "collection" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "import_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "collection_article" (
    "collection_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,

    CONSTRAINT "collection_article_pkey" PRIMARY KEY ("collection_id","article_id")
);

-- CreateTable
CREATE TABLE "collection_actor" (
    "collection_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,

    CONSTRAINT "collection_actor_pkey" PRIMARY KEY ("collection_id","actor_id")
);

-- CreateTable
CREATE TABLE "collection_event" (
    "collection_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,

    CONSTRAINT "collection_event_pkey" PRIMARY KEY ("collection_id","event_id")
);

-- CreateTable
CREATE TABLE "collection_claim" (
    "collection_id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,

    CONSTRAINT "collection_claim_pkey" PRIMARY KEY ("collection_id","claim_id")
);

-- CreateTable
CREATE TABLE "change_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "who" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "record_kind" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,

    CONSTRAINT "change_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "article_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "statement" TEXT NOT NULL,
    "speech_act" "speech_act" NOT NULL,
    "polarity" "polarity" NOT NULL,
    "certainty" "certainty" NOT NULL,
    "temporality" "temporality" NOT NULL,
    "event_id" UUID,
    "asserted_edtf" TEXT,
    "asserted_earliest" DATE,
    "asserted_latest" DATE,
    "asserted_words" TEXT,
    "stated_edtf" TEXT,
    "stated_earliest" DATE,
    "stated_latest" DATE,
    "stated_words" TEXT,
    "review_state" "review_state" NOT NULL DEFAULT 'DRAFT',
    "reviewed_by" TEXT,
    "reviewed_on" DATE,
    "origin" "record_origin" NOT NULL DEFAULT 'IMPORTED',
    "version_number" INTEGER NOT NULL DEFAULT 1,
    "supersedes_id" UUID,
    "import_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "link_count" INTEGER NOT NULL DEFAULT 0,
    "relay" "relay" NOT NULL DEFAULT 'UNKNOWN',
    "event_type" "event_type",
    "outlet_id" UUID,
    "published_earliest" DATE,
    "published_latest" DATE,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_actor" (
    "claim_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "actor_id" UUID NOT NULL,
    "role" "claim_actor_role" NOT NULL,

    CONSTRAINT "claim_actor_pkey" PRIMARY KEY ("claim_id","position")
);

-- CreateTable
CREATE TABLE "quantity" (
    "claim_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "amount" DECIMAL(65,30),
    "low" DECIMAL(65,30),
    "high" DECIMAL(65,30),
    "unit" TEXT NOT NULL,
    "per" "quantity_period",
    "approximate" BOOLEAN NOT NULL DEFAULT false,
    "words" TEXT,

    CONSTRAINT "quantity_pkey" PRIMARY KEY ("claim_id","position")
);

-- CreateTable
CREATE TABLE "attribution_link" (
    "claim_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "actor_id" UUID,
    "unnamed" TEXT,
    "role" "attribution_role" NOT NULL,
    "quotation" "quotation_type" NOT NULL,
    "relay" "relay" NOT NULL,
    "cue" TEXT,
    "certainty" "certainty" NOT NULL,
    "polarity" "polarity" NOT NULL,
    "version_id" UUID,
    "start_offset" INTEGER,
    "end_offset" INTEGER,
    "quote_sha256" CHAR(64),
    "anchor_start" INTEGER,
    "anchor_end" INTEGER,
    "anchor_status" "anchor_status",
    "anchor_score" REAL,

    CONSTRAINT "attribution_link_pkey" PRIMARY KEY ("claim_id","position")
);

-- CreateTable
CREATE TABLE "citation" (
    "id" UUID NOT NULL,
    "claim_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "start_offset" INTEGER NOT NULL,
    "end_offset" INTEGER NOT NULL,
    "quote_sha256" CHAR(64) NOT NULL,
    "anchor_start" INTEGER,
    "anchor_end" INTEGER,
    "anchor_status" "anchor_status" NOT NULL,
    "anchor_score" REAL,

    CONSTRAINT "citation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_part" (
    "claim_id" UUID NOT NULL,
    "actor_id" UUID NOT NULL,
    "part" "claim_part_kind" NOT NULL,
    "review_state" "review_state" NOT NULL,
    "event_type" "event_type",
    "asserted_earliest" DATE,
    "asserted_latest" DATE,
    "stated_earliest" DATE,
    "published_earliest" DATE,

    CONSTRAINT "claim_part_pkey" PRIMARY KEY ("actor_id","part","claim_id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "type" "event_type" NOT NULL,
    "modes" TEXT[] NOT NULL DEFAULT '{}',
    "status" "event_status" NOT NULL,
    "time_edtf" TEXT,
    "time_earliest" DATE,
    "time_latest" DATE,
    "time_words" TEXT,
    "place_name" TEXT,
    "place_country" TEXT,
    "place_precision" "place_precision" NOT NULL DEFAULT 'UNKNOWN',
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "parent_id" UUID,
    "origin" "record_origin" NOT NULL DEFAULT 'IMPORTED',
    "import_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_participant" (
    "event_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "actor_id" UUID NOT NULL,
    "role" "participant_role" NOT NULL,

    CONSTRAINT "event_participant_pkey" PRIMARY KEY ("event_id","position")
);

-- CreateTable
CREATE TABLE "claim_relation" (
    "id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "type" "claim_relation_type" NOT NULL,
    "sub_kind" "contradiction_kind",
    "basis" "relation_basis" NOT NULL,
    "rationale" TEXT,
    "import_hash" TEXT,

    CONSTRAINT "claim_relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assessment" (
    "id" UUID NOT NULL,
    "outlet_id" UUID,
    "article_id" UUID,
    "claim_id" UUID,
    "scale" "assessment_scale" NOT NULL,
    "value" TEXT NOT NULL,
    "topic" TEXT,
    "period_edtf" TEXT,
    "period_earliest" DATE,
    "period_latest" DATE,
    "made_by" TEXT NOT NULL,
    "made_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "assessment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "actor_key_key" ON "actor"("key");

-- CreateIndex
CREATE INDEX "actor_family_id_idx" ON "actor"("family_id");

-- CreateIndex
CREATE INDEX "actor_name_actor_id_id_idx" ON "actor_name"("actor_id", "id");

-- CreateIndex
CREATE INDEX "actor_name_folded_idx" ON "actor_name"("folded");

-- CreateIndex
CREATE INDEX "actor_name_article_id_idx" ON "actor_name"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "actor_relation_key_key" ON "actor_relation"("key");

-- CreateIndex
CREATE INDEX "actor_relation_from_id_id_idx" ON "actor_relation"("from_id", "id");

-- CreateIndex
CREATE INDEX "actor_relation_to_id_id_idx" ON "actor_relation"("to_id", "id");

-- CreateIndex
CREATE INDEX "actor_relation_claim_claim_id_idx" ON "actor_relation_claim"("claim_id");

-- CreateIndex
CREATE INDEX "identity_judgement_a_id_id_idx" ON "identity_judgement"("a_id", "id");

-- CreateIndex
CREATE INDEX "identity_judgement_b_id_id_idx" ON "identity_judgement"("b_id", "id");

-- CreateIndex
CREATE INDEX "actor_identity_canonical_id_actor_id_idx" ON "actor_identity"("canonical_id", "actor_id");

-- CreateIndex
CREATE INDEX "mention_actor_id_version_id_idx" ON "mention"("actor_id", "version_id");

-- CreateIndex
CREATE UNIQUE INDEX "mention_version_id_start_offset_end_offset_actor_id_key" ON "mention"("version_id", "start_offset", "end_offset", "actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "article_key_key" ON "article"("key");

-- CreateIndex
CREATE INDEX "article_outlet_id_idx" ON "article"("outlet_id");

-- CreateIndex
CREATE UNIQUE INDEX "article_author_actor_id_article_id_key" ON "article_author"("actor_id", "article_id");

-- CreateIndex
CREATE INDEX "article_version_revision_of_id_idx" ON "article_version"("revision_of_id");

-- CreateIndex
CREATE UNIQUE INDEX "article_version_article_id_key_key" ON "article_version"("article_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "article_version_id_article_id_key" ON "article_version"("id", "article_id");

-- CreateIndex
CREATE INDEX "version_text_words_idx" ON "version_text" USING GIN ("words");

-- CreateIndex
CREATE UNIQUE INDEX "collection_key_key" ON "collection"("key");

-- CreateIndex
CREATE INDEX "collection_article_article_id_idx" ON "collection_article"("article_id");

-- CreateIndex
CREATE INDEX "collection_actor_actor_id_idx" ON "collection_actor"("actor_id");

-- CreateIndex
CREATE INDEX "collection_event_event_id_idx" ON "collection_event"("event_id");

-- CreateIndex
CREATE INDEX "collection_claim_claim_id_idx" ON "collection_claim"("claim_id");

-- CreateIndex
CREATE INDEX "change_log_record_id_id_idx" ON "change_log"("record_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_supersedes_id_key" ON "claim"("supersedes_id");

-- CreateIndex
CREATE INDEX "claim_article_id_id_idx" ON "claim"("article_id", "id");

-- CreateIndex
CREATE INDEX "claim_event_id_id_idx" ON "claim"("event_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_article_id_key_version_number_key" ON "claim"("article_id", "key", "version_number");

-- CreateIndex
CREATE UNIQUE INDEX "claim_id_article_id_key" ON "claim"("id", "article_id");

-- CreateIndex
CREATE INDEX "claim_actor_actor_id_idx" ON "claim_actor"("actor_id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_actor_claim_id_actor_id_role_key" ON "claim_actor"("claim_id", "actor_id", "role");

-- CreateIndex
CREATE INDEX "quantity_unit_amount_idx" ON "quantity"("unit", "amount");

-- CreateIndex
CREATE INDEX "attribution_link_actor_id_idx" ON "attribution_link"("actor_id");

-- CreateIndex
CREATE INDEX "attribution_link_version_id_idx" ON "attribution_link"("version_id");

-- CreateIndex
CREATE INDEX "citation_version_id_start_offset_end_offset_id_idx" ON "citation"("version_id", "start_offset", "end_offset", "id");

-- CreateIndex
CREATE UNIQUE INDEX "citation_claim_id_position_key" ON "citation"("claim_id", "position");

-- CreateIndex
CREATE INDEX "claim_part_claim_id_part_idx" ON "claim_part"("claim_id", "part");

-- CreateIndex
CREATE UNIQUE INDEX "event_key_key" ON "event"("key");

-- CreateIndex
CREATE INDEX "event_parent_id_idx" ON "event"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "event_participant_actor_id_event_id_role_key" ON "event_participant"("actor_id", "event_id", "role");

-- CreateIndex
CREATE INDEX "claim_relation_from_id_id_idx" ON "claim_relation"("from_id", "id");

-- CreateIndex
CREATE INDEX "claim_relation_to_id_id_idx" ON "claim_relation"("to_id", "id");

-- CreateIndex
CREATE INDEX "assessment_outlet_id_id_idx" ON "assessment"("outlet_id", "id");

-- CreateIndex
CREATE INDEX "assessment_article_id_id_idx" ON "assessment"("article_id", "id");

-- CreateIndex
CREATE INDEX "assessment_claim_id_id_idx" ON "assessment"("claim_id", "id");

-- AddForeignKey
ALTER TABLE "actor" ADD CONSTRAINT "actor_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor_name" ADD CONSTRAINT "actor_name_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor_name" ADD CONSTRAINT "actor_name_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor_relation" ADD CONSTRAINT "actor_relation_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor_relation" ADD CONSTRAINT "actor_relation_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor_relation_claim" ADD CONSTRAINT "actor_relation_claim_relation_id_fkey" FOREIGN KEY ("relation_id") REFERENCES "actor_relation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor_relation_claim" ADD CONSTRAINT "actor_relation_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_judgement" ADD CONSTRAINT "identity_judgement_a_id_fkey" FOREIGN KEY ("a_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_judgement" ADD CONSTRAINT "identity_judgement_b_id_fkey" FOREIGN KEY ("b_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor_identity" ADD CONSTRAINT "actor_identity_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor_identity" ADD CONSTRAINT "actor_identity_canonical_id_fkey" FOREIGN KEY ("canonical_id") REFERENCES "actor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "article_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_outlet_id_fkey" FOREIGN KEY ("outlet_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_author" ADD CONSTRAINT "article_author_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_author" ADD CONSTRAINT "article_author_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_version" ADD CONSTRAINT "article_version_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_version" ADD CONSTRAINT "article_version_revision_of_id_fkey" FOREIGN KEY ("revision_of_id") REFERENCES "article_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_text" ADD CONSTRAINT "version_text_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "article_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "version_range" ADD CONSTRAINT "version_range_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "article_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_article" ADD CONSTRAINT "collection_article_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_article" ADD CONSTRAINT "collection_article_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_actor" ADD CONSTRAINT "collection_actor_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_actor" ADD CONSTRAINT "collection_actor_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_event" ADD CONSTRAINT "collection_event_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_event" ADD CONSTRAINT "collection_event_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_claim" ADD CONSTRAINT "collection_claim_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "collection_claim" ADD CONSTRAINT "collection_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_supersedes_id_fkey" FOREIGN KEY ("supersedes_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_actor" ADD CONSTRAINT "claim_actor_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_actor" ADD CONSTRAINT "claim_actor_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quantity" ADD CONSTRAINT "quantity_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attribution_link" ADD CONSTRAINT "attribution_link_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attribution_link" ADD CONSTRAINT "attribution_link_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attribution_link" ADD CONSTRAINT "attribution_link_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "article_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_claim_id_article_id_fkey" FOREIGN KEY ("claim_id", "article_id") REFERENCES "claim"("id", "article_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_version_id_article_id_fkey" FOREIGN KEY ("version_id", "article_id") REFERENCES "article_version"("id", "article_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_part" ADD CONSTRAINT "claim_part_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_part" ADD CONSTRAINT "claim_part_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_participant" ADD CONSTRAINT "event_participant_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_participant" ADD CONSTRAINT "event_participant_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_relation" ADD CONSTRAINT "claim_relation_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_relation" ADD CONSTRAINT "claim_relation_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_outlet_id_fkey" FOREIGN KEY ("outlet_id") REFERENCES "actor"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment" ADD CONSTRAINT "assessment_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

