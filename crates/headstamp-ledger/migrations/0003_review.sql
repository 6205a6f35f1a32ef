-- What people decide about statements, and what becomes of statements that are read again.

-- What a person decided about a statement; only added to. It keeps the place that it is about, because
-- the statement may be read otherwise later.
CREATE TABLE review (
    sequence INTEGER PRIMARY KEY REFERENCES log (sequence), -- of its entry in the log
    statement TEXT NOT NULL,            -- the one that was looked at, as it was then
    document TEXT NOT NULL REFERENCES document (key),
    type TEXT NOT NULL,
    span_start INTEGER NOT NULL,        -- bytes of the document's text
    span_end INTEGER NOT NULL,
    decision TEXT NOT NULL,             -- confirmed, rejected
    who TEXT NOT NULL,
    at TEXT NOT NULL,                   -- when, RFC 3339
    because TEXT NOT NULL               -- why, in the person's words
);
CREATE INDEX review_document ON review (document, sequence);

-- The statement that a review stands at since an entry of the log; the last row of a review holds.
CREATE TABLE review_place (
    review INTEGER NOT NULL REFERENCES review (sequence),
    sequence INTEGER NOT NULL REFERENCES log (sequence), -- what brought it here
    statement TEXT,                     -- null: no statement fits it any more
    PRIMARY KEY (review, sequence)
) WITHOUT ROWID;
CREATE INDEX review_place_statement ON review_place (statement, review);

-- Statements that a later reading no longer gives, or gives otherwise.
CREATE TABLE withdrawn (
    statement TEXT NOT NULL,
    sequence INTEGER NOT NULL REFERENCES log (sequence), -- what withdrew it
    document TEXT NOT NULL REFERENCES document (key),
    replaced_by TEXT,                   -- the statement that is now read at its place
    content TEXT NOT NULL,              -- the whole statement, JSON
    PRIMARY KEY (statement, sequence)
) WITHOUT ROWID;
CREATE INDEX withdrawn_document ON withdrawn (document, sequence);

CREATE TRIGGER review_not_updated BEFORE UPDATE ON review
BEGIN SELECT RAISE(ABORT, 'reviews are only added to'); END;

CREATE TRIGGER review_not_deleted BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'reviews are only added to'); END;

CREATE TRIGGER review_place_not_updated BEFORE UPDATE ON review_place
BEGIN SELECT RAISE(ABORT, 'reviews are only added to'); END;

CREATE TRIGGER review_place_not_deleted BEFORE DELETE ON review_place
BEGIN SELECT RAISE(ABORT, 'reviews are only added to'); END;

CREATE TRIGGER withdrawn_not_updated BEFORE UPDATE ON withdrawn
BEGIN SELECT RAISE(ABORT, 'withdrawn statements stay as they were'); END;

CREATE TRIGGER withdrawn_not_deleted BEFORE DELETE ON withdrawn
BEGIN SELECT RAISE(ABORT, 'withdrawn statements stay as they were'); END;

-- One row per review with the statement that it stands at now; without one it fits none any more.
CREATE VIEW review_view AS
SELECT
    r.sequence AS review, r.decision, r.who, r.at, r.because,
    (SELECT statement FROM review_place
        WHERE review = r.sequence ORDER BY sequence DESC LIMIT 1) AS statement,
    r.statement AS decided_on, r.document, d.id AS doc, r.type, r.span_start, r.span_end,
    CAST(substr(CAST(d.text AS BLOB), r.span_start + 1, r.span_end - r.span_start) AS TEXT) AS quote
FROM review AS r JOIN document AS d ON d.key = r.document;
