//! What reports must make of linked statements, told as stories; outlets and people are invented.

mod common;

use common::{document, linked, shells, source, via};
use headstamp_linker::{
    Circle, CircleKind, Conflict, ConflictKind, Decided, Dossier, EventType, Gap, GapKind, Input,
    Parties, Policy, Report, Says, View,
};
use headstamp_model::{Basis, Document, Item, Phase, Polarity, SourceKind, Statement};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn types() -> BTreeMap<String, EventType> {
    let kind = |roles: &[&str], phased, make: Option<&str>| EventType {
        roles: roles.iter().map(|r| (*r).to_owned()).collect(),
        phased,
        make_role: make.map(str::to_owned),
    };
    BTreeMap::from([
        (
            "transfer".to_owned(),
            kind(&["supplier", "recipient"], true, None),
        ),
        ("stock".to_owned(), kind(&["holder"], false, None)),
        (
            "recovery".to_owned(),
            kind(&["finder", "made_in"], false, Some("made_in")),
        ),
    ])
}

#[derive(Debug, PartialEq)]
struct Told {
    conflicts: Vec<Conflict>,
    circles: Vec<Circle>,
    gaps: Vec<Gap>,
    dossiers: Vec<Dossier>,
}

fn reported(documents: &[Document], statements: &[Statement], confirmed: &[&str]) -> Told {
    let links = linked(documents, statements);
    let (types, classes) = (types(), BTreeMap::new());
    let confirmed: BTreeSet<String> = confirmed.iter().map(|id| (*id).to_owned()).collect();
    let report = Report::new(View {
        input: Input {
            documents,
            statements,
            classes: &classes,
            readers: &classes,
            decided: Decided::NOTHING,
        },
        links: &links.statements,
        types: &types,
        confirmed: &confirmed,
    });
    Told {
        conflicts: report.conflicts(),
        circles: report.circles(),
        gaps: report.gaps(),
        dossiers: report.dossiers(),
    }
}

fn kinds(told: &Told) -> Vec<ConflictKind> {
    told.conflicts.iter().map(|c| c.kind).collect()
}

#[test]
fn a_denial_stands_against_what_it_denies_with_the_counts_of_each_side() {
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
    let told = reported(&documents, &statements, &[]);
    assert_eq!(kinds(&told), [ConflictKind::Stance]);
    let [yes, no] = &told.conflicts[0].sides[..] else {
        panic!("two sides")
    };
    assert_eq!(yes.says, Says::Stance(Polarity::Positive));
    assert_eq!(
        (yes.behind.counts.outlets, no.behind.counts.outlets),
        (1, 1)
    );
}

#[test]
fn two_ministers_with_two_numbers_are_a_conflict_and_a_planned_load_is_none_with_one_that_arrived()
{
    let person = |name| source(SourceKind::Official, "ml", name);
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-03", "Evening Drum", "b"),
        document("c", "2031-05-04", "Sahel Wire", "c"),
    ];
    let statements = [
        shells("a", person("Moussa Kelenko"), 200.0),
        shells("b", person("Awa Tounkara"), 900.0),
        Statement {
            phase: Phase::Planned,
            ..shells(
                "c",
                source(SourceKind::Organisation, "", "Quay Watch"),
                5000.0,
            )
        },
    ];
    let told = reported(&documents, &statements, &[]);
    assert_eq!(kinds(&told), [ConflictKind::Quantity]);
    assert_eq!(told.conflicts[0].sides.len(), 2);
}

#[test]
fn one_number_in_other_words_and_another_unit_are_no_conflict() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-03", "Evening Drum", "b"),
        document("c", "2031-05-04", "Sahel Wire", "c"),
    ];
    let speaker = |name| source(SourceKind::Organisation, "", name);
    let mut statements = [
        shells("a", speaker("Quay Watch"), 200.0),
        shells("b", speaker("Harbour Institute"), 150.0),
        shells("c", speaker("Lagoon Centre"), 5.0),
    ];
    // at least 150 does not exclude 200, nor do five containers
    statements[1].items[0].high = None;
    statements[2].items[0].unit = Some("container".to_owned());
    assert_eq!(kinds(&reported(&documents, &statements, &[])), []);
}

#[test]
fn one_load_with_two_recipients_and_one_with_two_days_are_conflicts() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-03", "Evening Drum", "b"),
    ];
    let speaker = |name| source(SourceKind::Organisation, "", name);
    let mut statements = [
        shells("a", speaker("Quay Watch"), 4200.0),
        shells("b", speaker("Harbour Institute"), 4200.0),
    ];
    statements[0].time = Some("2031-04-02".to_owned());
    statements[1].time = Some("2031-04-19".to_owned());
    assert_eq!(
        kinds(&reported(&documents, &statements, &[])),
        [ConflictKind::Date]
    );
    statements[1].time = None;
    statements[1]
        .roles
        .insert("recipient".to_owned(), vec!["ne".to_owned()]);
    assert_eq!(
        kinds(&reported(&documents, &statements, &[])),
        [ConflictKind::Recipient]
    );
}

#[test]
fn who_denied_it_and_says_so_later_has_owned_up() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-20", "Evening Drum", "b"),
    ];
    let lome = || source(SourceKind::Government, "tg", "Lomé");
    let statements = [
        Statement {
            polarity: Polarity::Negative,
            ..shells("a", lome(), 200.0)
        },
        shells("b", lome(), 200.0),
    ];
    let told = reported(&documents, &statements, &[]);
    assert!(
        kinds(&told).contains(&ConflictKind::Admission),
        "{:?}",
        kinds(&told)
    );
    // somebody else's word is no admission
    let other = [
        statements[0].clone(),
        shells("b", source(SourceKind::Government, "ml", "Bamako"), 200.0),
    ];
    assert!(!kinds(&reported(&documents, &other, &[])).contains(&ConflictKind::Admission));
}

fn find(doc: &str, made_in: &str) -> Statement {
    Statement {
        event: "recovery".to_owned(),
        roles: [("finder", "ml"), ("made_in", made_in)]
            .map(|(role, id)| (role.to_owned(), vec![id.to_owned()]))
            .into(),
        basis: Basis::Physical,
        ..shells(doc, source(SourceKind::Organisation, "", "Quay Watch"), 3.0)
    }
}

#[test]
fn a_find_stands_against_an_earlier_denial_of_its_maker_and_against_no_later_or_other_one() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-06-20", "Evening Drum", "b"),
    ];
    let denial = |doc| Statement {
        polarity: Polarity::Negative,
        ..shells(doc, source(SourceKind::Government, "tg", "Lomé"), 200.0)
    };
    let told = reported(&documents, &[denial("a"), find("b", "tg")], &[]);
    assert_eq!(kinds(&told), [ConflictKind::Find]);
    let found = Says::Found(vec!["artillery-shell".to_owned()]);
    assert_eq!(told.conflicts[0].sides[1].says, found);
    assert_eq!(
        kinds(&reported(&documents, &[find("a", "tg"), denial("b")], &[])),
        []
    );
    assert_eq!(
        kinds(&reported(&documents, &[denial("a"), find("b", "gh")], &[])),
        []
    );
}

#[test]
fn an_agency_credited_by_itself_through_a_relay_is_a_circle_with_its_path() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Sahel Wire", "b"),
        document("c", "2031-05-02", "Harbour Post", "c"),
    ];
    let official = || source(SourceKind::Official, "ml", "");
    let statements = [
        Statement {
            via: via("Sahel Wire"),
            ..shells("a", official(), 300.0)
        },
        Statement {
            via: via("Lantern"),
            ..shells("b", official(), 300.0)
        },
        // its own reporter, whom it names, passes nothing on
        Statement {
            via: via("Harbour Post"),
            ..shells("c", official(), 300.0)
        },
    ];
    let told = reported(&documents, &statements, &[]);
    let cycles: Vec<&Circle> = told
        .circles
        .iter()
        .filter(|c| c.kind == CircleKind::Cycle)
        .collect();
    let [cycle] = cycles[..] else {
        panic!("one cycle: {:?}", told.circles)
    };
    let path: Vec<&str> = cycle.path.iter().map(|step| step.medium.as_str()).collect();
    assert_eq!(path, ["The Lantern", "Sahel Wire", "The Lantern"]);
    let straight = reported(&documents[..1], &statements[..1], &[]);
    assert_eq!(straight.circles, []);
}

#[test]
fn seven_outlets_with_one_nameless_official_are_an_alarm_and_with_a_named_one_are_none() {
    let documents: Vec<Document> = (0..7)
        .map(|n| document(&format!("d{n}"), "2031-05-01", &format!("Paper {n}"), "t"))
        .collect();
    let told = |name: &str| {
        let statements: Vec<Statement> = (0..7)
            .map(|n| Statement {
                via: via("The Lantern"),
                ..shells(
                    &format!("d{n}"),
                    source(SourceKind::Official, "ml", name),
                    30_000.0,
                )
            })
            .collect();
        reported(&documents, &statements, &[])
    };
    let alarm = &told("").circles[0];
    assert_eq!(alarm.kind, CircleKind::OneBehindMany);
    assert_eq!((alarm.behind.counts.outlets, alarm.path.len()), (7, 7));
    assert_eq!(told("Moussa Kelenko").circles, []);
}

#[test]
fn a_gap_report_tells_what_an_event_lacks() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
    ];
    let mut bare = shells("a", source(SourceKind::Anonymous, "", ""), 30.0);
    bare.items[0] = Item {
        class: "artillery-shell".to_owned(),
        ..Item::default()
    };
    let told = reported(&documents[..1], &[bare], &[]);
    let all = [
        GapKind::OneOrigin,
        GapKind::OnlyNameless,
        GapKind::NothingPhysical,
        GapKind::NoBound,
    ];
    assert_eq!(told.gaps[0].gaps, all);
    let whole = [
        Statement {
            basis: Basis::Physical,
            ..shells(
                "a",
                source(SourceKind::Organisation, "", "Quay Watch"),
                30.0,
            )
        },
        shells("b", source(SourceKind::Government, "ml", "Bamako"), 30.0),
    ];
    assert_eq!(reported(&documents, &whole, &[]).gaps, []);
}

#[test]
fn a_dossier_has_its_moves_its_finds_and_its_figures_by_policy() {
    let day = |n: usize| {
        document(
            &format!("d{n}"),
            &format!("2031-05-{:02}", n + 1),
            &format!("Paper {n}"),
            "t",
        )
    };
    let documents: Vec<Document> = (0..5).map(day).collect();
    let watch = || source(SourceKind::Organisation, "", "Quay Watch");
    let lome = || source(SourceKind::Government, "tg", "Lomé");
    let phase = |phase, statement| Statement { phase, ..statement };
    let statements = [
        phase(Phase::Planned, shells("d0", watch(), 900.0)),
        phase(
            Phase::Considered,
            shells("d1", source(SourceKind::Anonymous, "", ""), 40.0),
        ),
        Statement {
            basis: Basis::Physical,
            ..shells("d2", watch(), 300.0)
        },
        Statement {
            polarity: Polarity::Negative,
            ..shells("d3", lome(), 300.0)
        },
        find("d4", "tg"),
    ];
    let told = reported(&documents, &statements, &[&statements[2].id]);
    let [dossier] = &told.dossiers[..] else {
        panic!("one dossier: {:?}", told.dossiers)
    };
    let between = Parties::Between {
        supplier: "tg".to_owned(),
        recipient: "gh".to_owned(),
    };
    assert_eq!(dossier.parties, between);
    let finds: Vec<bool> = dossier.entries.iter().map(|e| e.find).collect();
    assert_eq!(finds, [false, false, false, false, true]);
    let phases: Vec<Phase> = dossier.moves.iter().map(|m| m.phase).collect();
    assert_eq!(phases, [Phase::Planned, Phase::Completed]);
    let figure = |done, policy| {
        let mut figures = dossier.figures.iter();
        figures
            .find(|f| f.done == done && f.policy == policy)
            .map(|f| (f.low, f.high))
    };
    let exactly = |n| Some((Some(n), Some(n)));
    assert_eq!(figure(false, Policy::Lowest), exactly(40.0));
    assert_eq!(figure(false, Policy::Highest), exactly(900.0));
    assert_eq!(figure(false, Policy::BestOrigin), exactly(900.0));
    assert_eq!(figure(false, Policy::Reviewed), None);
    assert_eq!(figure(true, Policy::PhysicallyConfirmed), exactly(300.0));
    assert_eq!(figure(true, Policy::Reviewed), exactly(300.0));
    assert_eq!(
        (dossier.asserted.statements, dossier.asserted.reviewed),
        (3, 1)
    );
    assert_eq!(dossier.denied.counts.documents, 1);
}

#[test]
fn a_claim_that_leaves_a_side_open_belongs_to_the_one_event_it_fits_and_to_none_of_two() {
    let documents = [
        document("a", "2031-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
        document("c", "2031-05-03", "Sahel Wire", "c"),
    ];
    let speaker = |name| source(SourceKind::Organisation, "", name);
    let mut open = shells("b", speaker("Harbour Institute"), 200.0);
    open.roles.remove("recipient");
    let closed = shells("a", speaker("Quay Watch"), 200.0);
    let one = reported(&documents, &[closed.clone(), open.clone()], &[]);
    assert_eq!(one.dossiers[0].asserted.statements, 2);
    let mut other = shells("c", speaker("Lagoon Centre"), 200.0);
    other
        .roles
        .insert("recipient".to_owned(), vec!["ne".to_owned()]);
    let two = reported(&documents, &[closed, open, other], &[]);
    assert!(two.dossiers.iter().all(|d| d.asserted.statements == 1));
}

#[test]
fn what_one_state_passes_to_another_decades_apart_is_two_events() {
    let documents = [
        document("a", "1998-05-01", "The Lantern", "a"),
        document("b", "2031-05-02", "Evening Drum", "b"),
    ];
    let mut statements = [shells("a", None, 200.0), shells("b", None, 200.0)];
    let events = |statements: &[Statement]| linked(&documents, statements).events.len();
    assert_eq!(events(&statements), 2);
    for statement in &mut statements {
        statement.roles.remove("recipient");
    }
    assert_eq!(events(&statements), 2);
}

proptest! {
    #[test]
    fn the_order_of_arrival_changes_no_report(rows in proptest::collection::vec((0..5_usize, 0..4_usize, 0..3_usize, 0..3_usize, any::<bool>()), 1..12)) {
        let documents: Vec<Document> = (0..5)
            .map(|n| document(&format!("d{n}"), &format!("2031-05-0{}", n + 1), &format!("Paper {}", n % 3), "t"))
            .collect();
        let statements: Vec<Statement> = rows
            .iter()
            .enumerate()
            .map(|(index, (doc, who, number, kind, denied))| {
                let who = match who {
                    0 => None,
                    1 => source(SourceKind::Official, "ml", "Awa Tounkara"),
                    2 => source(SourceKind::Government, "tg", "Lomé"),
                    _ => source(SourceKind::Official, "ml", ""),
                };
                let doc = format!("d{doc}");
                let mut statement = if *kind == 0 {
                    find(&doc, "tg")
                } else {
                    shells(&doc, who, [10.0, 20.0, 5000.0][*number])
                };
                statement.via = via(&format!("Paper {number}"));
                statement.id = format!("{index:03}");
                if *denied {
                    statement.polarity = Polarity::Negative;
                }
                statement
            })
            .collect();
        let told = reported(&documents, &statements, &["001"]);
        let (mut others, mut turned) = (documents, statements);
        others.reverse();
        turned.reverse();
        prop_assert_eq!(told, reported(&others, &turned, &["001"]));
    }
}
