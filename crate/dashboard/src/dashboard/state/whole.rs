//! A site's backlinks as a whole, as charts show them: worked out at once from the rows of a list. Pure.

use std::sync::Arc;

use linkglance_core::backlink::BacklinkKind;
use linkglance_core::link::{AnchorKind, FollowState};
use linkglance_core::placement::Region;
use linkglance_core::point::Point;
use linkglance_core::profile::{
    Fact, Millis, Pace, Shares, Sign, Week, domains, domains_by_week, new_and_lost, pace, shares,
    signs, targets, week_of,
};
use linkglance_core::watch::millis;

use super::backlinks::Backlink;
use super::watches::Group;

/// So many pages of the site are charted, those with the most domains.
const TARGETS: usize = 10;

/// A page of the site, and the links that lead there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Target {
    pub(in crate::dashboard) url: String,
    pub(in crate::dashboard) domains: usize,
}

/// A sign of a scheme, and the ids of the links that show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Signal {
    pub(in crate::dashboard) sign: Sign,
    pub(in crate::dashboard) domains: usize,
    pub(in crate::dashboard) links: Vec<String>,
}

/// All of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Whole {
    pub(in crate::dashboard) links: usize,
    pub(in crate::dashboard) domains: usize,
    pub(in crate::dashboard) weeks: Vec<Week>,
    pub(in crate::dashboard) domains_by_week: Vec<(Millis, usize)>,
    pub(in crate::dashboard) pace: Option<Pace>,
    pub(in crate::dashboard) mix: Mix,
    pub(in crate::dashboard) targets: Vec<Target>,
    pub(in crate::dashboard) signs: Vec<Signal>,
    /// The links on pages that keep their text, or themselves, from search results and answers.
    pub(in crate::dashboard) kept_from_answers: Vec<String>,
}

/// How backlinks divide.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Mix {
    pub(in crate::dashboard) anchors: Shares<&'static str>,
    pub(in crate::dashboard) states: Shares<&'static str>,
    pub(in crate::dashboard) regions: Shares<&'static str>,
    pub(in crate::dashboard) kinds: Shares<&'static str>,
}

/// The backlinks of a list, over so many weeks at most.
pub(in crate::dashboard) fn whole(rows: &[Arc<Backlink>], now: Millis, most: usize) -> Whole {
    let facts: Vec<Fact<'_>> = rows.iter().map(|row| fact(row)).collect();
    let targets = targets(&facts).into_iter().take(TARGETS);
    let signs = signs(&facts).into_iter().map(|found| Signal {
        sign: found.sign,
        domains: found.domains,
        links: found.links.into_iter().map(str::to_owned).collect(),
    });
    let kept = facts.iter().filter(|fact| {
        let keeps = [Point::Snippets, Point::Indexable];
        fact.lost.is_none() && keeps.iter().any(|point| fact.against.contains(point))
    });
    Whole {
        links: facts.len(),
        domains: domains(&facts),
        weeks: new_and_lost(&facts, now, most),
        domains_by_week: domains_by_week(&facts, now, most),
        pace: pace(&facts, now),
        targets: targets
            .map(|target| Target {
                url: target.url.to_owned(),
                domains: target.domains,
            })
            .collect(),
        signs: signs.collect(),
        kept_from_answers: kept.map(|fact| fact.id.to_owned()).collect(),
        mix: mix_of(&facts),
    }
}

/// How the backlinks of the user's other sites divide; `None` where there are none.
pub(in crate::dashboard) fn mix_of_others(all: &[Arc<Backlink>], site: &str) -> Option<Mix> {
    let others = all.iter().filter(|row| row.known.site != site);
    let facts: Vec<Fact<'_>> = others.map(|row| fact(row)).collect();
    (!facts.is_empty()).then(|| mix_of(&facts))
}

fn mix_of(facts: &[Fact<'_>]) -> Mix {
    let state = |fact: &Fact<'_>| {
        let known = fact.state != FollowState::Unknown;
        known.then(|| fact.state.name())
    };
    Mix {
        anchors: shares(facts, |fact| fact.anchor_kind.map(AnchorKind::name)),
        states: shares(facts, state),
        regions: shares(facts, |fact| fact.region.map(Region::name)),
        kinds: shares(facts, |fact| fact.kind.map(BacklinkKind::name)),
    }
}

/// What is known of a backlink.
fn fact(row: &Backlink) -> Fact<'_> {
    let known = &row.known;
    Fact {
        id: &known.id,
        domain: &row.domain,
        page: &known.page,
        target: known.target.as_deref(),
        anchor: known.anchor.as_deref(),
        anchor_kind: known.anchor_kind,
        state: row.state,
        region: row.region(),
        kind: known.kind,
        first: known.first,
        dated: known.tool.is_some(),
        lost: lost(row),
        against: &known.against,
    }
}

/// When a backlink was lost: what looking again has found counts before what a list says.
pub(in crate::dashboard) fn lost(row: &Backlink) -> Option<Millis> {
    let watch = row.watch.as_ref();
    match row.group() {
        Group::Lost => {
            let there = watch.and_then(|watch| watch.state.as_ref()?.last_there);
            let looked = watch.and_then(|watch| watch.looked);
            there.map(millis).or(looked)
        }
        Group::Live | Group::Changed | Group::Missing | Group::Unknown => None,
        Group::Unchecked => row.lost_by_list()?.lost,
    }
}

/// The ids of the backlinks that were new in a week, or lost in it.
pub(in crate::dashboard) fn of_week(
    rows: &[Arc<Backlink>],
    week: Millis,
    is_lost: bool,
) -> Vec<String> {
    let at = |row: &&Arc<Backlink>| {
        let at = if is_lost {
            lost(row)
        } else {
            Some(row.known.first)
        };
        at.is_some_and(|at| week_of(at) == week)
    };
    let ids = rows.iter().filter(at).map(|row| row.known.id.clone());
    ids.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::state::backlinks::rows;
    use crate::dashboard::state::figures::Facts;
    use crate::dashboard::state::watches::Watches;
    use linkglance_browser::store::KnownBacklink;
    use serde_json::{Value, json};

    /// Wednesday 2026-01-07, 12:00 UTC.
    const NOW: Millis = 1_767_787_200_000;

    /// A list of backlinks, each with what is not as usual.
    fn links(all: &[(&str, Value)]) -> Vec<Arc<Backlink>> {
        let known = all.iter().map(|(page, more)| {
            let mut record = json!({
                "id": page, "site": "Acme", "page": page, "title": null, "target": "https://acme.example/",
                "anchor": "Acme", "anchorKind": "brand", "followed": true, "region": "content",
                "kind": "editorial", "tool": null, "first": NOW, "last": NOW,
            });
            for (name, value) in more.as_object().into_iter().flatten() {
                record[name] = value.clone();
            }
            serde_json::from_value::<KnownBacklink>(record).unwrap()
        });
        rows(known.collect(), &Watches::default(), &Facts::default(), NOW).to_vec()
    }

    #[test]
    fn links_are_divided_by_domain_and_what_lists_call_lost_is_counted_until_it_was_looked_at() {
        let said = json!({ "tool": "Ahrefs", "at": NOW, "lost": NOW });
        let rows = links(&[
            ("https://a.example/1", json!({})),
            ("https://a.example/2", json!({ "followed": null })),
            (
                "https://b.example/1",
                json!({ "said": said, "tool": "Ahrefs" }),
            ),
            (
                "https://c.example/1",
                json!({ "against": ["snippets"], "site": "Other" }),
            ),
        ]);
        let found = whole(&rows, NOW, 26);
        assert_eq!((found.links, found.domains), (4, 3));
        assert_eq!(found.mix.anchors.percent("brand"), Some(100));
        assert_eq!((found.mix.states.domains, found.mix.states.unknown), (3, 0));
        let week = found.weeks.last().map(|week| (week.new, week.lost));
        assert_eq!(week, Some((4, 1)));
        assert_eq!(found.kept_from_answers, ["https://c.example/1"]);
        assert_eq!(found.targets.len(), 1);
        assert_eq!(of_week(&rows, week_of(NOW), true), ["https://b.example/1"]);
        assert_eq!(of_week(&rows, week_of(NOW), false).len(), 4);
        let others = mix_of_others(&rows, "Acme").map(|mix| mix.anchors.domains);
        assert_eq!(others, Some(1));
        assert!(mix_of_others(&links(&[("https://a.example/", json!({}))]), "Acme").is_none());
    }
}
