//! How many links the page has, and of which sort.

use linkglance_core::Report;
use linkglance_core::link::FollowState;
use linkglance_core::page::Facts;
use linkglance_core::report::Link;

use super::row::Row;
use crate::view::words::follow_word;
use linkglance_browser::i18n::{number, t_with};

/// The counts.
pub(super) fn rows(report: &Report) -> Vec<Row> {
    let page = &report.page;
    vec![
        Row::new("fact_outbound", [number(page.outbound)]).below([follow_states(report)]),
        Row::new("fact_domains", [number(page.counts.domains)]),
        Row::new("fact_content_links", [number(page.counts.content)]),
        Row::new("fact_affiliate", [affiliate(page)]),
        Row::new("fact_internal", [number(page.internal)]),
    ]
}

/// How many of the outbound links are of each follow state.
fn follow_states(report: &Report) -> String {
    let parts: Vec<String> = FollowState::ALL
        .into_iter()
        .filter_map(|state| {
            let of_state = |link: &&Link| link.follow.narrowest() == state;
            let count = report.outbound().filter(of_state).count();
            (count > 0).then(|| format!("{} {}", number(count), follow_word(state)))
        })
        .collect();
    parts.join(", ")
}

fn affiliate(page: &Facts) -> String {
    let counts = page.counts;
    if counts.affiliate == 0 {
        return number(0);
    }
    let (all, unmarked) = (number(counts.affiliate), number(counts.affiliate_unmarked));
    t_with("affiliate_counts", &[&all, &unmarked])
}
