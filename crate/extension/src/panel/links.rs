//! All outbound links, by region, narrowed by chips and words; counts always say shown of all.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::placement::Region;
use linkglance_core::report::Link;

use super::filter::{Filter, FollowState, toggle};
use super::link::link_row;
use super::model::{Model, Session};
use super::words;
use crate::i18n::{number, t, t_with};

/// The list with its filters.
pub(super) fn links(model: Model, session: &Arc<Session>) -> AnyView {
    let session = Arc::clone(session);
    let all = session.report.outbound().count();
    view! {
        {(all == 0).then(|| view! { <p class="quiet" data-part="no-links">{t("no_links")}</p> })}
        {(all > 0).then(|| filters(model, &session.report.links))}
        {move || list(model.filter, &session.report.links, all)}
    }
    .into_any()
}

fn filters(model: Model, links: &[Link]) -> impl IntoView + use<> {
    let filter = model.filter;
    let outbound = || links.iter().filter(|link| link.is_outbound());
    let follow: Vec<_> = FollowState::ALL
        .into_iter()
        .map(|state| (state, outbound().filter(|link| state.holds(link)).count()))
        .filter(|&(_, count)| count > 0)
        .map(|(state, count)| {
            chip(
                words::follow_state(state),
                count,
                move || filter.with(|filter| filter.follow.contains(&state)),
                move || filter.update(|filter| toggle(&mut filter.follow, state)),
            )
        })
        .collect();
    let regions: Vec<_> = Region::ALL
        .into_iter()
        .map(|region| {
            let inside = outbound().filter(|link| link.placement.region == region);
            (region, inside.count())
        })
        .filter(|&(_, count)| count > 0)
        .map(|(region, count)| {
            chip(
                words::region(region),
                count,
                move || filter.with(|filter| filter.regions.contains(&region)),
                move || filter.update(|filter| toggle(&mut filter.regions, region)),
            )
        })
        .collect();
    view! {
        <div class="filters" data-part="filters">
            <input
                type="search"
                aria-label=t("filter_text")
                placeholder=t("filter_text")
                prop:value=move || filter.with(|filter| filter.text.clone())
                on:input=move |event| {
                    filter.update(|filter| filter.text = event_target_value(&event));
                }
            />
            <div class="chips" role="group" aria-label=t("filter_follow")>{follow}</div>
            <div class="chips" role="group" aria-label=t("filter_region")>{regions}</div>
        </div>
    }
}

fn chip(
    word: String,
    count: usize,
    pressed: impl Fn() -> bool + Send + 'static,
    click: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || pressed().to_string()
            on:click=move |_| click()
        >
            {word}
            " "
            <span class="count">{number(count)}</span>
        </button>
    }
}

fn list(filter: RwSignal<Filter>, links: &[Link], all: usize) -> impl IntoView + use<> {
    let groups = filter.with(|filter| filter.groups(links));
    let shown: usize = groups.iter().map(|(_, links)| links.len()).sum();
    let narrowed = !filter.with(Filter::is_empty);
    let status = narrowed.then(|| {
        let words = t_with("shown_of_all", &[&number(shown), &number(all)]);
        view! {
            <p class="quiet" role="status">
                {words}
                " "
                <button type="button" on:click=move |_| filter.set(Filter::default())>
                    {t("filter_clear")}
                </button>
            </p>
        }
    });
    let none = (shown == 0 && all > 0).then(|| view! { <p>{t("none_match")}</p> });
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(region, links)| {
            let rows: Vec<_> = links.iter().map(|link| link_row(link)).collect();
            view! {
                <h3 class="group" data-part="region" data-region=region.name()>
                    {words::region(region)}
                    " "
                    <span class="count">{number(rows.len())}</span>
                </h3>
                <ul class="links">{rows}</ul>
            }
        })
        .collect();
    view! { {status} {none} {groups} }
}
