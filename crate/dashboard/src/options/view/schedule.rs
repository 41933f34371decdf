//! How often links that are watched are looked at without a click, and how many of them a day.

use leptos::prelude::*;
use linkglance_core::watch::Every;

use super::number::NumberField;
use crate::options::state::model::Model;
use linkglance_browser::i18n::t;
use linkglance_browser::settings::WatchADay;

const fn word(every: Every) -> &'static str {
    match every {
        Every::Off => "schedule_off",
        Every::Week => "schedule_week",
        Every::Month => "schedule_month",
    }
}

#[component]
pub(super) fn Schedule(model: Model) -> impl IntoView {
    let every = move || model.settings.with(|settings| settings.watch_every);
    let a_day = Signal::derive(move || model.settings.with(|settings| settings.watch_a_day.get()));
    let options = Every::ALL.map(|choice| {
        let name = choice.name();
        view! {
            <option value=name prop:selected=move || every() == choice>
                {t(word(choice))}
            </option>
        }
    });
    let change_every = move |event| {
        let name = event_target_value(&event);
        let chosen = Every::ALL.into_iter().find(|choice| choice.name() == name);
        let chosen = chosen.unwrap_or_default();
        model.set(|settings| settings.watch_every = chosen);
    };
    view! {
        <p class="entry">
            <label for="watch_every">{t("schedule_every")}</label>
            <select id="watch_every" name="watch_every" on:change=change_every>
                {options.collect_view()}
            </select>
        </p>
        <NumberField
            name="watch_a_day"
            label="schedule_a_day"
            most=WatchADay::MOST
            value=a_day
            set=Callback::new(move |links: u32| {
                model.set(|settings| settings.watch_a_day = links.into());
            })
        />
        <p class="quiet">{t("schedule_hint")}</p>
    }
}
