//! What the toolbar icon says of a page after it was inspected: own backlinks, else mentions
//! without a link. Its colour is the state of the best of the links.

use linkglance_core::Report;
use linkglance_core::report::Statement;
use linkglance_core::report::{LinkState, Standing};

use linkglance_browser::api::{self, Badge};
use linkglance_browser::i18n::{number, t, t_count};
use linkglance_browser::words;

/// The largest number a badge has room for.
const MOST: usize = 999;

/// Behind the number: of a link that is followed, of links on a page that makes them worthless, of
/// other links and of mentions. White on each is easy to read.
const FOLLOWED: &str = "#176b3a";
const BLOCKED: &str = "#a4262c";
const OTHER: &str = "#8a4b00";

/// Shows a report's number on the icon, or none.
pub(crate) async fn show(tab: i32, report: &Report) {
    match badge(report) {
        Some(badge) => api::set_badge(tab, &badge).await,
        None => clear(tab).await,
    }
}

/// Takes the number off.
pub(crate) async fn clear(tab: i32) {
    api::clear_badge(tab, &t("extension_name")).await;
}

fn badge(report: &Report) -> Option<Badge> {
    let unlinked = report
        .mentions
        .iter()
        .filter(|mention| mention.link == LinkState::None && !mention.possible);
    let (count, name, colour) = match (report.backlinks.len(), unlinked.count()) {
        (0, 0) => return None,
        (0, mentions) => (mentions, "badge_mentions", OTHER),
        (backlinks, _) => {
            let colour = match report.standing(report.backlinks.iter()) {
                Standing::Blocked => BLOCKED,
                Standing::Followed => FOLLOWED,
                _ => OTHER,
            };
            (backlinks, "badge_links", colour)
        }
    };
    let text = if count > MOST {
        format!("{}+", number(MOST))
    } else {
        number(count)
    };
    let blockers = report
        .page
        .blockers
        .iter()
        .map(|blocker| words::statement(&Statement::Blocker(blocker.kind), ""));
    let sentences: Vec<String> = blockers.chain([t_count(name, count, &[])]).collect();
    Some(Badge {
        text,
        colour,
        title: sentences.join(" "),
    })
}
