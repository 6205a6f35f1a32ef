-- Decisions with a value, and about two statements; what became of claims in later texts.

ALTER TABLE review ADD COLUMN value TEXT;   -- the grade; origin or claim of a merge or split; the statement that stands in its place
ALTER TABLE review ADD COLUMN pair INTEGER REFERENCES review (sequence); -- of two statements the review of the first

ALTER TABLE claim ADD COLUMN marks TEXT NOT NULL DEFAULT '[]'; -- what became of it in later texts, JSON

DROP VIEW review_view;

-- One row per review with the statement that it stands at now; without one it fits none any more.
CREATE VIEW review_view AS
SELECT
    r.sequence AS review, r.decision, r.value, r.pair, r.who, r.at, r.because,
    (SELECT statement FROM review_place
        WHERE review = r.sequence ORDER BY sequence DESC LIMIT 1) AS statement,
    r.statement AS decided_on, r.document, d.id AS doc, r.type, r.span_start, r.span_end,
    CAST(substr(CAST(d.text AS BLOB), r.span_start + 1, r.span_end - r.span_start) AS TEXT) AS quote
FROM review AS r JOIN document AS d ON d.key = r.document;
