//! What narrows and orders the table, in one line: which links, a search, filters, order. Below it, only
//! while something is filtered, what that is and how much is shown.

use std::sync::Arc;

use leptos::html::Input;
use leptos::prelude::*;

use super::filters::{active, filter_menu, preset_chips};
use super::selection::Selection;
use super::take::take_menu;
use crate::state::arrange::{Grouping, Line, SortBy, link_indices};
use crate::state::filter::{Filter, Scope};
use crate::state::model::Model;
use crate::state::session::Session;
use crate::view::words::with_key;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::menu::move_focus;

/// The menus' names, for the buttons that open them.
const FILTERS: &str = "filters-menu";
const ORDER: &str = "order-menu";
const TAKE: &str = "take-menu";

/// The line, with its menus.
pub(super) fn toolbar(
    model: Model,
    session: &Arc<Session>,
    selection: Selection,
) -> impl IntoView + use<> {
    let filter = model.choices.filter;
    let searching = RwSignal::new(filter.with_untracked(|filter| !filter.text.is_empty()));
    let of_report = Arc::clone(session);
    let of_filters = move || filter_menu(filter, &of_report, model.choices.scope.get());
    let chips = move || filter.with(Filter::chips);
    let badge = move || {
        let chips = chips();
        (chips > 0).then(|| view! { <span class="ibadge">{number(chips)}</span> })
    };
    view! {
        <div class="toolbar" data-part="filters">
            {scopes(model, session, searching)}
            {search(model, searching)}
            <button
                type="button"
                class="ibtn"
                data-part="filters-open"
                aria-label=t("filters")
                title=t("filters")
                popovertarget=FILTERS
            >
                {icon(Icon::Filter)}
                {badge}
            </button>
            {menu_button("order-open", "sort_by", Icon::Sort, ORDER)}
            {menu_button("take-open", "more", Icon::More, TAKE)}
            <div id=FILTERS class="popover filters" popover="auto" role="dialog" aria-label=t("filters")>
                {preset_chips(model, session)}
                {of_filters}
            </div>
            <div id=ORDER class="popover order" popover="auto" role="dialog" aria-label=t("sort_by")>
                {grouping_choice(model)}
                {sort_choice(model)}
            </div>
            <div id=TAKE class="popover menu" popover="auto" role="menu" aria-label=t("more")
                on:keydown=|event| move_focus(&event)>
                {take_menu(model, selection)}
            </div>
        </div>
    }
}

fn menu_button(
    part: &'static str,
    name: &'static str,
    of: Icon,
    menu: &'static str,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ibtn"
            data-part=part
            aria-label=t(name)
            title=t(name)
            popovertarget=menu
        >
            {icon(of)}
        </button>
    }
}

/// Outbound, internal or all links, each with its number. The search takes their place.
fn scopes(model: Model, session: &Session, searching: RwSignal<bool>) -> impl IntoView + use<> {
    let buttons: Vec<_> = Scope::ALL
        .into_iter()
        .map(|scope| {
            let count = scope.of(&session.report).count();
            let chosen = move || model.choices.scope.get() == scope;
            view! {
                <button
                    type="button"
                    role="radio"
                    data-part="scope"
                    data-scope=scope.name()
                    aria-checked=move || chosen().to_string()
                    on:click=move |_| model.choices.scope.set(scope)
                >
                    {t(scope.message())}
                    " "
                    <span class="n">{number(count)}</span>
                </button>
            }
        })
        .collect();
    view! {
        <div
            class="segments"
            role="radiogroup"
            aria-label=t("scope")
            hidden=move || searching.get()
            on:keydown=|event| move_focus(&event)
        >
            {buttons}
        </div>
    }
}

/// The search, open as long as it is wanted; the words go when it is closed.
fn search(model: Model, searching: RwSignal<bool>) -> impl IntoView {
    let filter = model.choices.filter;
    let field = NodeRef::<Input>::new();
    let toggle = move |_| {
        let open = !searching.get_untracked();
        searching.set(open);
        if open {
            request_animation_frame(move || {
                if let Some(field) = field.get_untracked() {
                    // An element of this very page can be focused.
                    let _ = field.focus();
                }
            });
        } else {
            filter.update(|filter| filter.text.clear());
        }
    };
    view! {
        <input
            type="search"
            data-part="search"
            node_ref=field
            aria-label=t("filter_text")
            placeholder=t("filter_text")
            hidden=move || !searching.get()
            prop:value=move || filter.with(|filter| filter.text.clone())
            on:input=move |event| {
                filter.update(|filter| filter.text = event_target_value(&event));
            }
        />
        <button
            type="button"
            class="ibtn push"
            data-part="search-open"
            aria-label=t("filter_text")
            title=with_key("filter_text", "/")
            aria-expanded=move || searching.get().to_string()
            on:click=toggle
        >
            {move || if searching.get() { icon(Icon::Close) } else { icon(Icon::Search) }}
        </button>
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
            <select data-part="group" on:change=change>
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
        <label class="choice">
            {t("sort_by")} " "
            <select data-part="sort" on:change=change>
                {options}
            </select>
        </label>
        <label class="choice">
            {t("sort_reverse")}
            <input
                type="checkbox"
                data-part="sort-reverse"
                prop:checked=descending
                on:change=move |_| {
                    model.choices.order.update(|order| order.descending = !order.descending);
                }
            />
        </label>
    }
}

/// What is filtered, each with a button that lets go of it, and how much is shown of all. It can be seen
/// only while something is filtered.
pub(super) fn status(model: Model, lines: Memo<Arc<Vec<Line>>>, all: Memo<usize>) -> impl IntoView {
    let filter = model.choices.filter;
    let shown = Memo::new(move |_| lines.with(|lines| link_indices(lines).len()));
    let is_filtered = move || shown.get() != all.get() || filter.with(|filter| !filter.is_empty());
    view! {
        <div class="active-filters" class:sr=move || !is_filtered()>
            {move || active(filter)}
            <p role="status" data-part="shown" class="push">
                {move || t_with("shown_of_all", &[&number(shown.get()), &number(all.get())])}
            </p>
            {move || {
                is_filtered()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn ghost"
                                data-part="clear-filters"
                                on:click=move |_| {
                                    filter.set(Filter::default());
                                    model.chosen.set(None);
                                }
                            >
                                {t("filter_clear")}
                            </button>
                        }
                    })
            }}
        </div>
        {move || (shown.get() == 0).then(|| view! { <p class="line quiet">{t("none_match")}</p> })}
    }
}
