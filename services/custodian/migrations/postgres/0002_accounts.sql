-- Everything that is kept is on somebody's account, and all accounts of one kind are added up.

-- Who handed a batch in: of those that are there, the writer of their first record.
ALTER TABLE batches ADD COLUMN writer BYTEA NOT NULL DEFAULT ''::bytea;

UPDATE batches SET writer = coalesce(
	(SELECT records.writer FROM records WHERE records.patient = batches.patient AND records.name = substr(batches.records, 33, 32)),
	'\x01'::bytea || patient
);

-- Whether a patient has a history here: a batch or a piece of an organization's.
ALTER TABLE writers ADD COLUMN history BIGINT NOT NULL DEFAULT 0 CHECK (history IN (0, 1));

-- What was charged until now were the bytes of records and pieces alone. Each thing takes whole blocks of 4096 bytes and a row; earlier headers
-- lie in the row of their batch.
DELETE FROM writers;

INSERT INTO writers (writer, kept, loose)
SELECT writer, CAST(sum(kept) AS BIGINT), CAST(sum(loose) AS BIGINT) FROM (
	SELECT writer,
		CASE WHEN uses > 0 THEN (length + 4095) / 4096 * 4096 + 512 ELSE 0 END AS kept,
		CASE WHEN uses = 0 THEN (length + 4095) / 4096 * 4096 + 512 ELSE 0 END AS loose
	FROM records
	UNION ALL SELECT writer, (length + 4095) / 4096 * 4096 + 512, 0 FROM pieces
	UNION ALL SELECT writer, (length(records) + 4095) / 4096 * 4096 + 2560, 0 FROM batches
	UNION ALL SELECT '\x01'::bytea || patient, length(earlier), 0 FROM batches
	UNION ALL SELECT '\x01'::bytea || patient, (length(content) + 4095) / 4096 * 4096 + 512, 0 FROM named
	UNION ALL SELECT '\x01'::bytea || patient, (length(content) + 4095) / 4096 * 4096 + 512, 0 FROM backups
) AS things GROUP BY writer HAVING sum(kept) + sum(loose) > 0;

-- Patients of whom there is a batch are no newcomers, whoever handed it in: nobody loses room by this.
INSERT INTO writers (writer, kept, loose, history)
SELECT '\x01'::bytea || patient, 0, 0, 1 FROM (
	SELECT patient FROM batches UNION SELECT patient FROM pieces WHERE substr(writer, 1, 1) = '\x00'::bytea
) AS known
ON CONFLICT (writer) DO UPDATE SET history = 1;

-- All accounts of organizations (0), of patients with a history here (1), of other patients (2).
CREATE TABLE pots (
	pot BIGINT NOT NULL PRIMARY KEY,
	bytes BIGINT NOT NULL CHECK (bytes >= 0)
);

INSERT INTO pots (pot, bytes) VALUES
	(0, (SELECT CAST(coalesce(sum(kept + loose), 0) AS BIGINT) FROM writers WHERE substr(writer, 1, 1) = '\x00'::bytea)),
	(1, (SELECT CAST(coalesce(sum(kept + loose), 0) AS BIGINT) FROM writers WHERE substr(writer, 1, 1) = '\x01'::bytea AND history = 1)),
	(2, (SELECT CAST(coalesce(sum(kept + loose), 0) AS BIGINT) FROM writers WHERE substr(writer, 1, 1) = '\x01'::bytea AND history = 0));
