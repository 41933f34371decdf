//! The chart of the user's own pages that links lead to and that are gone or redirect, as their checks found.

use leptos::prelude::*;

use super::chart::{Bar, bars};
use super::show::{path, show_only};
use crate::dashboard::state::model::{Model, View};
use crate::dashboard::state::own_site::elsewhere;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::prospect::short;
use linkglance_browser::words;

/// So many pages are charted, those with the most domains.
const SHOWN: usize = 10;

/// The chart; none where no check has found such a page.
pub(super) fn gone(model: Model) -> Option<AnyView> {
    let found = model.targets.all.with(|rows| elsewhere(rows));
    if found.pages.is_empty() {
        return None;
    }
    let redirecting = found.pages.len() - found.gone;
    let counts = [found.gone, redirecting, found.unchecked].map(number);
    let [gone, redirecting, unchecked] = &counts;
    let about = t_with("plot_gone_about", &[gone, redirecting, unchecked]);
    let shown: Vec<_> = found.pages.into_iter().take(SHOWN).collect();
    let values = shown.iter().map(|(row, status)| {
        let (state, _, word) = words::link_status(status);
        Bar {
            word: path(&row.url),
            note: Some(word),
            count: row.domains,
            state,
            ..Bar::default()
        }
    });
    let values: Vec<Bar> = values.collect();
    let press = Callback::new(move |at: usize| {
        if let Some((row, _)) = shown.get(at) {
            let page = [row.url.clone()];
            show_only(model.targets, View::OwnSite, short(&row.url), page);
        }
    });
    Some(bars("gone", t("plot_gone"), about, &values, Some(press)))
}
