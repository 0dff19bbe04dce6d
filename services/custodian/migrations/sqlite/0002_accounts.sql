-- Everything that is kept is on somebody's account, and all accounts of one kind are added up.

-- Who handed a batch in: of those that are there, the writer of their first record.
ALTER TABLE batches ADD COLUMN writer BLOB NOT NULL DEFAULT X'';

UPDATE batches SET writer = coalesce(
	(SELECT records.writer FROM records WHERE records.patient = batches.patient AND records.name = substr(batches.records, 33, 32)),
	CAST(X'01' || patient AS BLOB)
);

-- Whether a patient has a history here: a batch or a piece of an organization's.
ALTER TABLE writers ADD COLUMN history INTEGER NOT NULL DEFAULT 0 CHECK (history IN (0, 1));

-- What was charged until now were the bytes of records and pieces alone. Each thing takes whole blocks of 4096 bytes and a row; earlier headers
-- lie in the row of their batch.
DELETE FROM writers;

INSERT INTO writers (writer, kept, loose)
SELECT writer, sum(kept), sum(loose) FROM (
	SELECT writer,
		CASE WHEN uses > 0 THEN (length + 4095) / 4096 * 4096 + 512 ELSE 0 END AS kept,
		CASE WHEN uses = 0 THEN (length + 4095) / 4096 * 4096 + 512 ELSE 0 END AS loose
	FROM records
	UNION ALL SELECT writer, (length + 4095) / 4096 * 4096 + 512, 0 FROM pieces
	UNION ALL SELECT writer, (length(records) + 4095) / 4096 * 4096 + 2560, 0 FROM batches
	UNION ALL SELECT CAST(X'01' || patient AS BLOB), length(earlier), 0 FROM batches
	UNION ALL SELECT CAST(X'01' || patient AS BLOB), (length(content) + 4095) / 4096 * 4096 + 512, 0 FROM named
	UNION ALL SELECT CAST(X'01' || patient AS BLOB), (length(content) + 4095) / 4096 * 4096 + 512, 0 FROM backups
) GROUP BY writer HAVING sum(kept) + sum(loose) > 0;

-- Patients of whom there is a batch are no newcomers, whoever handed it in: nobody loses room by this.
INSERT INTO writers (writer, kept, loose, history)
SELECT CAST(X'01' || patient AS BLOB), 0, 0, 1 FROM (
	SELECT patient FROM batches UNION SELECT patient FROM pieces WHERE substr(writer, 1, 1) = X'00'
) WHERE true
ON CONFLICT (writer) DO UPDATE SET history = 1;

-- All accounts of organizations (0), of patients with a history here (1), of other patients (2).
CREATE TABLE pots (
	pot INTEGER NOT NULL PRIMARY KEY,
	bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT;

INSERT INTO pots (pot, bytes) VALUES
	(0, (SELECT coalesce(sum(kept + loose), 0) FROM writers WHERE substr(writer, 1, 1) = X'00')),
	(1, (SELECT coalesce(sum(kept + loose), 0) FROM writers WHERE substr(writer, 1, 1) = X'01' AND history = 1)),
	(2, (SELECT coalesce(sum(kept + loose), 0) FROM writers WHERE substr(writer, 1, 1) = X'01' AND history = 0));
