//! What the page says of itself and what was counted in it, one row each, for the reports that users read.

use crate::page::{Facts, Frames};
use crate::reason::Reason;

/// A fact: what it is, and its value as the page has it.
pub(super) struct PageRow {
    pub(super) what: &'static str,
    pub(super) value: String,
}

/// What heads the rows of headings, by their level.
const LEVELS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// All facts that are there, the outline last.
pub(super) fn rows(page: &Facts) -> Vec<PageRow> {
    let row = |what, value| PageRow { what, value };
    let text = |what, value: &Option<String>| value.clone().map(|value| row(what, value));
    let preview = &page.open_graph;
    let known = [
        text("description", &page.description),
        Some(row("words", words(page.counts.words))),
        images(page).map(|value| row("images", value)),
        frames(page.frames).map(|value| row("frames", value)),
        joined(&page.structured_data).map(|value| row("structured data", value)),
        text("preview title", &preview.title),
        text("preview text", &preview.description),
        text("preview image", &preview.image),
        text("preview type", &preview.kind),
        asked(page).map(|value| row("snippets and AI", value)),
    ];
    let languages = page.hreflang.iter().map(|version| {
        let url = version.url.as_deref().unwrap_or("(no address)");
        row("language version", format!("{}: {url}", version.language))
    });
    let headings = page.headings.iter().filter_map(|heading| {
        let level = usize::from(heading.level).checked_sub(1)?;
        let text = match heading.text.as_str() {
            "" => "(empty)",
            text => text,
        };
        Some(row(LEVELS.get(level)?, text.to_owned()))
    });
    let known = known.into_iter().flatten();
    known.chain(languages).chain(headings).collect()
}

fn words(count: Option<usize>) -> String {
    count.map_or_else(
        || "unknown: there are no spaces between them".to_owned(),
        |count| count.to_string(),
    )
}

fn images(page: &Facts) -> Option<String> {
    let (all, without) = (page.counts.images, page.counts.images_without_alt);
    (all > 0).then(|| format!("{all}, {without} without an alternative text"))
}

fn frames(frames: Frames) -> Option<String> {
    let (read, not) = (frames.inspected, frames.not_inspected);
    (read + not > 0).then(|| format!("{read} inspected, {not} not inspected"))
}

/// The directives about snippets and AI.
fn asked(page: &Facts) -> Option<String> {
    let directives = page.ai.because.iter().flat_map(Reason::values);
    joined(&directives.cloned().collect::<Vec<_>>())
}

fn joined(values: &[String]) -> Option<String> {
    (!values.is_empty()).then(|| values.join(", "))
}
