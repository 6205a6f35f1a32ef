//! Who of the two sides of a deal supplies.
//!
//! `Poland and Hanwha signed`, `India is in talks with Russia`: where words name both sides in any order, the
//! company and whoever designed or made the thing supply it. With no such sign the order that the pack gives
//! stands, and two sides named in one breath stay open. Next: `statement`.

use crate::frames::Frame;
use crate::mentions::ActorRef;
use crate::parse::Parse;
use crate::statement::Roles;
use headstamp_model::Trace;
use headstamp_packs::Shared;
use headstamp_packs::schema::SharedEvent;

/// Kind of actor that sells what it makes, in `_shared/actors.toml`.
const COMPANY: &str = "company";

/// Puts the two sides of a deal right.
pub(crate) fn settle(
    parse: &Parse<'_>,
    shared: &Shared,
    frame: &Frame,
    event: &SharedEvent,
    roles: &mut Roles,
    traces: &mut Vec<Trace>,
) {
    let [giver, taker, ..] = event.roles.as_slice() else {
        return;
    };
    if !frame.sides {
        return;
    }
    let made_by = |id: &str| {
        frame
            .items
            .iter()
            .filter_map(|i| parse.mentions.get(*i)?.item.as_ref())
            .any(|item| {
                item.designed_in.as_deref() == Some(id)
                    || item.made_by.iter().any(|maker| &*maker.id == id)
            })
    };
    let company = |id: &str| {
        shared
            .actors
            .get(id)
            .is_some_and(|actor| actor.value.kind == COMPANY)
    };
    let giving = roles.remove(giver.as_str()).unwrap_or_default();
    let taking = roles.remove(taker.as_str()).unwrap_or_default();
    let both = giving.is_empty() != taking.is_empty();
    let all: Vec<&ActorRef> = giving.iter().chain(&taking).collect();
    let companies = all.iter().any(|actor| company(&actor.id));
    let makes = |actor: &ActorRef| {
        if companies {
            company(&actor.id)
        } else {
            made_by(&actor.id)
        }
    };
    let selling = all.iter().filter(|actor| makes(actor)).count();
    if selling == 0 || selling == all.len() && all.len() > 1 {
        // two sides in one breath and no sign which is which
        if both && all.len() == 2 && frame.noun.is_none_or(|_| !taking.is_empty()) {
            traces.retain(|t| {
                t.field != format!("roles.{giver}") && t.field != format!("roles.{taker}")
            });
            return;
        }
        put_back(roles, giver, giving);
        put_back(roles, taker, taking);
        return;
    }
    let (new_giving, new_taking): (Vec<ActorRef>, Vec<ActorRef>) =
        giving.iter().chain(&taking).cloned().partition(makes);
    let moved = new_giving.iter().any(|a| !holds(&giving, a))
        || new_taking.iter().any(|a| !holds(&taking, a));
    if moved {
        traces
            .retain(|t| t.field != format!("roles.{giver}") && t.field != format!("roles.{taker}"));
        for (role, actors) in [(giver, &new_giving), (taker, &new_taking)] {
            if actors.is_empty() {
                continue;
            }
            traces.push(Trace {
                field: format!("roles.{role}"),
                spans: actors.iter().map(|a| a.span).collect(),
                reason: "side of a deal: a company, or whoever made the thing, supplies it".into(),
            });
        }
    }
    put_back(roles, giver, new_giving);
    put_back(roles, taker, new_taking);
}

fn put_back(roles: &mut Roles, role: &str, actors: Vec<ActorRef>) {
    if !actors.is_empty() {
        roles.insert(role.into(), actors);
    }
}

fn holds(actors: &[ActorRef], actor: &ActorRef) -> bool {
    actors.iter().any(|a| a.id == actor.id)
}
