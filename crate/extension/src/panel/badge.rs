//! What the toolbar icon says of a page after it was inspected: own backlinks, else mentions
//! without a link.

use linkglance_core::Report;
use linkglance_core::report::LinkState;

use crate::browser::{self, Badge};
use crate::i18n::{number, t, t_count};

/// The largest number a badge has room for.
const MOST: usize = 999;

/// Behind the number of backlinks, and behind that of mentions. White on either is easy to read.
const BACKLINKS: &str = "#176b3a";
const MENTIONS: &str = "#8a4b00";

/// Shows a report's number on the icon, or none.
pub(super) async fn show(tab: i32, report: &Report) {
    match badge(report) {
        Some(badge) => browser::set_badge(tab, &badge).await,
        None => clear(tab).await,
    }
}

/// Takes the number off.
pub(super) async fn clear(tab: i32) {
    browser::clear_badge(tab, &t("extension_name")).await;
}

fn badge(report: &Report) -> Option<Badge> {
    let unlinked = report
        .mentions
        .iter()
        .filter(|mention| mention.link == LinkState::None && !mention.possible);
    let (count, name, colour) = match (report.backlinks.len(), unlinked.count()) {
        (0, 0) => return None,
        (0, mentions) => (mentions, "badge_mentions", MENTIONS),
        (backlinks, _) => (backlinks, "badge_links", BACKLINKS),
    };
    let text = if count > MOST {
        format!("{}+", number(MOST))
    } else {
        number(count)
    };
    Some(Badge {
        text,
        colour,
        title: t_count(name, count, &[]),
    })
}
