-- Which store this is: one row, a number at random. A store that was begun anew is another than the one of which there are copies.
CREATE TABLE store (
	one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
	id BLOB NOT NULL
) STRICT;

INSERT INTO store (one, id) VALUES (1, randomblob(16));
