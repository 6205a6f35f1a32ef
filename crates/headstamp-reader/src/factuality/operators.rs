//! Operators: which of them stand over an event, and who their own subject and objects are in it.
//!
//! `refused to allow the sale of` reaches the sale, not what a verb between them means. Next: `polarity`.

use super::governing;
use crate::frames::{Frame, ITEM, Slot};
use crate::grammar::Opener;
use crate::lexicon::{Sense, VerbForm};
use crate::mentions::Kind;
use crate::parse::{Parse, Use};
use crate::verbs::Status;

pub(super) fn stands_over(
    parse: &Parse<'_>,
    frame: &Frame,
    operator: &Use,
    path: &[usize],
) -> bool {
    if operator.at < frame.word.end && frame.word.at < operator.end {
        return false;
    }
    let clause = parse.clauses.at(operator.at);
    let Some(depth) = path.iter().position(|c| *c == clause) else {
        return false;
    };
    let distance = operator.at.abs_diff(frame.word.at);
    match operator.form {
        VerbForm::Noun | VerbForm::AgentNoun => {
            if depth == 0 {
                // `plans for the delivery`, `refusal of the sale`; behind it only in a compound or passive
                operator.end <= frame.word.at && distance <= 8 && frame.noun.is_some()
                    || frame.noun.is_none() && operator.end <= frame.word.at && distance <= 10
                    || operator.at >= frame.word.end && operator.at - frame.word.end <= 1
            } else {
                depth == 1
            }
        }
        VerbForm::Phrase => depth <= 1 || distance <= 12,
        _ if depth == 0 => {
            if frame.noun.is_some() {
                return true;
            }
            // a full verb stands over another only when that one is not finite
            !matches!(
                parse.statuses.get(frame.word.at),
                Some(Some(Status::Finite))
            ) && (operator.at < frame.word.at
                || parse.tagged.lexicon.orthography.order == headstamp_packs::schema::WordOrder::V2)
        }
        // `declined to comment on reports that …`: not through a verb that means something else
        _ => {
            depth <= 2
                && path
                    .get(1..depth)
                    .unwrap_or_default()
                    .iter()
                    .all(|between| {
                        parse.tokens_in(*between).any(|i| {
                            parse.statuses.get(i).is_some_and(Option::is_some)
                                && parse.tagged.senses(i).any(|(_, sense)| {
                                    matches!(sense, Sense::Operator(..) | Sense::Trigger(..))
                                })
                        })
                    })
        }
    }
}

/// Gives the event the operator's own subject and objects.
pub(super) fn operator_roles(
    parse: &Parse<'_>,
    frame: &mut Frame,
    operator: &Use,
    roles: &[String],
) {
    let lexicon = parse.tagged.lexicon;
    let value = &lexicon.operators[operator.index].value;
    let trigger = &lexicon.triggers[frame.word.index].trigger;
    let doer = trigger
        .roles
        .get("subject")
        .filter(|r| *r != ITEM)
        .map(String::as_str);
    let has_role = |role: &str| roles.iter().any(|r| r == role);
    let clause = parse.clauses.at(operator.at);
    // who considers it likely that a bomb was dropped does not drop it
    let finite_below = clause != frame.clause
        && governing(parse, frame.clause)
            .iter()
            .take_while(|c| **c != clause)
            .any(|c| parse.clauses.list[*c].opener == Some(Opener::Content));
    let resolve = |name: &str| -> Option<String> {
        match name {
            "doer" | "counterpart" if finite_below => None,
            "doer" => doer.map(str::to_owned),
            // who approves or stops a purchase is who buys, unless somebody else does
            "authority" => match (doer, roles) {
                (Some(doer), [giver, taker, ..]) if doer == taker => {
                    let open = !frame.has(doer);
                    Some(if open { doer } else { giver }.to_owned())
                }
                (_, [giver, _, ..]) => Some(giver.clone()),
                _ => None,
            },
            "counterpart" => roles
                .iter()
                .take(2)
                .find(|r| doer.is_some_and(|d| d != r.as_str()))
                // both sides of an event that has only parties
                .or_else(|| roles.first().filter(|_| roles.len() == 1))
                .cloned(),
            other => has_role(other).then(|| other.to_owned()),
        }
    };
    let passive = matches!(operator.form, VerbForm::Participle)
        && parse.passive(operator.at, value.roles.contains_key("object"));
    let noun = matches!(operator.form, VerbForm::Noun);
    let v2 = lexicon.orthography.order == headstamp_packs::schema::WordOrder::V2;
    let mut given: Vec<(String, usize, &str)> = Vec::new();
    // `verwehrte der Schweiz die Weitergabe`
    let dative = parse
        .bare(clause)
        .find(|(i, m)| {
            Some(*i) != parse.subject(clause)
                && m.may_act()
                && m.cases.contains(&crate::grammar::Case::Dative)
                && !m.cases.contains(&crate::grammar::Case::Accusative)
                && !m.cases.contains(&crate::grammar::Case::Nominative)
        })
        .map(|(i, _)| i);
    if let (Some(role), Some(dative)) = (
        value
            .roles
            .get("dative")
            .filter(|_| !noun)
            .and_then(|r| resolve(r)),
        dative,
    ) {
        given.push((role, dative, "object of"));
    }
    if let Some(subject) = parse.subject(clause).filter(|_| !noun) {
        let function = if passive { "object" } else { "subject" };
        if let Some(role) = value.roles.get(function).and_then(|r| resolve(r)) {
            given.push((role, subject, "subject of"));
        }
    }
    let object = parse
        .bare(clause)
        .find(|(i, m)| {
            Some(*i) != parse.subject(clause) && m.may_act() && (m.head.start > operator.at || v2)
        })
        .map(|(i, _)| i);
    if let Some(role) = value
        .roles
        .get("object")
        .filter(|_| !passive && !noun)
        .and_then(|r| resolve(r))
        && let Some(object) = object
    {
        given.push((role, object, "object of"));
    }
    for (index, mention) in parse.mentions_in(clause) {
        let Some(word) = mention.governed_by() else {
            continue;
        };
        let role = value
            .roles
            .get(word)
            .or_else(|| {
                (noun && mention.possesses.is_some())
                    .then(|| value.roles.get("possessor"))
                    .flatten()
            })
            .and_then(|r| resolve(r));
        if let Some(role) = role.filter(|_| mention.may_act() || mention.kind == Kind::Place)
            && !frame.slots.iter().any(|s| s.mention == Some(index))
        {
            given.push((role, index, "preposition of"));
        }
    }
    let rule = super::entry_reason(
        parse,
        operator.entry,
        &lexicon.operators[operator.index].rule,
    );
    for (role, mention, function) in given {
        if frame.items.contains(&mention) {
            continue;
        }
        let group = parse.group(mention);
        // the default control by the subject gives way to what the operator says
        let controlled: Vec<usize> = group.clone();
        frame.slots.retain(|s| {
            !(s.function.as_ref() == "subject"
                && s.mention.is_some_and(|m| controlled.contains(&m))
                && s.role.as_ref() != role)
        });
        if function == "object of" {
            frame
                .slots
                .retain(|s| !(s.function.as_ref() == "subject" && s.role.as_ref() == role));
        }
        if frame.has(&role) && !crate::frames::is_joint(parse, frame) {
            continue;
        }
        for index in group {
            let Some(found) = parse.mentions.get(index) else {
                continue;
            };
            if !found.may_act() && found.kind != Kind::Place
                || frame.slots.iter().any(|s| s.mention == Some(index))
            {
                continue;
            }
            frame.slots.push(Slot {
                role: role.as_str().into(),
                mention: Some(index),
                actor: None,
                function: format!("{function} {rule}").into(),
            });
        }
    }
}
