//! One row of the table of links: what is to be known at a glance, the rest folded.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::link::Relation;
use linkglance_core::report::Link;

use super::selection::Selection;
use super::status::{replacement, status_chip};
use super::take::table_of;
use crate::state::filter::add;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::spot::{Spot, spots};
use crate::view::link::{address, anchor_words, details, short_name, state_chip, state_mark};
use crate::view::marks::{show_icon, show_link};
use crate::view::out::{copy, copy_link};
use crate::view::words;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words::{reason, region};

/// The row of a link, with its repeats folded beneath it. `at` is the row's place in the table.
pub(super) fn row(
    model: Model,
    session: &Arc<Session>,
    selection: Selection,
    at: usize,
    index: usize,
    repeats: &[usize],
) -> impl IntoView + use<> {
    let unfolded = RwSignal::new(false);
    let session = Arc::clone(session);
    let repeats: Arc<[usize]> = repeats.into();
    let first = session
        .report
        .link(index)
        .map(|link| one(model, selection, link, at, &repeats, Some(unfolded)));
    let folded = move || {
        unfolded.get().then(|| {
            let links = repeats
                .iter()
                .filter_map(|&index| session.report.link(index));
            links
                .enumerate()
                .map(|(place, link)| one(model, selection, link, at + 1 + place, &[], None))
                .collect_view()
        })
    };
    view! { {first} {folded} }
}

/// One link's row. What a pointer, the focus or a click on a row does is attached here, once, to
/// the row's own element.
fn one(
    model: Model,
    selection: Selection,
    link: &Link,
    at: usize,
    repeats: &[usize],
    unfolded: Option<RwSignal<bool>>,
) -> impl IntoView + use<> {
    let index = link.index;
    let open = RwSignal::new(false);
    let (state, _) = words::follow(link);
    let name = short_name(link);
    let mut links = vec![index];
    links.extend(repeats);
    let select = move |event: leptos::ev::MouseEvent| {
        // The check box has its new state already, and only the click knows of the shift key.
        let selected = !untrack(|| selection.has(index));
        selection.set(&links, selected, event.shift_key());
    };
    let because: Vec<String> = link.placement.because.iter().map(reason).collect();
    let is_new = model.session.with_untracked(|session| {
        session
            .as_ref()
            .is_some_and(|session| session.is_new(index))
    });
    let kept = link.clone();
    let more = move || open.get().then(|| more(model, &kept));
    view! {
        <div
            class="row"
            role="row"
            tabindex="-1"
            data-row=""
            data-part="link"
            data-index=index.to_string()
            data-href=link.href.clone()
            data-url=link.url.clone()
            data-follow=state
            data-region=link.placement.region.name()
            data-spot=Spot::Link(index).to_string()
            data-stands-for=spots(repeats)
            class:repeat=unfolded.is_none()
            aria-rowindex=at.to_string()
        >
            <div class="pick" role="cell">
                {state_mark(link)}
                <input
                    type="checkbox"
                    aria-label=t_with("select_link", &[&name])
                    prop:checked=move || selection.has(index)
                    on:click=select
                />
            </div>
            <div class="words" role="cell">
                {anchor_words(link)}
                {badges(link, is_new)}
                {unfolded.and_then(|unfolded| repeats_button(unfolded, repeats.len()))}
            </div>
            <div class="target" role="cell">{address(link)}</div>
            <div class="state" role="cell">{state_filter(model, link)}</div>
            <div class="place" role="cell">
                {status_chip(model, link)}
                {region_filter(model, link, because.join("; "))}
            </div>
            <div class="tools" role="cell">
                {show_icon(link, &name)}
                <button
                    type="button"
                    class="ibtn more-button"
                    data-part="details"
                    aria-label=t_with("details_of", &[&name])
                    aria-expanded=move || open.get().to_string()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {icon(Icon::Next)}
                </button>
            </div>
            {more}
        </div>
    }
}

/// The link's state, as a button that leaves only links of that state.
fn state_filter(model: Model, link: &Link) -> impl IntoView + use<> {
    let state = link.follow.narrowest();
    let add = move |_| {
        model
            .choices
            .filter
            .update(|filter| add(&mut filter.follow, state));
    };
    let words = t_with("filter_by", &[&words::follow_word(state)]);
    view! {
        <button type="button" class="as-filter" data-part="filter-state" aria-label=words on:click=add>
            {state_chip(link)}
        </button>
    }
}

/// The link's region, as a button that leaves only links of that region; why it is thought is in its title.
fn region_filter(model: Model, link: &Link, because: String) -> impl IntoView + use<> {
    let of = link.placement.region;
    let add = move |_| {
        model
            .choices
            .filter
            .update(|filter| add(&mut filter.regions, of));
    };
    view! {
        <button
            type="button"
            class="as-filter"
            data-part="filter-region"
            aria-label=t_with("filter_by", &[&region(of)])
            title=because
            on:click=add
        >
            <span class="capital word">{region(of)}</span>
        </button>
    }
}

/// What makes a link stand out: whether it has come since the last look, whose it is, and whether
/// it can be seen.
fn badges(link: &Link, is_new: bool) -> impl IntoView + use<> {
    let marks = [
        (is_new, "new", "changes_new"),
        (link.relation == Some(Relation::Own), "own", "badge_own"),
        (link.competitor.is_some(), "competitor", "badge_competitor"),
        (link.hidden == Some(true), "hidden", "hidden"),
    ];
    marks
        .into_iter()
        .filter(|(holds, ..)| *holds)
        .map(|(_, kind, name)| {
            view! { " " <span class="badge" data-kind=kind>{t(name)}</span> }
        })
        .collect_view()
}

fn repeats_button(unfolded: RwSignal<bool>, repeats: usize) -> Option<impl IntoView + use<>> {
    let links = 1 + repeats;
    (repeats > 0).then(|| {
        view! {
            " "
            <button
                type="button"
                class="badge"
                data-part="repeats"
                aria-label=t_count("repeats", links, &[])
                title=t_count("repeats", links, &[])
                aria-expanded=move || unfolded.get().to_string()
                on:click=move |_| unfolded.update(|unfolded| *unfolded = !*unfolded)
            >
                "×"
                {number(links)}
            </button>
        }
    })
}

/// All else that is known of the link, and copying it.
fn more(model: Model, link: &Link) -> impl IntoView + use<> {
    let index = link.index;
    let copy_row = move |_| {
        copy(
            model,
            move |form| table_of(model, form, &[index]),
            t("copied_row"),
        );
    };
    view! {
        <div class="more" role="cell" data-part="link-details">
            {details(link)}
            {show_link(link)}
            {replacement(model, link)}
            <div class="bar">
                <button type="button" class="small" data-part="copy-link" on:click=move |_| copy_link(model, index)>
                    {t("copy_link")}
                </button>
                <button type="button" class="small" data-part="copy-row" on:click=copy_row>
                    {t("copy_row")}
                </button>
            </div>
        </div>
    }
}
