-- What a custodian keeps besides sealed bytes. Ids, hashes and contents are bytes; moments are milliseconds since 1970.

-- The records of one class under an anchor. "records": commitment and name of each, 64 bytes, in their order. "earlier": headers in
-- whose place another one came, each with its moment and its length.
CREATE TABLE batches (
	patient BYTEA NOT NULL,
	anchor BIGINT NOT NULL,
	class BIGINT NOT NULL,
	header BYTEA NOT NULL,
	handed_in BYTEA NOT NULL,
	earlier BYTEA NOT NULL,
	records BYTEA NOT NULL,
	PRIMARY KEY (patient, anchor)
);

-- Sealed records, on whose account they are, and how many batches name them: a loose one none.
CREATE TABLE records (
	patient BYTEA NOT NULL,
	name BYTEA NOT NULL,
	length BIGINT NOT NULL CHECK (length >= 0),
	writer BYTEA NOT NULL,
	charged BIGINT NOT NULL,
	uses BIGINT NOT NULL CHECK (uses >= 0),
	PRIMARY KEY (patient, name)
);

CREATE INDEX loose_records ON records (charged) WHERE uses = 0;

-- Bytes on each writer's account: what batches name and pieces, and what no batch names.
CREATE TABLE writers (
	writer BYTEA NOT NULL PRIMARY KEY,
	kept BIGINT NOT NULL CHECK (kept >= 0),
	loose BIGINT NOT NULL CHECK (loose >= 0)
);

-- What stands by name: envelopes (0) and rings for emergencies (1).
CREATE TABLE named (
	kind BIGINT NOT NULL,
	patient BYTEA NOT NULL,
	name BYTEA NOT NULL,
	content BYTEA NOT NULL,
	PRIMARY KEY (kind, patient, name)
);

-- A number is never given twice.
CREATE TABLE backups (
	number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	patient BYTEA NOT NULL,
	account BYTEA NOT NULL,
	came BIGINT NOT NULL,
	content BYTEA NOT NULL
);

CREATE INDEX backups_of_patient ON backups (patient, number);

-- Nonces that were claimed, and from when on they count as new again.
CREATE TABLE nonces (
	account BYTEA NOT NULL,
	nonce BYTEA NOT NULL,
	claimed BIGINT NOT NULL,
	free_from BIGINT NOT NULL,
	PRIMARY KEY (account, nonce)
);

CREATE INDEX free_nonces ON nonces (free_from);

-- What is still to do for a statement (0) and what the chain has still to be told of it (1).
CREATE TABLE statements (
	kind BIGINT NOT NULL,
	statement BYTEA NOT NULL,
	content BYTEA NOT NULL,
	PRIMARY KEY (kind, statement)
);

CREATE TABLE pieces (
	patient BYTEA NOT NULL,
	anchor BIGINT NOT NULL,
	piece BIGINT NOT NULL,
	root BYTEA NOT NULL,
	length BIGINT NOT NULL CHECK (length >= 0),
	writer BYTEA NOT NULL,
	held_until BIGINT,
	proved BIGINT,
	dropped BIGINT,
	PRIMARY KEY (patient, anchor, root)
);

CREATE INDEX proved_pieces ON pieces (proved);
