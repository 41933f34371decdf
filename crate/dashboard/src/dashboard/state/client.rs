//! What a client is shown of the work: links that are new, links that were lost, agreements that are broken,
//! of the sites that are chosen. Pure but for the words.

use std::collections::BTreeSet;
use std::sync::Arc;

use linkglance_core::check::{Check, Overall};
use linkglance_core::export::{ClientLine, Happened, day};
use linkglance_core::point::CheckState;
use linkglance_core::profile::DAY;
use linkglance_core::prospect::Millis;

use super::agreements::Agreed;
use super::backlinks::Backlink;
use super::row::Listed;
use super::whole::lost;
use linkglance_browser::store::KeptCheck;
use linkglance_browser::words;

/// How far back a report goes, in milliseconds: a year.
const SPAN: Millis = 365 * DAY;

/// The lines of a report that is made now.
pub(in crate::dashboard) fn lines(
    links: &[Arc<Backlink>],
    agreements: &[Arc<Agreed>],
    now: Millis,
) -> Vec<ClientLine> {
    let since = now.saturating_sub(SPAN);
    let links = links.iter().flat_map(|row| {
        let new = (row.known.first, Happened::New);
        let lost = lost(row).map(|at| (at, Happened::Lost));
        let happened = std::iter::once(new).chain(lost);
        happened.map(|(at, what)| (at, link(row, what, at)))
    });
    let broken = agreements.iter().filter_map(|row| agreement(row));
    let all = links.chain(broken).filter(|(at, _)| *at >= since);
    all.map(|(_, line)| line).collect()
}

fn link(row: &Backlink, what: Happened, at: Millis) -> ClientLine {
    let known = &row.known;
    let anchor = known.anchor.clone().filter(|text| !text.is_empty());
    let parts = anchor
        .into_iter()
        .chain(std::iter::once(words::follow_word(row.state)));
    ClientLine {
        site: known.site.clone(),
        day: day(at),
        what,
        page: known.page.clone(),
        title: known.title.clone().unwrap_or_default(),
        target: known.target.clone().unwrap_or_default(),
        detail: parts.collect::<Vec<_>>().join(" · "),
    }
}

/// An agreement that is broken by the last that is known of it: a check in the panel, or a later look.
fn agreement(row: &Agreed) -> Option<(Millis, ClientLine)> {
    let check = row.last();
    let look = row.watch.as_ref().and_then(|watch| {
        let later = |at: &Millis| check.is_none_or(|check| check.at < *at);
        Some((watch.looked.filter(later)?, watch.overall?, watch))
    });
    let (at, overall, detail) = match (look, check) {
        (Some((at, overall, watch)), _) => {
            let why = watch.state.as_ref();
            let why = why.map(|state| words::reason(&state.because));
            (at, overall, why.unwrap_or_default())
        }
        (None, Some(check)) => (check.at, check.overall, broken(check)),
        (None, None) => return None,
    };
    let line = || ClientLine {
        site: row.kept.site.clone(),
        day: day(at),
        what: Happened::Broken,
        page: row.kept.page.clone().unwrap_or_default(),
        title: row.title(),
        target: String::new(),
        detail,
    };
    (overall == Overall::Broken).then(|| (at, line()))
}

/// The points that are not as agreed, each once; empty where the check can't be read.
fn broken(check: &KeptCheck) -> String {
    let Ok(check) = serde_json::from_value::<Check>(check.check.clone()) else {
        return String::new();
    };
    let failed = check.findings.iter();
    let failed = failed.filter(|finding| finding.state == CheckState::Fail);
    let mut named = BTreeSet::new();
    let points = failed.filter(|finding| named.insert(finding.point.name()));
    let words: Vec<String> = points.map(|finding| words::point(finding.point)).collect();
    words.join(", ")
}
