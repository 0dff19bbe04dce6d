-- What a custodian keeps besides sealed bytes. Ids, hashes and contents are bytes; moments are milliseconds since 1970.

-- The records of one class under an anchor. "records": commitment and name of each, 64 bytes, in their order. "earlier": headers in
-- whose place another one came, each with its moment and its length.
CREATE TABLE batches (
	patient BLOB NOT NULL,
	anchor INTEGER NOT NULL,
	class INTEGER NOT NULL,
	header BLOB NOT NULL,
	handed_in BLOB NOT NULL,
	earlier BLOB NOT NULL,
	records BLOB NOT NULL,
	PRIMARY KEY (patient, anchor)
) STRICT;

-- Sealed records, on whose account they are, and how many batches name them: a loose one none.
CREATE TABLE records (
	patient BLOB NOT NULL,
	name BLOB NOT NULL,
	length INTEGER NOT NULL CHECK (length >= 0),
	writer BLOB NOT NULL,
	charged INTEGER NOT NULL,
	uses INTEGER NOT NULL CHECK (uses >= 0),
	PRIMARY KEY (patient, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX loose_records ON records (charged) WHERE uses = 0;

-- Bytes on each writer's account: what batches name and pieces, and what no batch names.
CREATE TABLE writers (
	writer BLOB NOT NULL PRIMARY KEY,
	kept INTEGER NOT NULL CHECK (kept >= 0),
	loose INTEGER NOT NULL CHECK (loose >= 0)
) STRICT, WITHOUT ROWID;

-- What stands by name: envelopes (0) and rings for emergencies (1).
CREATE TABLE named (
	kind INTEGER NOT NULL,
	patient BLOB NOT NULL,
	name BLOB NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (kind, patient, name)
) STRICT;

-- A number is never given twice.
CREATE TABLE backups (
	number INTEGER PRIMARY KEY AUTOINCREMENT,
	patient BLOB NOT NULL,
	account BLOB NOT NULL,
	came INTEGER NOT NULL,
	content BLOB NOT NULL
) STRICT;

CREATE INDEX backups_of_patient ON backups (patient, number);

-- Nonces that were claimed, and from when on they count as new again.
CREATE TABLE nonces (
	account BLOB NOT NULL,
	nonce BLOB NOT NULL,
	claimed INTEGER NOT NULL,
	free_from INTEGER NOT NULL,
	PRIMARY KEY (account, nonce)
) STRICT, WITHOUT ROWID;

CREATE INDEX free_nonces ON nonces (free_from);

-- What is still to do for a statement (0) and what the chain has still to be told of it (1).
CREATE TABLE statements (
	kind INTEGER NOT NULL,
	statement BLOB NOT NULL,
	content BLOB NOT NULL,
	PRIMARY KEY (kind, statement)
) STRICT;

CREATE TABLE pieces (
	patient BLOB NOT NULL,
	anchor INTEGER NOT NULL,
	piece INTEGER NOT NULL,
	root BLOB NOT NULL,
	length INTEGER NOT NULL CHECK (length >= 0),
	writer BLOB NOT NULL,
	held_until INTEGER,
	proved INTEGER,
	dropped INTEGER,
	PRIMARY KEY (patient, anchor, root)
) STRICT;

CREATE INDEX proved_pieces ON pieces (proved);
