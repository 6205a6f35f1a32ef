-- The ledger as it begins: documents, their originals, statements, the log.
--
-- The column names are the field names of a statement everywhere else. Keys are hashes of content,
-- so the same documents give the same rows in every order of adding. Nothing here needs more than
-- SQLite 3.25, because the file is opened by other programs too.

-- The migrations that this file went through.
CREATE TABLE migration (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL                -- of the text of the migration
);

-- The bytes a document was read from, compressed; `bytes` is a zlib stream.
CREATE TABLE original (
    sha256 TEXT PRIMARY KEY,            -- of the bytes before compression
    length INTEGER NOT NULL,            -- in bytes, before compression
    bytes BLOB NOT NULL
) WITHOUT ROWID;

-- One text with what is known about where and when it appeared.
CREATE TABLE document (
    number INTEGER PRIMARY KEY,         -- row number for the full-text index; means nothing else
    key TEXT NOT NULL UNIQUE,           -- identity: text, publisher and url
    id TEXT NOT NULL,                   -- the name under which statements refer to it
    url TEXT,
    lang TEXT,
    published TEXT,                     -- as precise as known: 2024, 2024-06, 2024-06-14
    publisher TEXT,
    title TEXT,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,          -- of `text`
    sha256 TEXT NOT NULL,               -- of the original bytes
    reader TEXT NOT NULL,               -- version of the reader that made the statements
    packs TEXT NOT NULL                 -- version of the packs that it read with
);
CREATE INDEX document_id ON document (id);
CREATE INDEX document_url ON document (url);
CREATE INDEX document_published ON document (published);

-- Every way in which a document was handed in: the same text may come as a page and as plain text.
-- The copy that tells most stands in `document`.
CREATE TABLE document_copy (
    document TEXT NOT NULL REFERENCES document (key),
    id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    lang TEXT NOT NULL,                 -- '' when unknown, here and below
    published TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (document, id, sha256, lang, published, title)
) WITHOUT ROWID;
CREATE INDEX document_copy_id ON document_copy (id);

-- One source taking one stance on one reported event, in one document.
CREATE TABLE statement (
    id TEXT PRIMARY KEY,
    document TEXT NOT NULL REFERENCES document (key),
    lang TEXT NOT NULL,
    quote TEXT NOT NULL,
    span_start INTEGER NOT NULL,        -- bytes of the UTF-8 text; the end is one past the last
    span_end INTEGER NOT NULL,
    char_start INTEGER NOT NULL,        -- the same in characters
    char_end INTEGER NOT NULL,
    type TEXT NOT NULL,
    phase TEXT NOT NULL,
    polarity TEXT NOT NULL,
    certainty TEXT NOT NULL,
    source_name TEXT,                   -- all three null: the document says it in its own voice
    source_kind TEXT,
    source_state TEXT,
    basis TEXT NOT NULL,
    time TEXT
);
CREATE INDEX statement_document ON statement (document, span_start, span_end);
CREATE INDEX statement_type ON statement (type, phase);

-- Who fills which role of a statement, in the order of the statement.
CREATE TABLE statement_role (
    statement TEXT NOT NULL REFERENCES statement (id),
    role TEXT NOT NULL,
    position INTEGER NOT NULL,
    actor TEXT NOT NULL,
    PRIMARY KEY (statement, role, position)
) WITHOUT ROWID;
CREATE INDEX statement_role_actor ON statement_role (actor, role, statement);

-- What is moved, made, left, used, lost or found, with the bounds of the number the text gives.
CREATE TABLE statement_item (
    statement TEXT NOT NULL REFERENCES statement (id),
    position INTEGER NOT NULL,
    class TEXT NOT NULL,
    name TEXT,
    low REAL,
    high REAL,
    unit TEXT,                          -- what is counted when it is not pieces
    "of" REAL,                          -- the base of a remainder
    share REAL,                         -- 0 to 1
    per TEXT,                           -- the period of a rate
    PRIMARY KEY (statement, position)
) WITHOUT ROWID;
CREATE INDEX statement_item_class ON statement_item (class, statement);

-- Relays between the source and the document, nearest the source first.
CREATE TABLE statement_via (
    statement TEXT NOT NULL REFERENCES statement (id),
    position INTEGER NOT NULL,
    name TEXT,
    kind TEXT NOT NULL,
    state TEXT,
    PRIMARY KEY (statement, position)
) WITHOUT ROWID;

-- Where a field was read and why; a field read from several stretches has a row (`part`) for each,
-- a field that was inferred without any has one row without offsets.
CREATE TABLE statement_trace (
    statement TEXT NOT NULL REFERENCES statement (id),
    position INTEGER NOT NULL,
    part INTEGER NOT NULL,
    field TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    char_start INTEGER,
    char_end INTEGER,
    reason TEXT NOT NULL,
    PRIMARY KEY (statement, position, part)
) WITHOUT ROWID;

-- What was done to the ledger, in order. Each entry holds the hash of the one before.
CREATE TABLE log (
    sequence INTEGER PRIMARY KEY,       -- 1, 2, 3 …
    at TEXT NOT NULL,                   -- when, RFC 3339
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    subject TEXT NOT NULL,              -- key of the record it is about
    payload TEXT NOT NULL,              -- JSON
    previous TEXT NOT NULL,             -- hash of the entry before; 64 zeros for the first
    hash TEXT NOT NULL                  -- SHA-256 over the named fields above
);
CREATE INDEX log_subject ON log (subject, sequence);

CREATE TRIGGER log_not_updated BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

CREATE TRIGGER log_not_deleted BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Without this INSERT OR REPLACE would be a way round the two above.
CREATE TRIGGER log_in_order BEFORE INSERT ON log
WHEN NEW.sequence IS NOT (SELECT coalesce(max(sequence), 0) + 1 FROM log)
  OR NEW.previous IS NOT coalesce((SELECT hash FROM log ORDER BY sequence DESC LIMIT 1),
        '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

-- Full text over documents.
CREATE VIRTUAL TABLE document_text USING fts5(
    title, text, content="document", content_rowid="number", tokenize="unicode61 remove_diacritics 2");

CREATE TRIGGER document_text_insert AFTER INSERT ON document
BEGIN
    INSERT INTO document_text (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text);
END;

CREATE TRIGGER document_text_delete AFTER DELETE ON document
BEGIN
    INSERT INTO document_text (document_text, rowid, title, text)
    VALUES ('delete', OLD.number, OLD.title, OLD.text);
END;

CREATE TRIGGER document_text_update AFTER UPDATE OF title, text ON document
BEGIN
    INSERT INTO document_text (document_text, rowid, title, text)
    VALUES ('delete', OLD.number, OLD.title, OLD.text);
    INSERT INTO document_text (rowid, title, text) VALUES (NEW.number, NEW.title, NEW.text);
END;

-- Items as one reads them: "artillery-shell 1000..5000", "container Name >=10000".
CREATE VIEW item_view AS
SELECT statement, position, class,
    class || coalesce(' ' || name, '')
    || CASE
        WHEN low IS NULL AND high IS NULL THEN ''
        WHEN high IS NULL THEN printf(' >=%.15g', low)
        WHEN low IS NULL THEN printf(' <=%.15g', high)
        WHEN low = high THEN printf(' %.15g', low)
        ELSE printf(' %.15g..%.15g', low, high) END
    || coalesce(' ' || unit, '')
    || CASE WHEN "of" IS NULL THEN '' ELSE printf(' of %.15g', "of") END
    || CASE WHEN share IS NULL THEN '' ELSE printf(' share %.15g', share) END
    || coalesce(' per ' || per, '') AS item
FROM statement_item;

-- One row per statement with everything on it.
CREATE VIEW statement_view AS
SELECT
    s.id, d.id AS doc, s.document, d.publisher, d.published, d.title, d.url, s.lang,
    s.type, s.phase, s.polarity, s.certainty,
    (SELECT group_concat(actor, ', ') FROM (SELECT actor FROM statement_role
        WHERE statement = s.id AND role = 'supplier' ORDER BY position)) AS supplier,
    (SELECT group_concat(actor, ', ') FROM (SELECT actor FROM statement_role
        WHERE statement = s.id AND role = 'recipient' ORDER BY position)) AS recipient,
    (SELECT group_concat(role || '=' || actor, ', ') FROM (SELECT role, actor FROM statement_role
        WHERE statement = s.id AND role NOT IN ('supplier', 'recipient')
        ORDER BY role, position)) AS other_roles,
    (SELECT group_concat(item, ', ') FROM (SELECT item FROM item_view
        WHERE statement = s.id ORDER BY position)) AS items,
    s.source_name, s.source_kind, s.source_state,
    (SELECT group_concat(relay, ', ') FROM (SELECT coalesce(name, kind) AS relay FROM statement_via
        WHERE statement = s.id ORDER BY position)) AS via,
    s.basis, s.time, s.quote, s.span_start, s.span_end, s.char_start, s.char_end
FROM statement AS s JOIN document AS d ON d.key = s.document;

-- One row per document, with its first mention in the log and its number of statements.
CREATE VIEW document_view AS
SELECT
    d.id, d.key, d.publisher, d.published, d.title, d.url, d.lang,
    (SELECT count(*) FROM statement WHERE document = d.key) AS statements,
    length(d.text) AS characters,
    l.sequence AS added_sequence, l.at AS added_at, l.who AS added_by,
    d.reader, d.packs, d.sha256, d.text_sha256
FROM document AS d
LEFT JOIN log AS l
    ON l.sequence = (SELECT min(sequence) FROM log WHERE subject = d.key AND what = 'document.added');

-- Texts that stood at one address, the earliest first.
CREATE VIEW document_version AS
SELECT url,
    row_number() OVER (PARTITION BY url ORDER BY coalesce(published, ''), added_sequence) AS version,
    key, id, published, publisher, title, text_sha256, added_at
FROM document_view
WHERE url IS NOT NULL;

-- Fields of statements with the words that carry them.
CREATE VIEW trace_view AS
SELECT t.statement, s.document, t.position, t.part, t.field,
    substr(d.text, t.char_start + 1, t.char_end - t.char_start) AS words,
    t.reason, t.span_start, t.span_end, t.char_start, t.char_end
FROM statement_trace AS t
JOIN statement AS s ON s.id = t.statement
JOIN document AS d ON d.key = s.document;

-- Who is reported to do what with whom: counts per event type and parties. The phases count
-- statements that assert; a count of statements is not a count of independent sources.
CREATE VIEW summary AS
SELECT
    type, supplier, recipient, other_roles,
    count(*) AS statements,
    count(DISTINCT document) AS documents,
    sum(polarity = 'positive') AS positive,
    sum(polarity = 'negative') AS negative,
    sum(polarity = 'unknown') AS unknown,
    sum(polarity = 'positive' AND phase = 'considered') AS considered,
    sum(polarity = 'positive' AND phase = 'requested') AS requested,
    sum(polarity = 'positive' AND phase = 'negotiated') AS negotiated,
    sum(polarity = 'positive' AND phase = 'agreed') AS agreed,
    sum(polarity = 'positive' AND phase = 'planned') AS planned,
    sum(polarity = 'positive' AND phase = 'ongoing') AS ongoing,
    sum(polarity = 'positive' AND phase = 'completed') AS completed,
    sum(polarity = 'positive' AND phase = 'halted') AS halted,
    min(published) AS first_published,
    max(published) AS last_published
FROM (
    SELECT v.type, v.document, v.polarity, v.phase, v.published,
        supplier.actor AS supplier, recipient.actor AS recipient,
        CASE WHEN supplier.actor IS NULL AND recipient.actor IS NULL THEN v.other_roles END AS other_roles
    FROM statement_view AS v
    LEFT JOIN statement_role AS supplier ON supplier.statement = v.id AND supplier.role = 'supplier'
    LEFT JOIN statement_role AS recipient ON recipient.statement = v.id AND recipient.role = 'recipient'
)
GROUP BY type, supplier, recipient, other_roles;
