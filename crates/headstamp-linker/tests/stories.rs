//! What linking must make of reports, told as stories; outlets and people are invented.

mod common;

use common::{document, linked, shells, source, via};
use headstamp_linker::{CopyKind, Drift, Fate, Links, Reason};
use headstamp_model::{Certainty, Document, Polarity, SourceKind, Statement};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn origins(links: &Links) -> usize {
    let ids: BTreeSet<&String> = links.statements.iter().map(|l| &l.origin).collect();
    ids.len()
}

fn possible(links: &Links) -> usize {
    let ids: BTreeSet<&String> = links
        .statements
        .iter()
        .map(|l| &l.origin_possible)
        .collect();
    ids.len()
}

#[test]
fn one_unnamed_official_in_one_paper_relayed_by_dozens_is_one_origin() {
    let official = || source(SourceKind::Official, "ml", "");
    let mut documents = vec![document("first", "2031-05-01", "The Lantern", "Shells go.")];
    let mut statements = vec![shells("first", official(), 30_000.0)];
    for n in 0..24 {
        let id = format!("relay {n}");
        documents.push(document(
            &id,
            "2031-05-02",
            &format!("Paper {n}"),
            "They say so.",
        ));
        statements.push(Statement {
            via: via("The Lantern"),
            ..shells(&id, official(), 30_000.0)
        });
    }
    let links = linked(&documents, &statements);
    assert_eq!(origins(&links), 1);
    assert_eq!(links.claims.len(), 1);
    let counts = links.events[0].asserted;
    assert_eq!((counts.documents, counts.outlets), (25, 25));
    assert_eq!((counts.origins_low, counts.origins_high), (1, 1));
}

#[test]
fn a_ministers_figure_drifts_on_its_way_and_stays_one_origin() {
    let minister = |name| source(SourceKind::Official, "ml", name);
    let documents = [
        document("agency", "2031-05-01", "Sahel Wire", "a"),
        document("paper", "2031-05-02", "The Lantern", "b"),
        document("tabloid", "2031-05-03", "Evening Drum", "c"),
    ];
    let statements = [
        Statement {
            certainty: Certainty::Probable,
            ..shells("agency", minister("Moussa Kelenko"), 29_400.0)
        },
        Statement {
            via: via("Sahel Wire"),
            ..shells("paper", minister("Musa Kelenko"), 29_400.0)
        },
        Statement {
            via: via("Sahel Wire"),
            ..shells("tabloid", minister("Moussa Kelenko"), 30_000.0)
        },
    ];
    let links = linked(&documents, &statements);
    assert_eq!((origins(&links), links.claims.len()), (1, 1));
    let changes: Vec<&Drift> = links.claims[0]
        .hops
        .iter()
        .flat_map(|h| &h.changes)
        .collect();
    assert!(matches!(changes[0], Drift::HedgeLost { .. }), "{changes:?}");
    let (before, after) = (Some(29_400.0), Some(30_000.0));
    let rounded = Drift::NumberChanged {
        class: "artillery-shell".to_owned(),
        before: (before, before),
        after: (after, after),
    };
    assert_eq!(*changes[1], rounded);
}

#[test]
fn two_unnamed_officials_that_may_be_one_are_a_range() {
    let official = || source(SourceKind::Official, "ml", "");
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
    ];
    let mut statements = [shells("a", official(), 30.0), shells("b", official(), 30.0)];
    for statement in &mut statements {
        statement.items[0].low = None;
        statement.items[0].high = None;
    }
    let links = linked(&documents, &statements);
    assert_eq!((origins(&links), possible(&links)), (2, 1));
    assert!(links.joins.iter().all(|j| !j.certain));
}

#[test]
fn an_unnamed_official_of_one_state_is_not_perhaps_the_government_of_another() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
    ];
    let statements = [
        shells("a", source(SourceKind::Official, "ml", ""), 30.0),
        shells("b", source(SourceKind::Government, "ne", "Niamey"), 30.0),
    ];
    assert_eq!(possible(&linked(&documents, &statements)), 2);
}

#[test]
fn two_ministers_of_one_government_are_two_origins_whatever_stands_between() {
    let person = |name| source(SourceKind::Official, "ml", name);
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-03", "Evening Drum", "b"),
        document("c", "2031-05-02", "Sahel Wire", "c"),
    ];
    let government = source(SourceKind::Government, "ml", "Bamako");
    let statements = [
        shells("a", person("Moussa Kelenko"), 200.0),
        shells("b", person("Awa Tounkara"), 900.0),
        shells("c", government, 200.0),
    ];
    let links = linked(&documents, &statements);
    let origin = |n: usize| &links.statements[n].origin;
    assert_ne!(origin(0), origin(1));
    assert_eq!(origin(0), origin(2));
}

#[test]
fn a_name_in_two_spellings_is_one_person_and_two_of_one_family_are_two() {
    let person = |name| source(SourceKind::Official, "ml", name);
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
        document("c", "2031-05-02", "Sahel Wire", "c"),
        document("d", "2031-05-02", "Harbour Post", "d"),
    ];
    let statements = [
        shells("a", person("Kelo Sum-wik"), 200.0),
        shells("b", person("Kelo Sum Wik"), 200.0),
        shells("c", source(SourceKind::Government, "ml", "Bamako"), 200.0),
        shells("d", person("Bara Sum-wik"), 200.0),
    ];
    let links = linked(&documents, &statements);
    let origin = |n: usize| &links.statements[n].origin;
    assert_eq!(origin(0), origin(1));
    assert_ne!(origin(0), origin(3));
    assert!(links.joins.iter().any(|j| j.reason == Reason::TwoNames));
}

#[test]
fn a_denial_that_repeats_the_claim_is_a_claim_of_its_own_against_one_event() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
    ];
    let statements = [
        shells("a", source(SourceKind::Government, "ml", "Bamako"), 200.0),
        Statement {
            polarity: Polarity::Negative,
            ..shells("b", source(SourceKind::Government, "tg", "Lomé"), 200.0)
        },
    ];
    let links = linked(&documents, &statements);
    assert_eq!(
        (origins(&links), links.claims.len(), links.events.len()),
        (2, 2, 1)
    );
    let event = &links.events[0];
    assert_eq!(
        (event.asserted.origins_high, event.denied.origins_high),
        (1, 1)
    );
}

/// A document that stood at an address.
fn version(id: &str, day: &str, text: &str) -> Document {
    Document {
        url: Some("lantern/shells".to_owned()),
        ..document(id, day, "The Lantern", text)
    }
}

fn fates(links: &Links) -> Vec<Fate> {
    let marks = links.claims.iter().flat_map(|claim| &claim.marks);
    marks.map(|mark| mark.fate).collect()
}

#[test]
fn one_text_corrected_twice_is_one_outlet_and_one_claim_with_both_corrections() {
    let documents = [
        version("v1", "2031-05-01", "a"),
        version("v2", "2031-05-02", "b"),
        version("v3", "2031-05-04", "c"),
    ];
    let statements = [
        shells("v1", None, 200.0),
        shells("v2", None, 2000.0),
        shells("v3", None, 1800.0),
    ];
    let links = linked(&documents, &statements);
    assert_eq!((origins(&links), links.claims.len()), (1, 1));
    let hops: Vec<(&str, &str)> = links.claims[0]
        .hops
        .iter()
        .map(|h| (h.from.as_str(), h.to.as_str()))
        .collect();
    let id = |n: usize| statements[n].id.as_str();
    assert_eq!(hops, [(id(0), id(1)), (id(1), id(2))]);
    let counts = links.events[0].asserted;
    assert_eq!((counts.documents, counts.outlets), (3, 1));
    assert_eq!(fates(&links), []);
}

#[test]
fn what_a_later_text_at_the_address_leaves_out_is_marked_with_whoever_relayed_it() {
    let mut documents = vec![
        version("v1", "2031-05-01", "a"),
        version("v2", "2031-05-03", "b"),
        document("c", "2031-05-02", "Evening Drum", "c"),
    ];
    let relayed = Statement {
        via: via("Lantern"),
        ..shells("c", source(SourceKind::Official, "ml", ""), 200.0)
    };
    let first = shells("v1", source(SourceKind::Official, "ml", ""), 200.0);
    let links = linked(&documents, &[first.clone(), relayed.clone()]);
    assert_eq!(fates(&links), [Fate::Dropped, Fate::RestsOnWithdrawn]);
    // while it still stands there nothing is marked
    let still = shells("v2", source(SourceKind::Official, "ml", ""), 200.0);
    assert_eq!(
        fates(&linked(&documents, &[first.clone(), still, relayed])),
        []
    );
    // of two texts of one day nobody knows which came last
    documents[1].published = Some("2031-05-01".to_owned());
    assert_eq!(fates(&linked(&documents, &[first])), [Fate::Differs]);
}

#[test]
fn a_retraction_marks_what_the_paper_printed_and_a_denial_by_others_marks_nothing() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-09", "The Lantern", "b"),
        document("c", "2031-05-09", "Evening Drum", "c"),
    ];
    let denied = |doc, who| Statement {
        polarity: Polarity::Negative,
        ..shells(doc, who, 200.0)
    };
    let first = shells("a", None, 200.0);
    let own = [first.clone(), denied("b", None)];
    let links = linked(&documents, &own);
    assert_eq!(fates(&links), [Fate::Retracted]);
    let by = links
        .claims
        .iter()
        .flat_map(|c| &c.marks)
        .find_map(|m| m.by.clone());
    assert_eq!(by.as_ref(), Some(&own[1].id));
    let reported = [
        first.clone(),
        denied("c", source(SourceKind::Media, "", "Lantern")),
    ];
    assert_eq!(fates(&linked(&documents, &reported)), [Fate::Retracted]);
    let others = [
        first,
        denied("b", source(SourceKind::Government, "tg", "Lomé")),
        denied("c", None),
    ];
    assert_eq!(fates(&linked(&documents, &others)), []);
}

#[test]
fn a_minister_who_takes_his_word_back_is_marked_and_another_minister_is_not() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-09", "Evening Drum", "b"),
    ];
    let person = |name| source(SourceKind::Official, "ml", name);
    let back = |name| {
        let denied = Statement {
            polarity: Polarity::Negative,
            ..shells("b", person(name), 200.0)
        };
        fates(&linked(
            &documents,
            &[shells("a", person("Moussa Kelenko"), 200.0), denied],
        ))
    };
    assert_eq!(back("Musa Kelenko"), [Fate::Retracted]);
    assert_eq!(back("Awa Tounkara"), []);
}

#[test]
fn a_wire_story_in_two_papers_is_one_account() {
    let story = "The harbour master of Lomé counted forty crates of shells on the quay before the ship left for \
        Tema at dawn, and nobody at the ministry would say who had signed for them or where the money came from.";
    let documents = [
        document("a", "2031-05-01", "The Lantern", story),
        document("b", "2031-05-01", "Evening Drum", story),
        document(
            "c",
            "2031-05-01",
            "Sahel Wire",
            "Another text about something else altogether, of its own.",
        ),
    ];
    let statements = [
        shells("a", None, 40.0),
        shells("b", None, 40.0),
        Statement {
            items: Vec::new(),
            ..shells("c", None, 41.0)
        },
    ];
    let links = linked(&documents, &statements);
    assert_eq!(links.copies.len(), 1);
    assert_eq!(links.copies[0].kind, CopyKind::NewswireCopy);
    assert_eq!(links.statements[0].origin, links.statements[1].origin);
    assert_ne!(links.statements[0].origin, links.statements[2].origin);
    assert!(
        links
            .joins
            .iter()
            .any(|j| j.reason == Reason::Copy && j.certain)
    );
}

#[test]
fn papers_that_share_a_designation_but_no_figure_tell_perhaps_one_account_and_with_other_figures_none_for_certain()
 {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
    ];
    let told = |numbers: [Option<f64>; 2]| {
        let statements = [("a", numbers[0]), ("b", numbers[1])].map(|(doc, number)| {
            let mut statement = shells(doc, None, 1.0);
            statement.items[0].name = Some("M107".to_owned());
            (statement.items[0].low, statement.items[0].high) = (number, number);
            statement
        });
        let links = linked(&documents, &statements);
        (origins(&links), possible(&links))
    };
    assert_eq!(told([None, None]), (2, 1));
    assert_eq!(told([Some(180.0), Some(10.0)]), (2, 1));
    assert_eq!(told([Some(180.0), Some(180.0)]), (1, 1));
}

#[test]
fn another_recipient_on_the_same_day_is_another_claim() {
    let speaker = || source(SourceKind::Official, "ml", "Moussa Kelenko");
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-01", "Evening Drum", "b"),
    ];
    let mut statements = [shells("a", speaker(), 40.0), shells("b", speaker(), 40.0)];
    statements[1]
        .roles
        .insert("recipient".to_owned(), vec!["ne".to_owned()]);
    let links = linked(&documents, &statements);
    assert_eq!((origins(&links), links.claims.len()), (1, 2));
}

/// Statements of a small world, some alike.
fn world() -> impl Strategy<Value = (Vec<Document>, Vec<Statement>)> {
    let one = (
        0..6_usize,
        0..5_usize,
        0..4_usize,
        0..3_usize,
        any::<bool>(),
    );
    proptest::collection::vec(one, 1..14).prop_map(|rows| {
        let documents: Vec<Document> = (0..6)
            .map(|n| Document {
                // two texts that stood at one address
                url: Some("lantern/shells".to_owned()).filter(|_| n % 3 == 0),
                ..document(
                    &format!("d{n}"),
                    &format!("2031-05-0{}", n + 1),
                    &format!("Paper {}", n % 3),
                    "t",
                )
            })
            .collect();
        let statements = rows
            .into_iter()
            .enumerate()
            .map(|(index, (doc, who, number, recipient, denied))| {
                let source = match who {
                    0 => None,
                    1 => source(SourceKind::Official, "ml", "Moussa Kelenko"),
                    2 => source(SourceKind::Official, "ml", "Awa Tounkara"),
                    3 => source(SourceKind::Government, "ml", "Bamako"),
                    _ => source(SourceKind::Official, "ml", ""),
                };
                let number = [10.0, 20.0, 30.0, 5000.0][number];
                let recipient = ["gh", "ne", "bf"][recipient];
                let mut statement = shells(&format!("d{doc}"), source, number);
                statement.id = format!("{index:03}");
                statement
                    .roles
                    .insert("recipient".to_owned(), vec![recipient.to_owned()]);
                if denied {
                    statement.polarity = Polarity::Negative;
                }
                statement
            })
            .collect();
        (documents, statements)
    })
}

proptest! {
    #[test]
    fn the_order_of_arrival_changes_nothing((documents, statements) in world(), turn in 0..14_usize) {
        let mut links = linked(&documents, &statements);
        let (mut others, mut turned) = (documents, statements);
        others.reverse();
        let by = turn % turned.len();
        turned.rotate_left(by);
        turned.reverse();
        let mut again = linked(&others, &turned);
        links.statements.sort_by(|a, b| a.statement.cmp(&b.statement));
        again.statements.sort_by(|a, b| a.statement.cmp(&b.statement));
        prop_assert_eq!(links, again);
    }

    #[test]
    fn certain_joins_lie_within_possible_ones((documents, statements) in world()) {
        let links = linked(&documents, &statements);
        let mut possible = BTreeMap::new();
        for link in &links.statements {
            let whole = possible.entry(&link.origin).or_insert(&link.origin_possible);
            prop_assert_eq!(*whole, &link.origin_possible);
        }
    }
}
