//! How many links the page has, and of which sort.

use linkglance_core::Report;
use linkglance_core::page::Facts;

use super::row::Row;
use crate::state::summary::states_of;
use crate::view::words::counted;
use linkglance_browser::i18n::{number, t_with};

/// The counts.
pub(super) fn rows(report: &Report) -> Vec<Row> {
    let page = &report.page;
    let outbound: Vec<_> = report.outbound().collect();
    vec![
        Row::new("fact_outbound", [number(page.outbound)]).below([counted(&states_of(&outbound))]),
        Row::new("fact_domains", [number(page.counts.domains)]),
        Row::new("fact_content_links", [number(page.counts.content)]),
        Row::new("fact_affiliate", [affiliate(page)]),
        Row::new("fact_internal", [number(page.internal)]),
    ]
}

fn affiliate(page: &Facts) -> String {
    let counts = page.counts;
    if counts.affiliate == 0 {
        return number(0);
    }
    let (all, unmarked) = (number(counts.affiliate), number(counts.affiliate_unmarked));
    t_with("affiliate_counts", &[&all, &unmarked])
}
