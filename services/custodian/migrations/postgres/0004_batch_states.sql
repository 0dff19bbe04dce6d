-- Where batches stand, beside their rows, which may have megabytes: the finalized chain has it (0), neither head knows it, "since" when
-- that was first seen (1), or it is destroyed step by step, "since" when, of which so many records "remain" (2). Of one without a row
-- it is not known yet.
CREATE TABLE batch_states (
	patient BYTEA NOT NULL,
	anchor BIGINT NOT NULL,
	kind BIGINT NOT NULL,
	since BIGINT NOT NULL,
	remain BIGINT NOT NULL,
	PRIMARY KEY (patient, anchor)
);
