//! What is known of the page's domain: the links from its other pages, and what tools say, each with the
//! tool and the day of its list.

use linkglance_core::import::Figure;

use super::row::Row;
use crate::state::domain::Domain;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t_count, t_with};
use linkglance_browser::store::KeptFigures;
use linkglance_browser::words;

/// The links by site, then the figures.
pub(super) fn rows(domain: &Domain) -> Vec<Row> {
    let links = domain.links.iter().map(|links| {
        let day = clock::brief_moment(links.last);
        let words = t_count("links_of_domain", links.count, &[&day]);
        Row::new("domain_links", [words]).named(links.site.clone())
    });
    let figures = domain.figures.iter().flat_map(|said| {
        let figures = said.figures.iter();
        figures.map(|(figure, value)| of_tool(said, *figure, *value))
    });
    links.chain(figures).collect()
}

fn of_tool(said: &KeptFigures, figure: Figure, value: u64) -> Row {
    let value = number(usize::try_from(value).unwrap_or(usize::MAX));
    let source = t_with(
        "figure_source",
        &[&said.tool, &clock::brief_moment(said.at)],
    );
    Row::new("domain_figure", [value])
        .named(words::figure(figure))
        .below([source])
}
