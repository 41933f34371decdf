//! The charts of prospects: how the work goes.

use leptos::prelude::*;
use linkglance_core::prospect::Status;

use super::chart::{Bar, bars, columns};
use super::show::show_value;
use crate::dashboard::state::model::{Model, View};
use crate::dashboard::state::series::{by_week, count_by};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::store::{kind_name, status_name};
use linkglance_browser::words;

/// The charts.
pub(super) fn charts(model: Model, most: usize) -> impl IntoView {
    let now = clock::millis();
    model.prospects.all.with(|rows| {
        let count = |status| rows.iter().filter(|row| row.status == status).count();
        let statuses = Status::ALL.map(|status| Bar {
            word: words::status(status),
            count: count(status),
            ..Bar::default()
        });
        let kinds = count_by(rows.iter().map(|row| row.kind));
        let by_word = kinds.iter().map(|(kind, count)| Bar {
            word: words::opportunity(*kind),
            count: *count,
            ..Bar::default()
        });
        let by_word: Vec<Bar> = by_word.collect();
        let kept = by_week(rows.iter().map(|row| row.kept), now, most);
        let last = kept.last().map_or(0, |(_, count)| *count);
        let kept: Vec<_> = kept
            .into_iter()
            .map(|(week, count)| (clock::short_day(week), count))
            .collect();
        let of = t_count("plot_prospects_of", rows.len(), &[]);
        let by_status = Callback::new(move |at: usize| {
            if let Some(status) = Status::ALL.get(at) {
                show_value(
                    model.prospects,
                    View::Prospects,
                    "fact_status",
                    status_name(*status),
                );
            }
        });
        let names: Vec<&'static str> = kinds
            .iter()
            .map(|(kind, _)| kind.map_or("", kind_name))
            .collect();
        let by_kind = Callback::new(move |at: usize| {
            if let Some(name) = names.get(at) {
                show_value(model.prospects, View::Prospects, "fact_opportunity", name);
            }
        });
        view! {
            <div class="plots">
                {columns(
                    "prospects-by-week",
                    t("plot_prospects"),
                    t_with("plot_this_week", &[&number(last)]),
                    kept,
                )}
                {bars("status", t("plot_status"), of.clone(), &statuses, Some(by_status))}
                {bars("opportunities", t("plot_opportunities"), of, &by_word, Some(by_kind))}
            </div>
        }
    })
}
