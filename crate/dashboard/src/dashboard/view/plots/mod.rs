//! The charts: what is easier to see than to read. Each leads to the list of what it shows.

mod authority;
mod chart;
mod gone;
mod links;
mod notable;
mod show;
mod work;

use leptos::prelude::*;

use super::client::report;
use super::head::head;
use super::segments::{Segment, segments};
use super::table::empty;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::whole::{Mix, Whole, mix_of_others, whole};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count};

/// How far back charts over time go: a name, and so many weeks at most.
const SPANS: [(&str, usize); 4] = [
    ("span_quarter", 13),
    ("span_half", 26),
    ("span_year", 52),
    ("span_two", 104),
];

/// The span at first: half a year.
const SPAN: usize = 26;

/// What the charts are made from.
#[derive(Clone, Copy)]
struct Sources {
    model: Model,
    whole: Memo<Option<Whole>>,
    /// The mix of the other sites, where one is chosen.
    others: Memo<Option<Mix>>,
}

/// All charts.
pub(super) fn plots(model: Model) -> impl IntoView {
    let span = RwSignal::new(SPAN);
    let sources = Sources {
        model,
        whole: Memo::new(move |_| {
            let rows = model.backlinks.all.get();
            let ready = model.backlinks.ready.get() && !rows.is_empty();
            ready.then(|| whole(&rows, clock::millis(), span.get()))
        }),
        others: Memo::new(move |_| {
            let site = model.site.get()?;
            mix_of_others(&model.known.get()?, &site)
        }),
    };
    let links = move || {
        let whole = sources.whole.get()?;
        Some(t_count("plots_of", whole.links, &[&number(whole.domains)]))
    };
    let shown = move || {
        if !model.prospects.ready.get() || !model.backlinks.ready.get() {
            return None;
        }
        let nothing = model.prospects.all.with(|rows| rows.is_empty());
        let whole = sources.whole.get();
        Some(match whole {
            None if nothing => empty("plots", &t("no_plots"), &t("no_plots_hint")).into_any(),
            whole => view! {
                {spans(span)}
                {whole.map(|whole| links::charts(sources, &whole))}
                {(!nothing).then(|| work::charts(model, span.get()))}
            }
            .into_any(),
        })
    };
    view! {
        {head("view_plots", links, report(model))}
        <section class="page-view">{shown}</section>
    }
}

/// The choice of how far back charts over time go.
fn spans(span: RwSignal<usize>) -> impl IntoView {
    let all = SPANS.map(|(name, value)| Segment {
        value,
        part: "span",
        name,
        face: t(name).into_any(),
    });
    let choice = segments(
        t("plots_span"),
        move || span.get(),
        move |weeks| span.set(weeks),
        all,
    );
    view! {
        <div class="plots-tools">
            {choice}
            <p class="quiet">{t("plots_about")}</p>
        </div>
    }
}
