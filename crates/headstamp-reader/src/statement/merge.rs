//! Repeats of one source in one document become the fullest statement.
//!
//! Two readings of one clause are united where their roles fit. Next: `read`.

use super::Draft;
use headstamp_model::Statement;

/// Keeps the fullest of statements that say the same.
pub fn merge(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let same = out.iter().position(|old| repeats(old, &draft));
        match same {
            Some(index) => {
                let old = &mut out[index];
                let beside = old.sentence == draft.sentence && old.clause == draft.clause;
                if fullness(&draft) > fullness(old) {
                    let rest = std::mem::replace(old, draft);
                    if beside {
                        unite(&mut old.statement, &rest.statement);
                    }
                } else if beside {
                    unite(&mut old.statement, &draft.statement);
                }
            }
            None => out.push(draft),
        }
    }
    out
}

/// Takes over roles and things that only the other of two readings of one clause has.
pub(super) fn unite(into: &mut Statement, from: &Statement) {
    for (role, actors) in &from.roles {
        let taken = into.roles.values().flatten().any(|id| actors.contains(id));
        if into.roles.contains_key(role) || taken {
            continue;
        }
        into.roles.insert(role.clone(), actors.clone());
        let field = format!("roles.{role}");
        into.traces
            .extend(from.traces.iter().filter(|t| t.field == field).cloned());
    }
    if into.items.is_empty() {
        into.items.clone_from(&from.items);
        into.traces.extend(
            from.traces
                .iter()
                .filter(|t| t.field.starts_with("items."))
                .cloned(),
        );
    }
}

pub(super) fn fullness(draft: &Draft) -> usize {
    let s = &draft.statement;
    s.roles.values().map(Vec::len).sum::<usize>() * 4
        + s.items
            .iter()
            .map(|i| {
                2 + usize::from(i.low.is_some() || i.high.is_some()) * 2
                    + usize::from(i.name.is_some())
            })
            .sum::<usize>()
        + usize::from(s.time.is_some())
        + usize::from(!draft.noun)
}

pub(super) fn repeats(old: &Draft, new: &Draft) -> bool {
    let (a, b) = (&old.statement, &new.statement);
    if a.event != b.event || a.polarity != b.polarity {
        return false;
    }
    // in whatever order its members are named
    let equal =
        |v: &[String], w: &[String]| v.len() == w.len() && v.iter().all(|id| w.contains(id));
    let roles_fit = a
        .roles
        .iter()
        .all(|(r, v)| b.roles.get(r).is_none_or(|w| equal(w, v)))
        && b.roles
            .iter()
            .all(|(r, v)| a.roles.get(r).is_none_or(|w| equal(w, v)));
    if !roles_fit {
        return false;
    }
    let same_clause = old.sentence == new.sentence && old.clause == new.clause;
    let two_sources = a.source.is_some() && b.source.is_some() && a.source != b.source;
    if same_clause && !two_sources && (old.noun || new.noun || old.at == new.at) {
        return true;
    }
    let same_roles = a.roles == b.roles;
    let source = a.source == b.source || a.source.is_none() || b.source.is_none();
    let numbers_fit = a.items.iter().all(|i| {
        b.items.iter().all(|j| {
            i.class != j.class
                || (i.low, i.high) == (j.low, j.high)
                || i.low.is_none() && i.high.is_none()
                || j.low.is_none() && j.high.is_none()
        })
    });
    let classes = |s: &Statement| {
        let mut c: Vec<String> = s.items.iter().map(|i| i.class.clone()).collect();
        c.sort();
        c.dedup();
        c
    };
    let times = a.time == b.time || a.time.is_none() || b.time.is_none();
    same_roles
        && source
        && numbers_fit
        && times
        && a.phase == b.phase
        && (classes(a) == classes(b) || a.items.is_empty() || b.items.is_empty())
}
