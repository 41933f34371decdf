//! What is asked of a link and of a page: each term of an agreement with the point that answers it.

use super::agreement::Agreement;
use crate::page::Facts;
use crate::point::anchor::AnchorTerm;
use crate::point::disclosure::DisclosureTerm;
use crate::point::visible::Visible;
use crate::point::{
    CheckState, Judgement, Point, Subject, anchor, author, canonical, disclosure, follow,
    indexable, language, neighbours, placement, route, visible,
};
use crate::reason::{Key, Reason};

/// A point that was agreed on: what was agreed, and how it came out.
pub(super) type Judged = (Point, Reason, Judgement);

/// The points of one link, in the order they are listed: only those agreed on.
pub(super) fn link(link: &Subject<'_>, agreement: &Agreement) -> Vec<Judged> {
    let term = &agreement.rel;
    let place = placement::Term {
        regions: &agreement.regions,
        sponsored: (term.required.iter().chain(&term.allowed)).any(|mark| mark == "sponsored"),
    };
    let rows = [
        anchor_expected(&agreement.anchor).map(|expected| {
            let judged = anchor::against(link, &agreement.anchor);
            (Point::Anchor, expected, judged)
        }),
        rel_expected(agreement)
            .map(|expected| (Point::Follow, expected, follow::against(link, term))),
        regions_expected(agreement).map(|expected| {
            let judged = placement::against(link.placement, place);
            (Point::Placement, expected, judged)
        }),
        visible_expected(agreement.visible).map(|expected| {
            let judged = visible::against(link, agreement.visible);
            (Point::Visible, expected.into(), judged)
        }),
        route_expected(agreement, link).map(|expected| {
            let judged = route::against(link.through);
            (Point::Route, expected.into(), judged)
        }),
    ];
    rows.into_iter().flatten().collect()
}

/// The points agreed on for links where there is no link to judge, for the reason that is given of
/// the link itself.
pub(super) fn unjudged(agreement: &Agreement, absent: &Judgement) -> Vec<Judged> {
    let rows = [
        (Point::Anchor, anchor_expected(&agreement.anchor)),
        (Point::Follow, rel_expected(agreement)),
        (Point::Placement, regions_expected(agreement)),
        (
            Point::Visible,
            visible_expected(agreement.visible).map(Reason::from),
        ),
        (
            Point::Route,
            agreement.direct.then(|| Key::AgreedDirect.into()),
        ),
    ];
    let unknown = || Judgement {
        state: CheckState::Unknown,
        found: absent.found.clone(),
        would_tell: absent.would_tell,
    };
    rows.into_iter()
        .filter_map(|(point, expected)| Some((point, expected?, unknown())))
        .collect()
}

/// The points of the page, in the order they are listed: only those agreed on. `partial`: a part of
/// it was not read.
pub(super) fn page(page: &Facts, partial: bool, agreement: &Agreement) -> Vec<Judged> {
    let text = |key, value: &str| Reason::new(key, [value.to_owned()]);
    let rows = [
        agreement.indexable.then(|| {
            let expected = Key::AgreedIndexable.into();
            (Point::Indexable, expected, indexable::against(page))
        }),
        agreement.canonical.then(|| {
            let expected = Key::AgreedCanonical.into();
            (Point::Canonical, expected, canonical::against(page))
        }),
        agreement.most_outbound.map(|most| {
            let expected = text(Key::AgreedOutbound, &most.to_string());
            (
                Point::Neighbours,
                expected,
                neighbours::against(page, most, partial),
            )
        }),
        agreement.disclosure.map(|term| {
            let expected = match term {
                DisclosureTerm::Present => Key::AgreedDisclosed,
                DisclosureTerm::Absent => Key::AgreedUndisclosed,
            };
            (
                Point::Disclosure,
                expected.into(),
                disclosure::against(page, term),
            )
        }),
        agreement.language.as_deref().map(|tag| {
            let expected = text(Key::AgreedLanguage, tag);
            (Point::Language, expected, language::against(page, tag))
        }),
        agreement.author.as_deref().map(|name| {
            let expected = text(Key::AgreedAuthor, name);
            (Point::Author, expected, author::against(page, name))
        }),
    ];
    rows.into_iter().flatten().collect()
}

fn anchor_expected(term: &AnchorTerm) -> Option<Reason> {
    let (key, value) = match term {
        AnchorTerm::Any => return None,
        AnchorTerm::Exact(text) => (Key::AgreedAnchor, text.clone()),
        AnchorTerm::Contains(text) => (Key::AgreedAnchorContains, text.clone()),
        AnchorTerm::Kind(kinds) => {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            (Key::AgreedAnchorKind, names.join(", "))
        }
    };
    Some(Reason::new(key, [value]))
}

fn rel_expected(agreement: &Agreement) -> Option<Reason> {
    let term = &agreement.rel;
    let (required, allowed) = (term.required.join(", "), term.allowed.join(", "));
    match (term.followed, required.is_empty(), allowed.is_empty()) {
        (true, ..) => Some(Key::AgreedFollowed.into()),
        (false, true, true) => None,
        (false, false, true) => Some(Reason::new(Key::AgreedRelRequired, [required])),
        (false, true, false) => Some(Reason::new(Key::AgreedRelAllowed, [allowed])),
        (false, false, false) => Some(Reason::new(Key::AgreedRelBoth, [required, allowed])),
    }
}

fn regions_expected(agreement: &Agreement) -> Option<Reason> {
    let names: Vec<&str> = (agreement.regions.iter())
        .map(|region| region.name())
        .collect();
    (!names.is_empty()).then(|| Reason::new(Key::AgreedRegions, [names.join(", ")]))
}

/// A detour may be agreed, a copy in the place of the page can't be: it is no link to the target.
fn route_expected(agreement: &Agreement, link: &Subject<'_>) -> Option<Key> {
    if agreement.direct {
        Some(Key::AgreedDirect)
    } else {
        route::is_copy(link.through).then_some(Key::AgreedNoCopy)
    }
}

fn visible_expected(term: Visible) -> Option<Key> {
    match term {
        Visible::OnScreen => Some(Key::AgreedVisible),
        Visible::InSource => Some(Key::AgreedVisibleSource),
        Visible::Any => None,
    }
}
