-- Statements that other tools or people read, beside those of our own reader.

-- Null for our own reader, whose version stands in `document`.
ALTER TABLE statement ADD COLUMN reader TEXT;
ALTER TABLE statement ADD COLUMN reader_version TEXT;
CREATE INDEX statement_reader ON statement (reader, reader_version) WHERE reader IS NOT NULL;

-- Who read how many statements in how many documents; `reader` is null for our own.
CREATE VIEW reader_view AS
SELECT reader, reader_version, count(*) AS statements, count(DISTINCT document) AS documents
FROM statement GROUP BY reader, reader_version;
