//! Every code of a pack problem with its one-line text: the one list of them.
//!
//! Each code has a page in `docs/reference/errors/` and a bad pack in `tests/bad/`; a test holds the
//! three together. A code that is no longer used is not given to another problem.

use std::fmt;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The packs cannot be used.
    Error,
    /// The packs can be used; an author should look.
    Warning,
}

macro_rules! codes {
    ($($variant:ident = $id:literal $severity:ident $summary:literal),+ $(,)?) => {
        /// What sort of problem it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $summary] $variant),+ }

        impl Code {
            /// Every code, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The code as it is printed: `P012`.
            pub const fn id(self) -> &'static str { match self { $(Self::$variant => $id),+ } }
            /// What it is about, in one line.
            pub const fn summary(self) -> &'static str { match self { $(Self::$variant => $summary),+ } }
            /// Whether packs with it can be used.
            pub const fn severity(self) -> Severity { match self { $(Self::$variant => Severity::$severity),+ } }
        }
    };
}

codes! {
    Unreadable = "P000" Error "a file or folder cannot be read",
    Syntax = "P001" Error "the file is not TOML",
    UnknownKey = "P002" Error "a key that this file does not have",
    WrongType = "P003" Error "a value of another type than the key takes",
    MissingKey = "P004" Error "a key that must be there is missing",
    TooDeep = "P005" Error "tables nest deeper than the format allows",
    SeveralLines = "P006" Error "an inline table runs over several lines",
    NotNfc = "P007" Error "text is not in Unicode normalisation form C",
    EmptyForm = "P008" Error "a word or text is empty",
    StraySpace = "P009" Error "a word or text has spaces at its ends or two in a row",
    Duplicate = "P010" Warning "the same form stands twice in one file",
    Format = "P011" Error "the pack is written in another version of the format",
    UnknownRole = "P012" Error "a role that the event type does not have",
    UnknownFunction = "P013" Error "a function that is neither built in nor a preposition",
    UnknownEvent = "P014" Error "a rules file that is named after no event type",
    UnknownClass = "P015" Error "an item class that does not exist",
    UnknownActor = "P016" Error "a state or actor that does not exist",
    UnknownWord = "P017" Error "a value outside the closed list of this key",
    UnknownReading = "P018" Error "a reading word of the grammar that does not exist",
    UnknownSlot = "P019" Error "a slot that this pattern cannot have",
    Unbalanced = "P020" Error "a bracket in a pattern without its partner",
    FolderName = "P021" Error "the folder is named otherwise than the language in it",
    NoCases = "P022" Error "a rules file without its case file",
    NoRules = "P023" Error "a case file without its rules file",
    NoExample = "P024" Error "an entry that reads text has no example",
    SharedAlias = "P025" Error "one alias stands for two actors",
    DesignationClass = "P026" Error "a designation of an item class that does not exist",
    UnknownFile = "P027" Warning "a file that no part of the program reads",
    NoFile = "P028" Error "a file that must be there is missing",
    NoForms = "P029" Error "an entry that can match nothing",
    ClassLoop = "P030" Error "item classes that are each other's parent",
    Figures = "P031" Error "figures of a rule that cannot be",
    StaleFigures = "P032" Warning "figures of a rule that the pack does not have",
    UnknownDesignation = "P033" Error "a weapon type that does not exist",
    UnknownReference = "P034" Error "a source whose reference does not exist",
    UnknownOutlet = "P035" Error "an outlet that does not exist",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/error_pages.rs"));

/// The page about a code (`P012`, in either case): what it is, why, an example, what to do.
pub fn help_for(code: &str) -> Option<&'static str> {
    let wanted = format!("{}.md", code.trim().to_uppercase());
    PAGES
        .iter()
        .find(|(name, _)| *name == wanted)
        .map(|(_, page)| *page)
}
