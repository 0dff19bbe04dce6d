-- Whose store this is: one row, the hash of the chain's first block and the organization's number there.
CREATE TABLE owner (
	one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
	genesis BYTEA NOT NULL,
	organization BIGINT NOT NULL
);
