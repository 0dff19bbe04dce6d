-- Whose store this is: one row, the hash of the chain's first block and the organization's number there.
CREATE TABLE owner (
	one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
	genesis BLOB NOT NULL,
	organization INTEGER NOT NULL
) STRICT;
