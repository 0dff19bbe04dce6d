-- Where batches stand, beside their rows, which may have megabytes: the finalized chain has it (0), neither head knows it, "since" when
-- that was first seen (1), or it is destroyed step by step, "since" when, of which so many records "remain" (2). Of one without a row
-- it is not known yet.
CREATE TABLE batch_states (
	patient BLOB NOT NULL,
	anchor INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	since INTEGER NOT NULL,
	remain INTEGER NOT NULL,
	PRIMARY KEY (patient, anchor)
) STRICT, WITHOUT ROWID;
