//! The charts: what is easier to see than to read.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::prospect::Status;

use super::chart::{Style, bars, over_time};
use super::head::title;
use super::table::empty;
use crate::dashboard::state::backlinks::Backlink;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::series::{MAX_WEEKS, by_week, count_by, distinct_by_week};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::store::KnownBacklink;
use linkglance_browser::words;

/// All charts.
pub(super) fn plots(model: Model) -> impl IntoView {
    let shown = move || {
        let (prospects, links) = (model.prospects, model.backlinks);
        if !prospects.ready.get() || !links.ready.get() {
            return None;
        }
        let nothing = prospects.all.with(|rows| rows.is_empty());
        links.all.with(|backlinks| {
            Some(if nothing && backlinks.is_empty() {
                empty("plots", &t("no_plots"), &t("no_plots_hint")).into_any()
            } else {
                let weeks = t_with("plots_about", &[&number(MAX_WEEKS)]);
                view! {
                    <p class="quiet">{weeks}</p>
                    <div class="plots">
                        {of_prospects(model)}
                        {of_backlinks(backlinks)}
                    </div>
                }
                .into_any()
            })
        })
    };
    view! {
        {title("view_plots")}
        <section class="page-view">{shown}</section>
    }
}

fn of_prospects(model: Model) -> impl IntoView {
    let now = clock::millis();
    model.prospects.all.with(|rows| {
        let count = |status| rows.iter().filter(|row| row.status == status).count();
        let by_status = Status::ALL.map(|status| (words::status(status), count(status)));
        let kinds = count_by(rows.iter().map(|row| row.kind));
        let kinds = kinds
            .into_iter()
            .map(|(kind, count)| (words::opportunity(kind), count));
        let kept = by_week(rows.iter().map(|row| row.kept), now);
        view! {
            {over_time("prospects-by-week", t("plot_prospects"), named(kept), Style::Columns)}
            {bars("status", t("plot_status"), by_status.into())}
            {bars("opportunities", t("plot_opportunities"), kinds.collect())}
        }
    })
}

fn of_backlinks(backlinks: &[Arc<Backlink>]) -> impl IntoView + use<> {
    let now = clock::millis();
    let unknown = || t("state_unknown");
    let counted = |values: Vec<String>| count_by(values.into_iter());
    let of = |word: &dyn Fn(&KnownBacklink) -> String| {
        counted(backlinks.iter().map(|one| word(&one.known)).collect())
    };
    let follow = of(&|one| match one.followed {
        Some(true) => t("followed"),
        Some(false) if one.rel.is_empty() => t("not_followed"),
        Some(false) => {
            let mut rel = one.rel.clone();
            rel.sort();
            rel.join(" ")
        }
        None => unknown(),
    });
    let anchors = of(&|one| one.anchor_kind.map_or_else(unknown, words::anchor_kind));
    let regions = of(&|one| one.region.map_or_else(unknown, words::region));
    let kinds = of(&|one| one.kind.map_or_else(unknown, words::kind));
    let first = by_week(backlinks.iter().map(|one| one.known.first), now);
    let domains = backlinks.iter().map(|one| (&one.domain, one.known.first));
    let domains = distinct_by_week(domains, now);
    view! {
        {over_time("backlinks-by-week", t("plot_backlinks"), named(first), Style::Columns)}
        {over_time("domains", t("plot_domains"), named(domains), Style::Line)}
        {bars("follow", t("plot_follow"), follow)}
        {bars("anchors", t("plot_anchors"), anchors)}
        {bars("regions", t("plot_regions"), regions)}
        {bars("kinds", t("plot_kinds"), kinds)}
    }
}

/// Weeks by the day they begin on.
fn named(weeks: Vec<(u64, usize)>) -> Vec<(String, usize)> {
    let name = |(week, count)| (clock::short_day(week), count);
    weeks.into_iter().map(name).collect()
}
