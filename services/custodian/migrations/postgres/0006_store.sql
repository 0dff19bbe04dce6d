-- Which store this is: one row, a number at random. A store that was begun anew is another than the one of which there are copies.
CREATE TABLE store (
	one BIGINT NOT NULL PRIMARY KEY CHECK (one = 1),
	id BYTEA NOT NULL
);

INSERT INTO store (one, id) VALUES (1, uuid_send(gen_random_uuid()));
