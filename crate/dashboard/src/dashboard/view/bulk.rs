//! What is done with all selected prospects at once.

use leptos::prelude::*;
use linkglance_core::length::MAX_TAG_CHARS;
use linkglance_core::prospect::Status;

use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::{t, t_count};
use linkglance_browser::store::{Edit, named, status_name};
use linkglance_browser::words;

/// The bar that appears when something is selected.
pub(super) fn bulk(model: Model) -> impl IntoView {
    let count = Memo::new(move |_| {
        model.shown.with(|rows| {
            model.selected.with(|ids| {
                if ids.is_empty() {
                    0
                } else {
                    rows.iter().filter(|row| ids.contains(&row.id)).count()
                }
            })
        })
    });
    view! {
        <Show when=move || count.get() != 0>
            <div class="bulk" role="group" data-part="bulk" aria-label=t("bulk")>
                <strong>{move || t_count("selected", count.get(), &[])}</strong>
                {status(model)}
                {tag(model)}
                <button
                    type="button"
                    class="danger"
                    data-part="bulk-delete"
                    on:click=move |_| model.delete(model.selected_ids())
                >
                    {t("delete")}
                </button>
                <button
                    type="button"
                    class="plain"
                    on:click=move |_| model.selected.update(std::collections::HashSet::clear)
                >
                    {t("select_none")}
                </button>
            </div>
        </Show>
    }
}

fn status(model: Model) -> impl IntoView {
    let change = move |event: leptos::ev::Event| {
        let chosen = named(Status::ALL, status_name, &event_target_value(&event));
        if let Some(status) = chosen {
            model.set_status(model.selected_ids(), status);
        }
    };
    let options = Status::ALL.map(|status| {
        view! { <option value=status_name(status)>{words::status(status)}</option> }
    });
    view! {
        <select
            aria-label=t("set_status")
            data-part="bulk-status"
            prop:value=move || {
                model.rows.track();
                ""
            }
            on:change=change
        >
            <option value="">{t("set_status")}</option>
            {options.collect_view()}
        </select>
    }
}

fn tag(model: Model) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let all = move |edit: fn(String) -> Edit| {
        let tag = text.get_untracked().trim().to_owned();
        if !tag.is_empty() {
            let ids = model.selected_ids();
            let edits = ids.into_iter().map(|id| (id, edit(tag.clone()))).collect();
            model.edit(edits, "done_changed");
            text.set(String::new());
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        all(Edit::Tag);
    };
    view! {
        <form class="field" on:submit=submit>
            <input
                type="text"
                aria-label=t("tag_name")
                placeholder=t("tag_name")
                data-part="bulk-tag"
                maxlength=MAX_TAG_CHARS.to_string()
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
            <button type="submit" class="secondary">{t("tag_add")}</button>
            <button type="button" on:click=move |_| all(Edit::Untag)>{t("tag_remove")}</button>
        </form>
    }
}
