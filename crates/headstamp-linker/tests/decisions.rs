//! What people decided overrules the linker, told as stories; outlets and people are invented.

mod common;

use common::{document, shells, source};
use headstamp_linker::{Decided, Input, Links, Reason, link};
use headstamp_model::{Document, SourceKind, Statement};
use std::collections::{BTreeMap, BTreeSet};

fn decided(documents: &[Document], statements: &[Statement], decided: &Decided) -> Links {
    link(Input {
        documents,
        statements,
        classes: &BTreeMap::new(),
        readers: &BTreeMap::new(),
        decided,
    })
}

fn pair(a: &Statement, b: &Statement) -> Vec<(String, String)> {
    vec![(b.id.clone(), a.id.clone())]
}

fn three_days() -> [Document; 3] {
    [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
        document("c", "2031-05-03", "Sahel Wire", "c"),
    ]
}

fn person(name: &str) -> Option<headstamp_model::Source> {
    source(SourceKind::Official, "ml", name)
}

#[test]
fn two_unnamed_officials_are_one_when_a_person_says_so_and_the_next_one_stays_another() {
    let official = || source(SourceKind::Official, "ml", "");
    let statements = [
        shells("a", official(), 30.0),
        shells("b", official(), 40.0),
        shells("c", official(), 90.0),
    ];
    for merge in [
        Decided {
            one_origin: pair(&statements[0], &statements[1]),
            ..Decided::default()
        },
        // without a name `the same source` holds for these two alone
        Decided {
            one_source: pair(&statements[0], &statements[1]),
            ..Decided::default()
        },
    ] {
        let links = decided(&three_days(), &statements, &merge);
        let origin = |n: usize| &links.statements[n].origin;
        assert_eq!(origin(0), origin(1));
        assert_ne!(origin(0), origin(2));
        assert!(
            links
                .joins
                .iter()
                .any(|j| j.reason == Reason::Person && j.certain)
        );
    }
}

#[test]
fn one_source_under_two_names_is_one_in_every_document() {
    let statements = [
        shells("a", person("Moussa Kelenko"), 30.0),
        shells("b", person("Abu Salim"), 30.0),
        shells("c", person("Abu Salim"), 30.0),
    ];
    let apart = decided(&three_days(), &statements, Decided::NOTHING);
    assert_ne!(apart.statements[0].origin, apart.statements[2].origin);
    let alias = Decided {
        one_source: pair(&statements[0], &statements[1]),
        ..Decided::default()
    };
    let links = decided(&three_days(), &statements, &alias);
    let origins: BTreeSet<&String> = links.statements.iter().map(|l| &l.origin).collect();
    assert_eq!(origins.len(), 1);
}

#[test]
fn two_people_whose_names_look_like_one_stay_two_whatever_stands_between() {
    let statements = [
        shells("a", person("Moussa Kelenko"), 30.0),
        shells("b", source(SourceKind::Government, "ml", "Bamako"), 30.0),
        shells("c", person("Musa Kelenka"), 30.0),
    ];
    let one = decided(&three_days(), &statements, Decided::NOTHING);
    assert_eq!(one.statements[0].origin, one.statements[2].origin);
    let two = Decided {
        two_sources: pair(&statements[0], &statements[2]),
        ..Decided::default()
    };
    let links = decided(&three_days(), &statements, &two);
    let (first, last) = (&links.statements[0], &links.statements[2]);
    assert_ne!(first.origin, last.origin);
    assert_ne!(first.origin_possible, last.origin_possible);
}

#[test]
fn a_split_parts_what_one_name_joins_in_two_documents_and_in_one() {
    let speaker = || person("Moussa Kelenko");
    let mut statements = [shells("a", speaker(), 30.0), shells("b", speaker(), 30.0)];
    let split = Decided {
        two_origins: pair(&statements[0], &statements[1]),
        ..Decided::default()
    };
    let links = decided(&three_days(), &statements, &split);
    assert_ne!(links.statements[0].origin, links.statements[1].origin);
    assert!(
        links
            .joins
            .iter()
            .any(|j| j.reason == Reason::PersonApart && !j.certain)
    );
    statements[1].doc = "a".to_owned();
    let links = decided(&three_days(), &statements, &split);
    assert_ne!(links.statements[0].origin, links.statements[1].origin);
}

#[test]
fn claims_are_merged_and_split_as_a_person_says() {
    let speaker = || person("Moussa Kelenko");
    let mut statements = [shells("a", speaker(), 30.0), shells("b", speaker(), 30.0)];
    let split = Decided {
        two_claims: pair(&statements[0], &statements[1]),
        ..Decided::default()
    };
    let links = decided(&three_days(), &statements, &split);
    assert_eq!(links.claims.len(), 2);
    assert_eq!(links.statements[0].origin, links.statements[1].origin);
    statements[1].source = None;
    statements[1]
        .roles
        .insert("recipient".to_owned(), vec!["ne".to_owned()]);
    let merge = Decided {
        one_claim: pair(&statements[0], &statements[1]),
        ..Decided::default()
    };
    let links = decided(&three_days(), &statements, &merge);
    assert_eq!(links.claims.len(), 1);
    // the id is that of the first appearance, before and after
    let before = decided(&three_days(), &statements[..1], Decided::NOTHING);
    assert_eq!(links.claims[0].id, before.claims[0].id);
}

#[test]
fn what_two_readers_find_in_one_sentence_is_one_appearance_without_drift() {
    let statements = [
        shells("a", person("Moussa Kelenko"), 30.0),
        shells("a", person("Moussa Kelenko"), 40.0),
    ];
    let readers = BTreeMap::from([(statements[1].id.clone(), "Anna Smit".to_owned())]);
    let links = link(Input {
        documents: &three_days(),
        statements: &statements,
        classes: &BTreeMap::new(),
        readers: &readers,
        decided: Decided::NOTHING,
    });
    assert_eq!(links.claims.len(), 1);
    assert!(links.claims[0].hops.is_empty());
}
