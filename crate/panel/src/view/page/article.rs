//! What kind of page it is, its dates, and what else it says of itself.

use linkglance_core::Report;
use linkglance_core::page::Facts;

use super::row::Row;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::words;

/// The facts.
pub(super) fn rows(report: &Report) -> Vec<Row> {
    let page = &report.page;
    let day = |text: &Option<String>| text.as_deref().map(clock::full_day);
    let mut rows = vec![
        Row::new("fact_published", day(&page.published)),
        Row::new("fact_modified", day(&page.modified)),
        Row::new("fact_kind", page.kind.map(words::page_kind)),
        Row::new("fact_language", page.language.clone()),
        Row::new("fact_words", [words_of(page)]),
        Row::new("fact_images", [images(page)]),
    ];
    if !page.structured_data.is_empty() {
        rows.push(Row::new("fact_schema", [page.structured_data.join(", ")]).copied());
    }
    let preview = &page.open_graph;
    let preview = [&preview.title, &preview.description, &preview.image];
    let preview: Vec<String> = preview.into_iter().flatten().cloned().collect();
    if !preview.is_empty() {
        rows.push(Row::new("fact_preview", preview));
    }
    rows
}

fn words_of(page: &Facts) -> String {
    page.counts.words.map_or_else(|| t("words_unknown"), number)
}

fn images(page: &Facts) -> String {
    let (all, without) = (page.counts.images, page.counts.images_without_alt);
    if without == 0 {
        return number(all);
    }
    t_with("images_without_alt", &[&number(all), &number(without)])
}
