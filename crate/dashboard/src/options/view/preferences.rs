//! Colours, language, what is saved automatically, days to a follow-up, the schedule, single keys, and the keyboard shortcut.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::colours::ColourFields;
use super::number::NumberField;
use super::schedule::Schedule;
use crate::options::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::i18n::{LANGUAGES, t, t_with};
use linkglance_browser::settings::FollowUpDays;

#[component]
pub(super) fn Preferences(model: Model) -> impl IntoView {
    view! {
        <section data-part="preferences">
            <h2>{t("preferences")}</h2>
            <ColourFields model />
            <Language model />
            <label class="check">
                <input
                    type="checkbox"
                    name="keep_backlinks"
                    prop:checked=move || model.settings.with(|settings| settings.keep_backlinks)
                    on:change=move |event| {
                        let keep = event_target_checked(&event);
                        model.set(|settings| settings.keep_backlinks = keep);
                    }
                />
                {t("keep_backlinks")}
            </label>
            <NumberField
                name="follow_up_days"
                label="follow_up_days"
                most=FollowUpDays::MOST
                value=Signal::derive(move || {
                    model.settings.with(|settings| settings.follow_up_days.get())
                })
                set=Callback::new(move |days: u32| {
                    model.set(|settings| settings.follow_up_days = days.into());
                })
            />
            <Schedule model />
            <label class="check">
                <input
                    type="checkbox"
                    name="letter_keys"
                    prop:checked=move || model.settings.with(|settings| settings.letter_keys)
                    on:change=move |event| {
                        let work = event_target_checked(&event);
                        model.set(|settings| settings.letter_keys = work);
                    }
                />
                {t("letter_keys")}
            </label>
            <Shortcut />
        </section>
    }
}

#[component]
fn Language(model: Model) -> impl IntoView {
    let chosen = move |folder: &'static str| {
        move || {
            model
                .settings
                .with(|s| s.language.as_deref() == Some(folder))
        }
    };
    let options: Vec<_> = LANGUAGES
        .iter()
        .map(|&(folder, name)| {
            let lang = folder.replace('_', "-");
            view! { <option value=folder lang=lang selected=chosen(folder)>{name}</option> }
        })
        .collect();
    let change = move |event| {
        let folder = Some(event_target_value(&event)).filter(|folder| !folder.is_empty());
        model.set(|settings| settings.language = folder);
    };
    view! {
        <p class="entry">
            <label for="language">{t("language")}</label>
            <select id="language" name="language" on:change=change>
                <option value="">{t("language_browser")}</option>
                {options}
            </select>
        </p>
    }
}

/// The keys that are a click on the icon. Only the browser's own page can change them.
#[component]
fn Shortcut() -> impl IntoView {
    let keys = RwSignal::new(None::<String>);
    let failed = RwSignal::new(false);
    let read = move || spawn_local(async move { keys.set(api::shortcut().await) });
    read();
    // The user may have changed them on the browser's page.
    let returned = window_event_listener(leptos::ev::focus, move |_| read());
    on_cleanup(move || returned.remove());
    let words = move || match keys.get() {
        Some(keys) => t_with("shortcut_keys", &[&keys]),
        None => t("shortcut_none"),
    };
    let change = move |_| {
        spawn_local(async move { failed.set(api::change_shortcut().await.is_err()) });
    };
    view! {
        <p class="entry">
            <span data-part="shortcut">{words}</span>
            " "
            <button type="button" data-part="shortcut-change" on:click=change>
                {t("shortcut_change")}
            </button>
            <span role="status">{move || failed.get().then(|| t("shortcut_by_hand"))}</span>
        </p>
    }
}
