//! The menu of a list's saved views: shows one, saves the list as it is, lets go of one.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::popover::{Name, popover};
use super::table::Shape;
use super::trash::trash;
use crate::dashboard::state::model::{Model, Undo};
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::saved::{MAX_NAME, MAX_VIEWS, SavedView, save};
use crate::dashboard::state::table::Table;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, icon};

/// The button that opens it.
pub(super) fn views<R: Listed>(
    model: Model,
    shape: &'static Shape<R>,
    table: Table<R>,
) -> impl IntoView {
    let name = Name {
        id: "views",
        role: "dialog",
        button: "ibtn",
    };
    popover(name, t("views"), icon(Icon::Template), move || {
        let rows = move || {
            let all = model.views.get();
            let of_list = all.get(shape.name).cloned().unwrap_or_default();
            let rows: Vec<_> = of_list
                .into_iter()
                .map(|view| row(model, shape, table, view))
                .collect();
            if rows.is_empty() {
                view! { <p class="quiet">{t("views_empty")}</p> }.into_any()
            } else {
                view! { <ul class="views">{rows}</ul> }.into_any()
            }
        };
        view! {
            <h2>{t("views")}</h2>
            {rows}
            {form(model, shape, table)}
        }
        .into_any()
    })
}

fn row<R: Listed>(
    model: Model,
    shape: &'static Shape<R>,
    table: Table<R>,
    view: SavedView,
) -> impl IntoView + use<R> {
    let name = view.name.clone();
    let label = t_with("views_remove", &[&name]);
    let gone = view.clone();
    let show = move |_| {
        view.show(table, |by| {
            let column = shape.columns.iter().find(|column| column.name == by)?;
            Some((column.name, column.order?))
        });
    };
    let remove = move || {
        let gone = gone.clone();
        model.views.update(|all| {
            if let Some(of_list) = all.get_mut(shape.name) {
                of_list.retain(|known| *known != gone);
            }
        });
        let said = t_with("views_removed", &[&gone.name]);
        model.say(said, Some(Undo::View(shape.name, gone)));
    };
    view! {
        <li>
            <button
                type="button"
                class="btn ghost"
                data-part="view-choice"
                popovertarget="views"
                popovertargetaction="hide"
                on:click=show
            >
                <bdi class="ellipsis">{name}</bdi>
            </button>
            {trash("view-remove", label, remove)}
        </li>
    }
}

/// Saves the list as it is, under a name.
fn form<R: Listed>(
    model: Model,
    shape: &'static Shape<R>,
    table: Table<R>,
) -> impl IntoView + use<R> {
    let name = RwSignal::new(String::new());
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let view = SavedView::of(&name.get_untracked(), table);
        if view.name.is_empty() {
            return;
        }
        let said = t_with("views_saved", &[&view.name]);
        let saved = model
            .views
            .try_update(|all| save(all, shape.name, view))
            .unwrap_or_default();
        if saved {
            name.set(String::new());
            model.say(said, None);
        } else {
            model.fail_with(t_with("views_full", &[&number(MAX_VIEWS)]));
        }
    };
    view! {
        <form class="view-form" on:submit=keep>
            <input
                type="text"
                data-part="view-name"
                maxlength=MAX_NAME.to_string()
                aria-label=t("views_name")
                placeholder=t("views_name")
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />
            <button type="submit" class="btn" data-part="view-save">{t("save")}</button>
        </form>
    }
}
