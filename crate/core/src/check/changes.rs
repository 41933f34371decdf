//! What changed on a page between two checks of it.

use serde::{Deserialize, Serialize};

use super::{Check, CheckedPage, LinkFacts};
use crate::page::Nature;
use crate::reason::{Key, Reason};
use crate::url::{Url, identity};

/// Something that changed since an earlier check.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Change {
    /// What it means, by what link builders agree on; whether it breaks this agreement is for the
    /// check to say.
    pub effect: Effect,
    /// What changed, in words.
    pub because: Reason,
    /// The link's index in the later report; `None` if it is gone or the change is the page's.
    pub link: Option<usize>,
}

/// What a change means.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// For the better.
    Better,
    /// For the worse.
    Worse,
    /// Neither by itself.
    Neutral,
}

/// What changed from an earlier check to a later one of the same page, links first.
pub fn changes(before: &Check, after: &Check) -> Vec<Change> {
    let mut changes = Vec::new();
    let (pairs, gone, new) = pair(&on_site(before), &on_site(after));
    for (before, after) in pairs {
        of_link(before, after, &mut changes);
    }
    let mut change = |effect, key, link: &LinkFacts, at| {
        let because = Reason::new(key, [address(link)]);
        changes.push(Change {
            effect,
            because,
            link: at,
        });
    };
    for link in gone {
        change(Effect::Worse, Key::ChangeGone, link, None);
    }
    for link in new {
        let key = if before.links.is_empty() {
            Key::ChangeBack
        } else {
            Key::ChangeMore
        };
        change(Effect::Better, key, link, Some(link.index));
    }
    let counted = after.agreement.most_outbound.is_some();
    of_page(&before.page, &after.page, counted, &mut changes);
    changes
}

/// The links to the targets and those that only miss them, so that a link whose target was changed
/// is known again.
fn on_site(check: &Check) -> Vec<&LinkFacts> {
    use super::NearKind::{SamePage, WrongPage};
    let near = check
        .near_misses
        .iter()
        .filter(|near| matches!(near.kind, SamePage | WrongPage));
    let hits = check.links.iter().map(|found| &found.link);
    let mut all: Vec<&LinkFacts> = hits
        .chain(near.filter_map(|near| near.link.as_ref()))
        .collect();
    all.sort_by_key(|link| link.index);
    all
}

type Pairs<'a> = (
    Vec<(&'a LinkFacts, &'a LinkFacts)>,
    Vec<&'a LinkFacts>,
    Vec<&'a LinkFacts>,
);

/// Which link of before is which of after: those alike in most first. What is left is gone or new.
fn pair<'a>(before: &[&'a LinkFacts], after: &[&'a LinkFacts]) -> Pairs<'a> {
    let (mut gone, mut new) = (before.to_vec(), after.to_vec());
    let mut pairs = Vec::new();
    let alike: [fn(&LinkFacts, &LinkFacts) -> bool; 4] = [
        |a, b| target(a) == target(b) && a.anchor.text == b.anchor.text && a.region == b.region,
        |a, b| target(a) == target(b) && a.anchor.text == b.anchor.text,
        |a, b| target(a) == target(b) && a.region == b.region,
        |a, b| {
            target(a) == target(b) || (a.anchor.text == b.anchor.text && !a.anchor.text.is_empty())
        },
    ];
    for alike in alike {
        gone.retain(|old| {
            let Some(at) = new.iter().position(|new| alike(old, new)) else {
                return true;
            };
            pairs.push((*old, new.remove(at)));
            false
        });
    }
    pairs.sort_by_key(|(_, after)| after.index);
    (pairs, gone, new)
}

/// What a link's target is known by.
fn target(link: &LinkFacts) -> String {
    let url = link.url.as_deref().and_then(|url| Url::parse(url).ok());
    url.map_or_else(|| link.href.clone(), |url| identity(&url))
}

fn address(link: &LinkFacts) -> String {
    link.url.clone().unwrap_or_else(|| link.href.clone())
}

fn of_link(before: &LinkFacts, after: &LinkFacts, changes: &mut Vec<Change>) {
    let mut change = |effect, because: Reason| {
        changes.push(Change {
            effect,
            because,
            link: Some(after.index),
        });
    };
    if address(before) != address(after) {
        let values = [address(before), address(after)];
        change(Effect::Neutral, Reason::new(Key::ChangeTarget, values));
    }
    if before.anchor.text != after.anchor.text {
        let values = [before.anchor.text.clone(), after.anchor.text.clone()];
        change(Effect::Neutral, Reason::new(Key::ChangeAnchor, values));
    }
    let missing = |from: &LinkFacts, of: &LinkFacts| {
        let tokens = of.rel.iter().filter(|token| !from.rel.contains(token));
        let tokens: Vec<&str> = tokens.map(String::as_str).collect();
        tokens.join(", ")
    };
    for (tokens, key) in [
        (missing(before, after), Key::ChangeRelAdded),
        (missing(after, before), Key::ChangeRelRemoved),
    ] {
        if !tokens.is_empty() {
            change(Effect::Neutral, Reason::new(key, [tokens]));
        }
    }
    match (before.followed, after.followed) {
        (Some(true), Some(false)) => {
            let because = [after.because.clone()];
            change(Effect::Worse, Reason::new(Key::ChangeNotFollowed, because));
        }
        (Some(false), Some(true)) => change(Effect::Better, Key::ChangeFollowed.into()),
        _ => {}
    }
    if before.region != after.region {
        let names = [before.region, after.region].map(|region| region.name().to_owned());
        change(Effect::Neutral, Reason::new(Key::ChangeMoved, names));
    }
    match (before.hidden == Some(true), after.hidden == Some(true)) {
        (false, true) => change(Effect::Worse, Key::ChangeHidden.into()),
        // Unknown is not shown.
        (true, false) if after.hidden.is_some() => change(Effect::Better, Key::ChangeShown.into()),
        _ => {}
    }
    match (&before.through, &after.through) {
        (old, Some(host)) if old.as_ref() != Some(host) => {
            change(
                Effect::Worse,
                Reason::new(Key::ChangeWrapped, [host.clone()]),
            );
        }
        (Some(host), None) => change(
            Effect::Better,
            Reason::new(Key::ChangeDirect, [host.clone()]),
        ),
        _ => {}
    }
}

fn of_page(before: &CheckedPage, after: &CheckedPage, counted: bool, changes: &mut Vec<Change>) {
    let mut change = |effect, because: Reason| {
        changes.push(Change {
            effect,
            because,
            link: None,
        });
    };
    match (before.noindex.is_empty(), after.noindex.is_empty()) {
        (true, false) => {
            let because = [after.noindex.join(", ")];
            change(Effect::Worse, Reason::new(Key::ChangeNoindex, because));
        }
        (false, true) => change(Effect::Better, Key::ChangeIndexable.into()),
        _ => {}
    }
    match (&before.canonical, &after.canonical) {
        (Some(old), Some(new)) if old != new => {
            change(
                Effect::Neutral,
                Reason::new(Key::ChangeCanonical, [old.clone(), new.clone()]),
            );
        }
        (None, Some(new)) => change(
            Effect::Neutral,
            Reason::new(Key::ChangeCanonicalNew, [new.clone()]),
        ),
        (Some(old), None) => change(
            Effect::Neutral,
            Reason::new(Key::ChangeCanonicalGone, [old.clone()]),
        ),
        _ => {}
    }
    let label = |page: &CheckedPage| {
        let found = page
            .disclosure
            .as_ref()
            .filter(|found| found.nature != Nature::Affiliate);
        found.map(|found| found.text.clone())
    };
    match (label(before), label(after)) {
        (old, Some(new)) if old.as_ref() != Some(&new) => {
            change(Effect::Neutral, Reason::new(Key::ChangeDisclosed, [new]));
        }
        (Some(old), None) => change(Effect::Neutral, Reason::new(Key::ChangeUndisclosed, [old])),
        _ => {}
    }
    for (old, new, key) in [
        (&before.language, &after.language, Key::ChangeLanguage),
        (&before.author, &after.author, Key::ChangeAuthor),
    ] {
        if let (Some(old), Some(new)) = (old, new)
            && old != new
        {
            change(
                Effect::Neutral,
                Reason::new(key, [old.clone(), new.clone()]),
            );
        }
    }
    if counted && before.outbound != after.outbound {
        let values = [before.outbound, after.outbound].map(|count| count.to_string());
        change(Effect::Neutral, Reason::new(Key::ChangeOutbound, values));
    }
}
