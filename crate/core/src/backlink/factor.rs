//! Factors: what speaks for or against a backlink, each with its state and its sentence.

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::link::{AnchorKind, AnchorSource};
use crate::page::{Canonical, Cause, Nature};
use crate::placement::Region;
use crate::reason::{Key, Reason};
use crate::site::TargetPage;
use crate::url::{Wrapper, WrapperKind};

/// Up to so many other outbound links in a block are few, from so many on it is a list of links.
const FEW_NEIGHBOURS: usize = 3;
const MANY_NEIGHBOURS: usize = 10;

/// One thing that speaks for or against a backlink.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Factor {
    /// What it is about.
    pub name: Name,
    /// What it means for the link's worth.
    pub state: State,
    /// Why.
    pub because: Reason,
}

/// What a factor is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Name {
    /// Where on the page the link stands.
    Placement,
    /// Whether it is followed.
    Follow,
    /// Whether the page may be indexed.
    Indexable,
    /// Whether the page is its own canonical.
    Canonical,
    /// Its anchor text.
    Anchor,
    /// Whether it can be seen.
    Visible,
    /// Which page of the site it leads to.
    Target,
    /// What it goes through on its way there.
    Route,
    /// What the words around it are about.
    Relevance,
    /// How many other outbound links stand beside it.
    Neighbours,
    /// Whether the page says it is paid for or a guest's.
    Disclosure,
    /// Whether the words around it may be shown in search results.
    Snippets,
    /// Whether the page links to the same target before.
    Repeat,
}

/// What a factor means for a link's worth.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// As a link builder would want it.
    Good,
    /// Worth a look.
    Warn,
    /// Takes from the link's worth.
    Bad,
    /// Can't be told from what is known.
    Unknown,
}

/// All factors of a backlink, in the order they are shown.
pub(super) fn factors(evidence: &Evidence<'_>) -> Vec<Factor> {
    [
        (Name::Placement, placement(evidence)),
        (Name::Follow, follow(evidence)),
        (Name::Indexable, indexable(evidence)),
        (Name::Canonical, canonical(evidence)),
        (Name::Anchor, anchor(evidence)),
        (Name::Visible, visible(evidence)),
        (Name::Target, target(evidence)),
        (Name::Route, route(evidence)),
        (Name::Relevance, relevance(evidence)),
        (Name::Neighbours, neighbours(evidence)),
        (Name::Disclosure, disclosure(evidence)),
        (Name::Snippets, snippets(evidence)),
        (Name::Repeat, repeat(evidence)),
    ]
    .into_iter()
    .map(|(name, (state, because))| Factor {
        name,
        state,
        because,
    })
    .collect()
}

fn placement(evidence: &Evidence<'_>) -> (State, Reason) {
    let region = evidence.placement.region;
    match region {
        Region::Content => (State::Good, Key::PlacementContent.into()),
        Region::UserContent => (State::Warn, Key::PlacementUserContent.into()),
        Region::AuthorBio => (State::Warn, Key::PlacementAuthorBio.into()),
        Region::Advert => (State::Bad, Key::PlacementAdvert.into()),
        Region::Related => (State::Warn, Key::PlacementRelated.into()),
        _ => (
            State::Bad,
            Reason::new(Key::PlacementBoilerplate, [region.name().to_owned()]),
        ),
    }
}

fn follow(evidence: &Evidence<'_>) -> (State, Reason) {
    let values = Cause::values(&evidence.follow.because);
    match evidence.follow.followed {
        Some(true) => (State::Good, Key::FollowFollowed.into()),
        Some(false) => (State::Bad, Reason::new(Key::FollowNotFollowed, [values])),
        None => (State::Unknown, Reason::new(Key::FollowUnknown, [values])),
    }
}

fn indexable(evidence: &Evidence<'_>) -> (State, Reason) {
    let robots = &evidence.facts.robots;
    if !robots.index {
        let causes: Vec<Cause> = robots.noindex_causes().cloned().collect();
        let because = Reason::new(Key::IndexForbidden, [Cause::values(&causes)]);
        return (State::Bad, because);
    }
    if evidence.headers_known {
        (State::Good, Key::IndexAllowedHeaders.into())
    } else {
        (State::Good, Key::IndexAllowed.into())
    }
}

fn canonical(evidence: &Evidence<'_>) -> (State, Reason) {
    match evidence.facts.canonical_named() {
        Canonical::Unnamed => (State::Unknown, Key::CanonicalNone.into()),
        Canonical::Own => (State::Good, Key::CanonicalSelf.into()),
        Canonical::Elsewhere(url) => (
            State::Warn,
            Reason::new(Key::CanonicalOther, [url.to_owned()]),
        ),
    }
}

fn anchor(evidence: &Evidence<'_>) -> (State, Reason) {
    let anchor = evidence.anchor;
    let text = anchor.text.clone();
    let from = |what: &str, text| Reason::new(Key::AnchorFrom, [what.to_owned(), text]);
    match anchor.source {
        AnchorSource::Text if anchor.kind == AnchorKind::Generic => {
            (State::Warn, Reason::new(Key::AnchorGeneric, [text]))
        }
        AnchorSource::Text if anchor.kind == AnchorKind::Exact => {
            (State::Good, Reason::new(Key::AnchorKeyword, [text]))
        }
        AnchorSource::Text => (State::Good, Reason::new(Key::AnchorText, [text])),
        AnchorSource::Alt => (State::Good, from("alt", text)),
        AnchorSource::Title => (State::Warn, from("title", text)),
        AnchorSource::AriaLabel => (State::Warn, from("aria-label", text)),
        AnchorSource::None => (State::Warn, Key::AnchorEmpty.into()),
    }
}

fn visible(evidence: &Evidence<'_>) -> (State, Reason) {
    match (evidence.hidden, evidence.hidden_because) {
        (Some(true), because) => (
            State::Bad,
            Reason::new(Key::VisibleNo, [because.to_owned()]),
        ),
        (Some(false), _) => (State::Good, Key::VisibleYes.into()),
        (None, _) => (State::Unknown, Key::VisibleUnknown.into()),
    }
}

fn target(evidence: &Evidence<'_>) -> (State, Reason) {
    let target = &evidence.target;
    if let Some(better) = &target.better {
        let values = [target.url.clone(), better.clone()];
        return (State::Warn, Reason::new(Key::TargetBetter, values));
    }
    match target.page {
        TargetPage::Listed => (State::Good, Key::TargetListed.into()),
        TargetPage::ListedLoosely => (State::Good, Key::TargetListedLoosely.into()),
        TargetPage::Home => (State::Good, Key::TargetHome.into()),
        TargetPage::Other if target.profile_lists_pages => {
            (State::Warn, Key::TargetNotListed.into())
        }
        TargetPage::Other => (State::Unknown, Key::TargetUnlisted.into()),
    }
}

fn route(evidence: &Evidence<'_>) -> (State, Reason) {
    if let Some(sign) = evidence.affiliate {
        let because = Reason::new(Key::RouteAffiliate, [sign.to_owned()]);
        return (State::Bad, because);
    }
    let Some(wrapper) = evidence.through.first() else {
        return if evidence.target.tracking {
            (State::Warn, Key::RouteTracking.into())
        } else {
            (State::Good, Key::RouteDirect.into())
        };
    };
    let state = match wrapper.kind {
        WrapperKind::Redirect => State::Warn,
        WrapperKind::LooksLikeRedirect => State::Unknown,
        WrapperKind::Affiliate
        | WrapperKind::AmpCache
        | WrapperKind::Translation
        | WrapperKind::Archive => State::Bad,
    };
    (state, wrapper_reason(wrapper))
}

/// What a link goes through, in words.
pub fn wrapper_reason(wrapper: &Wrapper) -> Reason {
    let key = match wrapper.kind {
        WrapperKind::Redirect => Key::RouteWrapped,
        WrapperKind::LooksLikeRedirect => Key::RouteLooksWrapped,
        WrapperKind::Affiliate => Key::RouteAffiliate,
        WrapperKind::AmpCache | WrapperKind::Translation | WrapperKind::Archive => Key::RouteCopy,
    };
    Reason::new(key, [wrapper.host.clone()])
}

fn relevance(evidence: &Evidence<'_>) -> (State, Reason) {
    match &evidence.target.shared_words {
        None => (State::Unknown, Key::RelevanceUnknown.into()),
        Some(words) if words.is_empty() => (State::Warn, Key::RelevanceNone.into()),
        Some(words) => (
            State::Good,
            Reason::new(Key::RelevanceShared, [words.join(", ")]),
        ),
    }
}

fn neighbours(evidence: &Evidence<'_>) -> (State, Reason) {
    let count = evidence.around.beside;
    let (state, key) = if count <= FEW_NEIGHBOURS {
        (State::Good, Key::NeighboursFew)
    } else if count < MANY_NEIGHBOURS {
        (State::Warn, Key::NeighboursMany)
    } else {
        (State::Bad, Key::NeighboursMany)
    };
    (state, Reason::new(key, [count.to_string()]))
}

fn disclosure(evidence: &Evidence<'_>) -> (State, Reason) {
    let Some(found) = &evidence.facts.disclosure else {
        return (State::Good, Key::DisclosureNone.into());
    };
    let followed = evidence.follow.followed == Some(true);
    let (state, key) = match found.nature {
        Nature::Paid if followed => (State::Bad, Key::DisclosurePaid),
        Nature::Paid => (State::Warn, Key::DisclosurePaidMarked),
        Nature::Guest => (State::Warn, Key::DisclosureGuest),
        Nature::Affiliate => (State::Good, Key::DisclosureAffiliate),
    };
    (state, Reason::new(key, [found.text.clone()]))
}

fn snippets(evidence: &Evidence<'_>) -> (State, Reason) {
    let page = &evidence.facts.snippets;
    if page.none {
        let values = [page.because.join(", ")];
        return (State::Bad, Reason::new(Key::SnippetsPage, values));
    }
    if evidence.around.kept_from_snippets {
        return (State::Bad, Key::SnippetsHere.into());
    }
    match page.most {
        Some(most) => (
            State::Warn,
            Reason::new(Key::SnippetsShort, [most.to_string()]),
        ),
        None => (State::Good, Key::SnippetsFree.into()),
    }
}

fn repeat(evidence: &Evidence<'_>) -> (State, Reason) {
    if evidence.repeated {
        (State::Warn, Key::RepeatAgain.into())
    } else {
        (State::Good, Key::RepeatFirst.into())
    }
}
