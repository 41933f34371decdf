//! The controls of what the user writes on a prospect: status, day to come back, tags, notes.

use std::time::Duration;

use leptos::prelude::*;
use linkglance_core::length::{MAX_NOTES_CHARS, MAX_TAG_CHARS};
use linkglance_core::prospect::Status;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use crate::i18n::{t, t_with};
use crate::store::{Edit, named, status_name};
use crate::words;

/// Notes are stored so long after the last key.
const PAUSE: Duration = Duration::from_millis(600);

/// The status, to be chosen.
pub fn status_field(current: Status, edit: Callback<Edit>) -> impl IntoView {
    let change = move |event: leptos::ev::Event| {
        if let Some(status) = named(Status::ALL, status_name, &event_target_value(&event)) {
            edit.run(Edit::Status(status));
        }
    };
    let options = Status::ALL.map(|status| {
        let selected = status == current;
        view! { <option value=status_name(status) prop:selected=selected>{words::status(status)}</option> }
    });
    view! {
        <label>
            <span class="label">{t("fact_status")}</span>
            <select data-part="status" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

/// The day to come back, as `YYYY-MM-DD`.
pub fn follow_up_field(current: Option<String>, edit: Callback<Edit>) -> impl IntoView {
    let change = move |event: leptos::ev::Event| {
        let day = Some(event_target_value(&event)).filter(|day| !day.is_empty());
        edit.run(Edit::FollowUp(day));
    };
    view! {
        <label>
            <span class="label">{t("fact_follow_up")}</span>
            <input
                type="date"
                data-part="follow-up"
                prop:value=current.unwrap_or_default()
                on:change=change
            />
        </label>
    }
}

/// The tags, each to be removed, and a field for one more.
pub fn tag_fields(tags: &[String], edit: Callback<Edit>) -> impl IntoView + use<> {
    let tags: Vec<_> = tags
        .iter()
        .map(|tag| {
            let (tag, shown) = (tag.clone(), tag.clone());
            let label = t_with("tag_remove_one", &[&tag]);
            let remove = move |_| edit.run(Edit::Untag(tag.clone()));
            view! {
                <span class="tag">
                    <bdi>{shown}</bdi>
                    <button type="button" class="plain" aria-label=label on:click=remove>"✕"</button>
                </span>
            }
        })
        .collect();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event_target::<HtmlElement>(&event);
        let input = form.query_selector("input").ok().flatten();
        let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let tag = input.value().trim().to_owned();
        if !tag.is_empty() {
            input.set_value("");
            edit.run(Edit::Tag(tag));
        }
    };
    view! {
        <div class="tags">
            {tags}
            <form class="field" on:submit=add>
                <input
                    type="text"
                    data-part="tag"
                    maxlength=MAX_TAG_CHARS.to_string()
                    aria-label=t("tag_name")
                    placeholder=t("tag_name")
                />
                <button type="submit" class="secondary">{t("tag_add")}</button>
            </form>
        </div>
    }
}

/// The notes. They are stored a moment after the last key and when the field is left; until then
/// it says that they are not. `stored` gives them as they are stored now; `None` where they are gone.
pub fn notes_field<F>(notes: &str, stored: F, edit: Callback<Edit>) -> impl IntoView + use<F>
where
    F: Fn() -> Option<String> + 'static,
{
    let base = StoredValue::new(notes.to_owned());
    let text = RwSignal::new(notes.to_owned());
    let is_stored = move || text.with(|text| base.with_value(|base| base == text));
    // What another window, or an undo, has stored comes in, unless other text is here.
    Effect::new(move || {
        let Some(now) = stored() else {
            return;
        };
        if text.with_untracked(|text| base.with_value(|base| base == text)) {
            base.set_value(now.clone());
            text.set(now);
        } else if text.with_untracked(|text| *text == now) {
            base.set_value(now);
            text.notify();
        }
    });
    let save = move || {
        let (from, to) = (base.get_value(), text.get_untracked());
        if from != to {
            edit.run(Edit::Notes { from, to });
        }
    };
    let typed = move |event| {
        let now = event_target_value(&event);
        text.set(now.clone());
        set_timeout(
            move || {
                // The field may be gone by then; it has been stored when it was left.
                if text.try_with_untracked(|text| *text == now) == Some(true) {
                    save();
                }
            },
            PAUSE,
        );
    };
    view! {
        <label class="notes">
            <span class="label">
                {t("notes")}
                <span class="quiet small" data-part="notes-state">
                    {move || if is_stored() { String::new() } else { t("not_saved_yet") }}
                </span>
            </span>
            <textarea
                rows="4"
                data-part="notes"
                maxlength=MAX_NOTES_CHARS.to_string()
                prop:value=move || text.get()
                on:input=typed
                on:change=move |_| save()
            ></textarea>
        </label>
    }
}
