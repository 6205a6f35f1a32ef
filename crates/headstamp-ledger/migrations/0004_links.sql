-- What linking makes of the statements: derived, written anew whenever statements change, and no part of the log.

-- What one statement belongs to.
CREATE TABLE link (
    statement TEXT PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    claim TEXT NOT NULL,                -- what its origin says about one event
    origin TEXT NOT NULL,               -- the source act that it certainly comes from
    origin_possible TEXT NOT NULL,      -- the source acts that may be one
    event TEXT NOT NULL                 -- what it is about
) WITHOUT ROWID;
CREATE INDEX link_claim ON link (claim);
CREATE INDEX link_origin ON link (origin);
CREATE INDEX link_event ON link (event);

-- What one origin says about one event.
CREATE TABLE claim (
    id TEXT PRIMARY KEY,
    origin TEXT NOT NULL,
    type TEXT NOT NULL,
    hops TEXT NOT NULL                  -- what changed between one appearance and the next, JSON
) WITHOUT ROWID;

-- What is claimed to have happened, with how much stands for and against it.
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    roles TEXT NOT NULL,                -- role to the actors that claims give, JSON
    classes TEXT NOT NULL,              -- classes of things, JSON
    asserted TEXT NOT NULL,             -- documents, outlets, fewest and most origins behind those that say so, JSON
    denied TEXT NOT NULL,               -- behind those that deny it
    undecided TEXT NOT NULL             -- behind those that leave it open
) WITHOUT ROWID;

-- Why two source acts are one, may be one, or are not.
CREATE TABLE origin_join (
    earlier TEXT NOT NULL,              -- a statement of the earlier act
    later TEXT NOT NULL,                -- a statement of the later act
    certain INTEGER NOT NULL,           -- 1 certain, 0 possible or refused
    reason TEXT NOT NULL,
    PRIMARY KEY (earlier, later, reason)
) WITHOUT ROWID;
CREATE INDEX origin_join_later ON origin_join (later);

-- Texts that share passages.
CREATE TABLE near_copy (
    earlier TEXT NOT NULL REFERENCES document (key),
    later TEXT NOT NULL REFERENCES document (key),
    kind TEXT NOT NULL,                 -- newswire-copy, source-to-source, common-source, incidental
    share REAL NOT NULL,                -- of the shorter text, 0 to 1
    PRIMARY KEY (earlier, later)
) WITHOUT ROWID;
