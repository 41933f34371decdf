//! The judgements: one term of an agreement against one link, or against the page.

use super::agreement::{Agreement, AnchorTerm, DisclosureTerm, Visible};
use super::{Point, State};
use crate::backlink::wrapper_reason;
use crate::document::fold;
use crate::link::{AnchorKind, AnchorSource, Relation};
use crate::page::{Canonical, Cause, HiddenBecause, Nature, hidden_because};
use crate::placement::Region;
use crate::reason::{Key, Reason};
use crate::report::{Link, Report};
use crate::url::WrapperKind;

/// Below this confidence a region is not taken as known.
const SURE_REGION: f64 = 0.5;

/// How one point came out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Judgement {
    pub(super) point: Point,
    pub(super) state: State,
    pub(super) expected: Reason,
    pub(super) found: Reason,
    pub(super) would_tell: Option<Reason>,
}

/// State, what was found, and what would tell.
type Answer = (State, Reason, Option<Key>);

/// The judgements of one link, in the order of [`Point`]: only of what was agreed.
pub(super) fn link(link: &Link, agreement: &Agreement, headers_known: bool) -> Vec<Judgement> {
    let rows = [
        anchor_expected(&agreement.anchor)
            .map(|expected| (Point::Anchor, expected, anchor(link, &agreement.anchor))),
        rel_expected(agreement)
            .map(|expected| (Point::Rel, expected, rel(link, agreement, headers_known))),
        (!agreement.regions.is_empty()).then(|| {
            let names: Vec<&str> = agreement
                .regions
                .iter()
                .map(|region| region.name())
                .collect();
            let expected = Reason::new(Key::AgreedRegions, [names.join(", ")]);
            (Point::Region, expected, region(link, agreement))
        }),
        visible_expected(agreement.visible)
            .map(|key| (Point::Visible, key.into(), visible(link, agreement.visible))),
        agreement
            .direct
            .then(|| (Point::Direct, Key::AgreedDirect.into(), direct(link))),
    ];
    rows.into_iter().flatten().map(judgement).collect()
}

/// The judgements of the page, in the order of [`Point`]: only of what was agreed.
pub(super) fn page(report: &Report, agreement: &Agreement, headers_known: bool) -> Vec<Judgement> {
    let text = |key, value: &str| Reason::new(key, [value.to_owned()]);
    let rows = [
        agreement.indexable.then(|| {
            (
                Point::Indexable,
                Key::AgreedIndexable.into(),
                indexable(report, headers_known),
            )
        }),
        agreement.canonical.then(|| {
            (
                Point::Canonical,
                Key::AgreedCanonical.into(),
                canonical(report),
            )
        }),
        agreement.most_outbound.map(|most| {
            let expected = Reason::new(Key::AgreedOutbound, [most.to_string()]);
            (Point::Outbound, expected, outbound(report, most))
        }),
        agreement.disclosure.map(|term| {
            let expected = match term {
                DisclosureTerm::Present => Key::AgreedDisclosed,
                DisclosureTerm::Absent => Key::AgreedUndisclosed,
            };
            (Point::Disclosure, expected.into(), disclosure(report, term))
        }),
        agreement.language.as_deref().map(|tag| {
            (
                Point::Language,
                text(Key::AgreedLanguage, tag),
                language(report, tag),
            )
        }),
        agreement.author.as_deref().map(|name| {
            (
                Point::Author,
                text(Key::AgreedAuthor, name),
                author(report, name),
            )
        }),
    ];
    rows.into_iter().flatten().map(judgement).collect()
}

fn judgement((point, expected, (state, found, tell)): (Point, Reason, Answer)) -> Judgement {
    Judgement {
        point,
        state,
        expected,
        found,
        would_tell: tell.map(Reason::from),
    }
}

const fn pass_or_fail(kept: bool) -> State {
    if kept { State::Pass } else { State::Fail }
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

fn anchor(link: &Link, term: &AnchorTerm) -> Answer {
    let anchor = &link.anchor;
    let text = fold(&anchor.text);
    let kept = match term {
        AnchorTerm::Any => true,
        AnchorTerm::Exact(agreed) => text == fold(agreed),
        AnchorTerm::Contains(agreed) => text.contains(&fold(agreed)),
        AnchorTerm::Kind(kinds) => {
            let found = Reason::new(
                Key::FoundAnchorKind,
                [anchor.text.clone(), anchor.kind.name().to_owned()],
            );
            // Only links to a profile's own site are told by its names and keywords.
            let by_profile = |kind: &AnchorKind| {
                matches!(
                    kind,
                    AnchorKind::Brand
                        | AnchorKind::BrandPhrase
                        | AnchorKind::Exact
                        | AnchorKind::Partial
                )
            };
            return if link.relation != Some(Relation::Own) && kinds.iter().any(by_profile) {
                (State::Unknown, found, Some(Key::TellProfile))
            } else {
                (pass_or_fail(kinds.contains(&anchor.kind)), found, None)
            };
        }
    };
    let from = |what: &str| Reason::new(Key::AnchorFrom, [what.to_owned(), anchor.text.clone()]);
    let found = match anchor.source {
        AnchorSource::Text => Reason::new(Key::AnchorText, [anchor.text.clone()]),
        AnchorSource::Alt => from("alt"),
        AnchorSource::Title => from("title"),
        AnchorSource::AriaLabel => from("aria-label"),
        AnchorSource::None => Key::AnchorEmpty.into(),
    };
    (pass_or_fail(kept), found, None)
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

fn rel(link: &Link, agreement: &Agreement, headers_known: bool) -> Answer {
    let term = &agreement.rel;
    if term.followed {
        let causes = Cause::values(&link.follow.because);
        return match link.follow.followed {
            Some(true) => (
                State::Pass,
                Key::FollowFollowed.into(),
                unless(headers_known),
            ),
            Some(false) => (
                State::Fail,
                Reason::new(Key::FollowNotFollowed, [causes]),
                None,
            ),
            None => (
                State::Unknown,
                Reason::new(Key::FollowUnknown, [causes]),
                Some(Key::TellNothing),
            ),
        };
    }
    let marks: Vec<&str> = link.qualifying().collect();
    let required = term
        .required
        .iter()
        .all(|mark| marks.contains(&mark.as_str()));
    let allowed = term.allows().is_none_or(|allowed| {
        let allowed: Vec<&str> = allowed.collect();
        marks.iter().all(|mark| allowed.contains(mark))
    });
    let found = if marks.is_empty() {
        Key::FoundUnmarked.into()
    } else {
        Reason::new(Key::FoundMarked, [marks.join(", ")])
    };
    (pass_or_fail(required && allowed), found, None)
}

/// Headers nobody saw could say otherwise.
fn unless(headers_known: bool) -> Option<Key> {
    (!headers_known).then_some(Key::TellHeaders)
}

fn region(link: &Link, agreement: &Agreement) -> Answer {
    let placement = &link.placement;
    let name = [placement.region.name().to_owned()];
    if placement.confidence < SURE_REGION || is_advert_by_agreement(link, agreement) {
        let found = Reason::new(Key::FoundRegionUnsure, name);
        return (State::Unknown, found, Some(Key::TellLook));
    }
    let kept = agreement.regions.contains(&placement.region);
    let found = Reason::new(Key::FoundRegion, name);
    (pass_or_fail(kept), found, None)
}

/// Whether only the mark that was agreed on makes a link look like an advert.
fn is_advert_by_agreement(link: &Link, agreement: &Agreement) -> bool {
    let term = &agreement.rel;
    let mut marks = term.required.iter().chain(&term.allowed);
    link.placement.region == Region::Advert
        && !agreement.regions.contains(&Region::Advert)
        && link
            .placement
            .because
            .iter()
            .all(|because| because.is(Key::RelSays))
        && marks.any(|mark| mark == "sponsored")
}

fn visible_expected(term: Visible) -> Option<Key> {
    match term {
        Visible::OnScreen => Some(Key::AgreedVisible),
        Visible::InSource => Some(Key::AgreedVisibleSource),
        Visible::Any => None,
    }
}

fn visible(link: &Link, term: Visible) -> Answer {
    let because = link.layout.as_ref().and_then(|layout| layout.hidden);
    match link.hidden {
        // A reader can open it; whether that was meant is for people to say.
        Some(true) if because == Some(HiddenBecause::Collapsed) => {
            let found = Reason::new(Key::VisibleNo, [HiddenBecause::Collapsed.name().to_owned()]);
            (State::Unknown, found, Some(Key::TellLook))
        }
        Some(true) => {
            let because = hidden_because(link.layout.as_ref()).to_owned();
            (State::Fail, Reason::new(Key::VisibleNo, [because]), None)
        }
        Some(false) => (State::Pass, Key::VisibleYes.into(), None),
        None if term == Visible::InSource => (
            State::Pass,
            Key::FoundUnhidden.into(),
            Some(Key::TellBrowser),
        ),
        None => (
            State::Unknown,
            Key::VisibleUnknown.into(),
            Some(Key::TellBrowser),
        ),
    }
}

fn direct(link: &Link) -> Answer {
    match link.through.first() {
        None => (State::Pass, Key::RouteDirect.into(), None),
        Some(wrapper) if wrapper.kind == WrapperKind::LooksLikeRedirect => (
            State::Unknown,
            wrapper_reason(wrapper),
            Some(Key::TellOpenLink),
        ),
        Some(wrapper) => (State::Fail, wrapper_reason(wrapper), None),
    }
}

fn indexable(report: &Report, headers_known: bool) -> Answer {
    let robots = &report.page.robots;
    if robots.index {
        let found = if headers_known {
            Key::IndexAllowedHeaders
        } else {
            Key::IndexAllowed
        };
        return (State::Pass, found.into(), None);
    }
    let causes: Vec<Cause> = robots.noindex_causes().cloned().collect();
    (
        State::Fail,
        Reason::new(Key::IndexForbidden, [Cause::values(&causes)]),
        None,
    )
}

fn canonical(report: &Report) -> Answer {
    match report.page.canonical_named() {
        Canonical::Unnamed => (
            State::Unknown,
            Key::CanonicalNone.into(),
            Some(Key::TellCanonical),
        ),
        Canonical::Own => (State::Pass, Key::CanonicalSelf.into(), None),
        Canonical::Elsewhere(url) => (
            State::Fail,
            Reason::new(Key::CanonicalOther, [url.to_owned()]),
            None,
        ),
    }
}

fn outbound(report: &Report, most: usize) -> Answer {
    let count = report.page.counts.content;
    let found = Reason::new(Key::FoundOutbound, [count.to_string()]);
    if count > most {
        (State::Fail, found, None)
    } else if report.is_partial() {
        (State::Unknown, found, Some(Key::TellWholePage))
    } else {
        (State::Pass, found, None)
    }
}

/// That a page holds affiliate links says nothing of who paid for it.
fn disclosure(report: &Report, term: DisclosureTerm) -> Answer {
    let found = report.page.disclosure.as_ref();
    let nature = found.map(|found| found.nature);
    let kept = match term {
        DisclosureTerm::Present => nature == Some(Nature::Paid),
        DisclosureTerm::Absent => matches!(nature, None | Some(Nature::Affiliate)),
    };
    let words = match found {
        Some(found) => Reason::new(Key::FoundDisclosure, [found.text.clone()]),
        None => Key::DisclosureNone.into(),
    };
    // A label may be a picture, or in words nobody listed.
    let tell = found.is_none().then_some(Key::TellLook);
    (pass_or_fail(kept), words, tell)
}

/// Basic filtering of RFC 4647: `en` covers `en-US`. A page that says only `en` leaves open
/// whether it is `en-GB`.
fn language(report: &Report, agreed: &str) -> Answer {
    let Some(tag) = report.page.language.as_deref() else {
        return (
            State::Unknown,
            Key::FoundNoLanguage.into(),
            Some(Key::TellLook),
        );
    };
    let covers = |range: &str, tag: &str| {
        let (range, tag) = (
            range.to_ascii_lowercase(),
            tag.replace('_', "-").to_ascii_lowercase(),
        );
        tag.strip_prefix(&range)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let found = Reason::new(Key::FoundLanguage, [tag.to_owned()]);
    if covers(agreed, tag) {
        (State::Pass, found, None)
    } else if covers(tag, agreed) {
        (State::Unknown, found, Some(Key::TellLook))
    } else {
        (State::Fail, found, None)
    }
}

fn author(report: &Report, agreed: &str) -> Answer {
    let Some(name) = report.page.author.as_deref() else {
        return (
            State::Unknown,
            Key::FoundNoAuthor.into(),
            Some(Key::TellLook),
        );
    };
    // Several authors stand in one field.
    let kept = fold(name).contains(&fold(agreed));
    (
        pass_or_fail(kept),
        Reason::new(Key::FoundAuthor, [name.to_owned()]),
        None,
    )
}
