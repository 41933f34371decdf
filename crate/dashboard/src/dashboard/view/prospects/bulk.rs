//! What is done with all selected prospects at once.

use leptos::prelude::*;
use linkglance_core::length::MAX_TAG_CHARS;
use linkglance_core::prospect::Status;

use super::super::list::action;
use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::Icon;
use linkglance_browser::store::{Edit, named, status_name};
use linkglance_browser::words;

pub(super) fn delete(model: Model) -> AnyView {
    action("bulk-delete", "delete", Icon::Trash, move || {
        model.delete(model.prospects.picked_keys());
    })
}

pub(super) fn status(model: Model) -> AnyView {
    let change = move |event: leptos::ev::Event| {
        let chosen = named(Status::ALL, status_name, &event_target_value(&event));
        if let Some(status) = chosen {
            model.set_status(model.prospects.picked_keys(), status);
        }
    };
    let options = Status::ALL.map(|status| {
        view! { <option value=status_name(status)>{words::status(status)}</option> }
    });
    view! {
        <select
            class="input s"
            aria-label=t("set_status")
            data-part="bulk-status"
            prop:value=move || {
                model.prospects.all.track();
                ""
            }
            on:change=change
        >
            <option value="">{t("set_status")}</option>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

pub(super) fn tag(model: Model) -> AnyView {
    let text = RwSignal::new(String::new());
    let all = move |edit: fn(String) -> Edit| {
        let tag = text.get_untracked().trim().to_owned();
        if !tag.is_empty() {
            let ids = model.prospects.picked_keys();
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
        <form class="inline" on:submit=submit>
            <input
                type="text"
                class="input s"
                aria-label=t("tag_name")
                placeholder=t("tag_name")
                data-part="bulk-tag"
                maxlength=MAX_TAG_CHARS.to_string()
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
            <button type="submit" class="btn">{t("tag_add")}</button>
            <button type="button" class="btn" on:click=move |_| all(Edit::Untag)>
                {t("tag_remove")}
            </button>
        </form>
    }
    .into_any()
}
