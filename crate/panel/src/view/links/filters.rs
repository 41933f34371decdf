//! The filters of the table: the menu of all that can be chosen, and what is chosen, each with a way to
//! let go of it.

use leptos::prelude::*;
use linkglance_core::link::{AnchorKind, FollowState};
use linkglance_core::placement::Region;
use linkglance_core::report::Link;

use crate::state::filter::{Filter, LeadsTo, Scope, presets, toggle};
use crate::state::model::Model;
use crate::state::session::Session;
use crate::view::words as panel_words;
use linkglance_browser::i18n::{number, t};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words;

/// Everything that can be chosen, with how many links each holds for.
pub(super) fn filter_menu(
    filter: RwSignal<Filter>,
    session: &Session,
    scope: Scope,
) -> impl IntoView + use<> {
    let links: Vec<&Link> = scope.of(&session.report).collect();
    let region = |&link: &&Link, region: Region| link.placement.region == region;
    view! {
        {chips("filter_follow", filter, &links, &FollowState::ALL, panel_words::follow_state, |link, state| link.follow.is(state), |filter| &mut filter.follow)}
        {chips("filter_region", filter, &links, &Region::ALL, words::region, move |link, value| region(link, value), |filter| &mut filter.regions)}
        {chips("filter_leads_to", filter, &links, &LeadsTo::ALL, panel_words::leads_to, |link, to| to.holds(link), |filter| &mut filter.leads_to)}
        {chips("filter_anchor", filter, &links, &AnchorKind::ALL, words::anchor_kind, |link, kind| link.anchor.kind == kind, |filter| &mut filter.anchors)}
        {hidden_chip(filter, &links)}
    }
}

/// The filters that are often wanted and leave something: one press sets them alone.
pub(super) fn preset_chips(model: Model, session: &Session) -> impl IntoView + use<> {
    let choices = model.choices;
    let scope = Scope::Outbound;
    let left = |filter: &Filter| {
        let links = scope.of(&session.report);
        links.filter(|link| filter.chips_let_through(link)).count()
    };
    let chips: Vec<_> = presets()
        .into_iter()
        .map(|(name, filter)| (left(&filter), name, filter))
        .filter(|(count, ..)| *count > 0)
        .map(|(count, name, filter)| {
            let wanted = filter.clone();
            let is_chosen = move || {
                choices.scope.get() == scope && choices.filter.with(|filter| *filter == wanted)
            };
            let set = move || {
                choices.scope.set(scope);
                choices.filter.set(filter.clone());
            };
            chip(t(name), count, is_chosen, set)
        })
        .collect();
    view! {
        <div class="chip-group" role="group" aria-label=t("filter_presets") data-part="presets">
            <span class="meta">{t("filter_presets")}</span>
            <div class="chips">{chips}</div>
        </div>
    }
}

/// A group of chips: those that some link has, and those that are chosen.
fn chips<T: Copy + PartialEq + Send + Sync + 'static>(
    title: &'static str,
    filter: RwSignal<Filter>,
    links: &[&Link],
    values: &[T],
    word: fn(T) -> String,
    holds: impl Fn(&&Link, T) -> bool,
    list: fn(&mut Filter) -> &mut Vec<T>,
) -> AnyView {
    let is_chosen = move |value| filter.with(|filter| list(&mut filter.clone()).contains(&value));
    let chips: Vec<_> = values
        .iter()
        .map(|&value| {
            let count = links.iter().filter(|link| holds(link, value)).count();
            (value, count)
        })
        .filter(|&(value, count)| count > 0 || untrack(|| is_chosen(value)))
        .map(|(value, count)| {
            chip(
                word(value),
                count,
                move || is_chosen(value),
                move || filter.update(|filter| toggle(list(filter), value)),
            )
        })
        .collect();
    view! {
        <div class="chip-group" role="group" aria-label=t(title)>
            <span class="meta">{t(title)}</span>
            <div class="chips">{chips}</div>
        </div>
    }
    .into_any()
}

fn hidden_chip(filter: RwSignal<Filter>, links: &[&Link]) -> Option<impl IntoView + use<>> {
    let count = links
        .iter()
        .filter(|link| link.hidden == Some(true))
        .count();
    let is_chosen = move || filter.with(|filter| filter.hidden);
    (count > 0 || untrack(is_chosen)).then(|| {
        let click = move || filter.update(|filter| filter.hidden = !filter.hidden);
        view! {
            <div class="chip-group" role="group" aria-label=t("factor_visible")>
                <span class="meta">{t("factor_visible")}</span>
                <div class="chips">{chip(t("hidden"), count, is_chosen, click)}</div>
            </div>
        }
    })
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

/// What is chosen, as chips that let go of it.
pub(super) fn active(filter: RwSignal<Filter>) -> impl IntoView {
    let now = filter.get();
    let follow = of(&now.follow, panel_words::follow_state, filter, |filter| {
        &mut filter.follow
    });
    let regions = of(&now.regions, words::region, filter, |filter| {
        &mut filter.regions
    });
    let to = of(&now.leads_to, panel_words::leads_to, filter, |filter| {
        &mut filter.leads_to
    });
    let anchors = of(&now.anchors, words::anchor_kind, filter, |filter| {
        &mut filter.anchors
    });
    let hidden = now.hidden.then(|| {
        removable(t("hidden"), move || {
            filter.update(|filter| filter.hidden = false);
        })
    });
    let text = (!now.text.trim().is_empty()).then(|| {
        let words = format!("“{}”", now.text.trim());
        removable(words, move || filter.update(|filter| filter.text.clear()))
    });
    view! { {follow} {regions} {to} {anchors} {hidden} {text} }
}

fn of<T: Copy + PartialEq + Send + Sync + 'static>(
    chosen: &[T],
    word: fn(T) -> String,
    filter: RwSignal<Filter>,
    list: fn(&mut Filter) -> &mut Vec<T>,
) -> Vec<AnyView> {
    let chips = chosen.iter().map(|&value| {
        let remove = move || filter.update(|filter| toggle(list(filter), value));
        removable(word(value), remove)
    });
    chips.collect()
}

fn removable(word: String, remove: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="chip active-filter" data-part="active-filter" on:click=move |_| remove()>
            <bdi class="ellipsis">{word}</bdi>
            {icon(Icon::Close)}
        </button>
    }
    .into_any()
}
