//! Factors: what speaks for or against a backlink, a point each with its state and its reason.

use serde::{Deserialize, Serialize};

use super::Evidence;
use crate::point::{
    FactorState, Observation, Point, anchor, canonical, disclosure, follow, indexable, neighbours,
    placement, relevance, repeat, route, snippets, target, visible,
};
use crate::reason::Reason;

/// One thing that speaks for or against a backlink.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Factor {
    /// What it is about.
    pub point: Point,
    /// What it means for the link's worth.
    pub state: FactorState,
    /// Why.
    pub reason: Reason,
}

/// All factors of a backlink, in the order they are shown.
pub(super) fn factors(evidence: &Evidence<'_>) -> Vec<Factor> {
    let (link, target) = (&evidence.link, &evidence.target);
    let (page, around) = (link.page, evidence.around);
    let followed = link.follow.followed;
    let route = route::observe(link.through, link.affiliate, target.tracking);
    let disclosed = disclosure::observe(link);
    vec![
        row(
            Point::Placement,
            placement::observe(link.placement),
            placement::factor,
        ),
        row(
            Point::Follow,
            follow::observe(link.follow, page.headers_known),
            follow::factor,
        ),
        row(
            Point::Indexable,
            indexable::observe(page),
            indexable::factor,
        ),
        row(
            Point::Canonical,
            canonical::observe(page),
            canonical::factor,
        ),
        row(Point::Anchor, anchor::observe(link.anchor), anchor::factor),
        row(Point::Visible, visible::observe(link), visible::factor),
        row(Point::Target, target::observe(target), target::factor),
        row(Point::Route, route, route::factor),
        row(
            Point::Relevance,
            relevance::observe(target),
            relevance::factor,
        ),
        row(
            Point::Neighbours,
            neighbours::observe(around),
            neighbours::factor,
        ),
        row(Point::Disclosure, disclosed, |nature| {
            disclosure::factor(nature, followed)
        }),
        row(
            Point::Snippets,
            snippets::observe(page, around),
            snippets::factor,
        ),
        row(
            Point::Repeat,
            repeat::observe(evidence.repeated),
            repeat::factor,
        ),
    ]
}

fn row<A>(point: Point, found: Observation<A>, state: impl FnOnce(A) -> FactorState) -> Factor {
    Factor {
        point,
        state: state(found.answer),
        reason: found.reason,
    }
}
