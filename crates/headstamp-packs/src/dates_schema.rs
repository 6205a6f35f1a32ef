//! `rules/dates.toml`: date words.

use serde::Deserialize;
use std::collections::BTreeMap;

/// `rules/dates.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatesFile {
    /// Order of a numeric date: `dmy` or `mdy`.
    pub order: String,
    /// Whether a year may stand in a sentence without a word before it: German `2012 lag sie dort`.
    pub bare_year: bool,
    /// Months, every form and abbreviation, to 1 to 12.
    pub month: BTreeMap<String, i64>,
    /// Month words that are also ordinary words (`may`, `march`): read only beside a day, year or date word.
    pub doubtful_month: Vec<String>,
    /// Weekdays, every form, Monday = 1 to Sunday = 7.
    pub weekday: BTreeMap<String, i64>,
    /// Parts of a day that are written onto a weekday: `avond` in `maandagavond`.
    pub day_part: Vec<String>,
    /// Feasts to `MM-DD`, `easter`, `easter+50` or `easter-2`.
    pub holiday: BTreeMap<String, String>,
    /// Days by their distance from the day of publication: `gisteren = -1`.
    pub relative_day: BTreeMap<String, i64>,
    /// Phrases for the running month or year: `Jahresende = "year"`.
    pub running: BTreeMap<String, String>,
    /// Words for spans of time to `day`, `weekend`, `week`, `month`, `year`.
    pub unit: BTreeMap<String, String>,
    /// `last`, `vorige`: the one before.
    pub last: Vec<String>,
    /// `the year before last`: two before.
    pub last_but_one: Vec<String>,
    /// `this`, `dit`.
    pub this: Vec<String>,
    /// `next`, `volgende`.
    pub next: Vec<String>,
    /// After a span: `ago`, `geleden`.
    pub ago: Vec<String>,
    /// Before a span: `vor` (drei Wochen).
    pub ago_before: Vec<String>,
    /// Before a span: `in` (two weeks), `over` (twee weken).
    pub ahead_before: Vec<String>,
    /// After a span: `from now`, `later`.
    pub ahead: Vec<String>,
    /// Between a span and a date after which it is counted: `after`, `from`.
    pub after_date: Vec<String>,
    /// Between a span and a date before which it is counted: `before`.
    pub before_date: Vec<String>,
    /// Before a unit or month, of the date told last: `that` (year), `dieselbe`.
    pub then: Vec<String>,
    /// Before a unit or month, after the date told last: `the following`; from the day of publication where nothing was told only if `next` has it too.
    pub then_after: Vec<String>,
    /// Days by their distance from the day told last: `the next day = 1`.
    pub then_day: BTreeMap<String, i64>,
    /// After a span that counts from the date told last: `later`, `daarna`.
    pub later: Vec<String>,
    /// After a span that counts back from the date told last: `earlier`, `daarvoor`.
    pub earlier: Vec<String>,
    /// After `later` and `earlier` where they compare and do not count from what was told: `than`.
    pub than: Vec<String>,
    /// Early, middle and late part of a month or year: `begin`, `mid`, `Ende`; precision stays that of what follows.
    pub part: Vec<String>,
    /// Seasons to the month in which they start in the northern half: `zomer = 6`; the year is what counts.
    pub season: BTreeMap<String, i64>,
    /// Words before a season that has no year: `in the`, `im`.
    pub season_intro: Vec<String>,
    /// Words for three months, after an ordinal: `quarter`.
    pub quarter: Vec<String>,
    /// Ordinal words for days: the place plus one is the day.
    pub ordinal: Vec<String>,
    /// Endings of digits for a day: `e`, `th`, `.`.
    pub ordinal_ending: Vec<String>,
    /// Words that stand before a bare year: `in`, `sinds`, `jaar`.
    pub year_intro: Vec<String>,
    /// Words for the start of something that lasts: `since`.
    pub since: Vec<String>,
    /// Words for a last day, which may be to come: `by`, `until`.
    pub until: Vec<String>,
    /// Words between the parts of a date: `of`, `van`, `de`.
    pub joiner: Vec<String>,
    /// Words in the middle of a range of years or dates: `tot`, `to`, `bis`.
    pub range: Vec<String>,
    /// Word that opens a range to the word in its middle: `between = "and"`.
    pub between: BTreeMap<String, String>,
    /// Endings of a decade: `s`, `er`.
    pub decade_ending: Vec<String>,
    /// Decade phrases to their first year: `jaren negentig = 1990`.
    pub decade: BTreeMap<String, i64>,
    /// Calendar words to what is added to their year: `juche = 1911`.
    pub calendar: BTreeMap<String, i64>,
}
