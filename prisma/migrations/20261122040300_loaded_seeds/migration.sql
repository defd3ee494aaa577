-- CreateTable
CREATE TABLE "loaded_seeds" (
    "fingerprint" TEXT NOT NULL,
    "loaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "loaded_seeds_pkey" PRIMARY KEY ("fingerprint")
);
