//! What narrows and orders the table, how much of it is shown, and what can be taken along.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::export;
use linkglance_core::placement::Region;
use linkglance_core::report::Link;

use super::selection::Selection;
use crate::state::arrange::{Grouping, Line, SortBy, link_indices};
use crate::state::filter::{Filter, LeadsTo, toggle};
use crate::state::model::Model;
use crate::state::session::Session;
use crate::view::out::{CSV, MARKDOWN, copy, save_buttons, save_links};
use crate::view::words as panel_words;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::words;
use linkglance_core::link::{AnchorKind, FollowState};

/// Search, chips, grouping and, where the table has no heads, sorting.
pub(super) fn toolbar(model: Model, session: &Session) -> impl IntoView + use<> {
    let filter = model.choices.filter;
    let chosen = move || {
        let chips = filter.with(Filter::chips);
        (chips > 0).then(|| view! { " " <span class="count">{number(chips)}</span> })
    };
    view! {
        <div class="toolbar" data-part="filters">
            <input
                type="search"
                data-part="search"
                aria-label=t("filter_text")
                placeholder=t("filter_text")
                prop:value=move || filter.with(|filter| filter.text.clone())
                on:input=move |event| {
                    filter.update(|filter| filter.text = event_target_value(&event));
                }
            />
            {grouping_choice(model)}
            {sort_choice(model)}
            <details class="filters">
                <summary>{t("filters")} {chosen}</summary>
                {chip_groups(filter, session)}
            </details>
        </div>
    }
}

fn grouping_choice(model: Model) -> impl IntoView {
    let word = |grouping| match grouping {
        Grouping::Region => t("filter_region"),
        Grouping::Domain => t("group_domain"),
        Grouping::None => t("group_none"),
    };
    let options = Grouping::ALL
        .map(|grouping| {
            let chosen = move || model.choices.grouping.get() == grouping;
            view! { <option value=grouping.name() selected=chosen>{word(grouping)}</option> }
        })
        .collect_view();
    let change = move |event| {
        let value = event_target_value(&event);
        let found = Grouping::ALL
            .into_iter()
            .find(|known| known.name() == value);
        model.choices.grouping.set(found.unwrap_or_default());
    };
    view! {
        <label class="choice">
            {t("group_by")} " "
            <select class="small" data-part="group" on:change=change>
                {options}
            </select>
        </label>
    }
}

/// The message that names what is sorted by.
pub(super) fn sort_word(by: SortBy) -> String {
    t(match by {
        SortBy::Position => "sort_position",
        SortBy::Anchor => "factor_anchor",
        SortBy::Target => "sort_target",
        SortBy::Follow => "filter_follow",
        SortBy::Region => "filter_region",
    })
}

fn sort_choice(model: Model) -> impl IntoView {
    let options = SortBy::ALL
        .map(|by| {
            let chosen = move || model.choices.order.get().by == by;
            view! { <option value=by.name() selected=chosen>{sort_word(by)}</option> }
        })
        .collect_view();
    let change = move |event| {
        let value = event_target_value(&event);
        let found = SortBy::ALL.into_iter().find(|known| known.name() == value);
        model
            .choices
            .order
            .update(|order| order.by = found.unwrap_or_default());
    };
    let descending = move || model.choices.order.get().descending;
    view! {
        <span class="choice sort">
            <label>
                {t("sort_by")} " "
                <select class="small" data-part="sort" on:change=change>
                    {options}
                </select>
            </label>
            <button
                type="button"
                class="small"
                aria-label=t("sort_reverse")
                title=t("sort_reverse")
                aria-pressed=move || descending().to_string()
                on:click=move |_| model.choices.order.update(|order| order.descending = !order.descending)
            >
                {move || if descending() { "↓" } else { "↑" }}
            </button>
        </span>
    }
}

fn chip_groups(filter: RwSignal<Filter>, session: &Session) -> impl IntoView + use<> {
    let links: Vec<&Link> = session.report.outbound().collect();
    let region = |&link: &&Link, region: Region| link.placement.region == region;
    view! {
        {chips("filter_follow", filter, &links, &FollowState::ALL, panel_words::follow_state, |link, state| link.follow.is(state), |filter| &mut filter.follow)}
        {chips("filter_region", filter, &links, &Region::ALL, words::region, move |link, value| region(link, value), |filter| &mut filter.regions)}
        {chips("filter_leads_to", filter, &links, &LeadsTo::ALL, panel_words::leads_to, |link, to| to.holds(link), |filter| &mut filter.leads_to)}
        {chips("filter_anchor", filter, &links, &AnchorKind::ALL, words::anchor_kind, |link, kind| link.anchor.kind == kind, |filter| &mut filter.anchors)}
        {hidden_chip(filter, &links)}
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
            <span class="quiet">{t(title)}</span>
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
                <span class="quiet">{t("factor_visible")}</span>
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

/// How much is shown of all, and what can be done with it. It stays in sight.
pub(super) fn status(
    model: Model,
    selection: Selection,
    lines: Memo<Arc<Vec<Line>>>,
    all: usize,
) -> impl IntoView {
    let filter = model.choices.filter;
    let shown = Memo::new(move |_| lines.with(|lines| link_indices(lines).len()));
    let clear = move || {
        (!filter.with(Filter::is_empty)).then(|| {
            view! {
                <button
                    type="button"
                    class="small"
                    data-part="clear-filters"
                    on:click=move |_| filter.set(Filter::default())
                >
                    {t("filter_clear")}
                </button>
            }
        })
    };
    let selected = move || {
        (selection.count() > 0).then(|| {
            view! {
                <button
                    type="button"
                    class="small"
                    data-part="clear-selection"
                    on:click=move |_| selection.clear()
                >
                    {t("selection_clear")}
                </button>
            }
        })
    };
    view! {
        <div class="status bar">
            <p role="status" data-part="shown">
                {move || t_with("shown_of_all", &[&number(shown.get()), &number(all)])}
                {move || {
                    let count = selection.count();
                    (count > 0).then(|| format!(" · {}", t_with("selected", &[&number(count)])))
                }}
            </p>
            {clear}
            {selected}
            {take_along(model, selection)}
        </div>
        {move || (shown.get() == 0).then(|| view! { <p class="quiet">{t("none_match")}</p> })}
    }
}

/// Copying and saving the selected links, or all shown where none is selected.
fn take_along(model: Model, selection: Selection) -> impl IntoView {
    let subject = Memo::new(move |_| selection.subject());
    let name = move || {
        let count = subject.with(Vec::len);
        t_count("take_links", count, &[])
    };
    let copy_links = move |_| {
        let links = subject.get_untracked();
        let done = t_count("copied_links", links.len(), &[]);
        copy(model, move |form| table_of(model, form, &links), done);
    };
    view! {
        <span class="bar take" role="group" aria-label=name hidden=move || subject.with(Vec::is_empty)>
            <span class="quiet">{name}</span>
            <button type="button" class="small" data-part="copy-links" on:click=copy_links>
                {t("copy")}
            </button>
            {save_buttons(&[CSV, MARKDOWN], move |kind| {
                save_links(model, kind, &subject.get_untracked());
            })}
        </span>
    }
}

/// A table of some of the report's links, to be pasted elsewhere.
pub(super) fn table_of(model: Model, form: export::Form, links: &[usize]) -> String {
    let session = model.session.get_untracked();
    session.map_or_else(String::new, |session| {
        let links: Vec<&Link> = links
            .iter()
            .filter_map(|&link| session.report.link(link))
            .collect();
        export::table(form, &links)
    })
}
