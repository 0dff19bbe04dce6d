-- Since when a piece is known to be lost or damaged.
ALTER TABLE pieces ADD COLUMN lost INTEGER;

CREATE INDEX lost_pieces ON pieces (patient, anchor, root) WHERE lost IS NOT NULL AND dropped IS NULL;
