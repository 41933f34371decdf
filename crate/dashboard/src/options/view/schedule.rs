//! How often links that are watched are looked at without a click, and how many of them a day.

use leptos::prelude::*;
use linkglance_core::watch::Every;

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
    let a_day = move || model.settings.with(|settings| settings.watch_a_day.get());
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
    let change_a_day = move |event| {
        let field = event_target::<web_sys::HtmlInputElement>(&event);
        if let Ok(pages) = field.value().parse::<u32>() {
            model.set(|settings| settings.watch_a_day = pages.into());
        }
        // The number that holds, where another was entered.
        field.set_value(&untrack(a_day).to_string());
    };
    view! {
        <p class="entry">
            <label for="watch_every">{t("schedule_every")}</label>
            <select id="watch_every" name="watch_every" on:change=change_every>
                {options.collect_view()}
            </select>
        </p>
        <p class="entry">
            <label for="watch_a_day">{t("schedule_a_day")}</label>
            <input
                type="number"
                id="watch_a_day"
                name="watch_a_day"
                min="1"
                max=WatchADay::MOST.to_string()
                prop:value=move || a_day().to_string()
                on:change=change_a_day
            />
        </p>
        <p class="quiet">{t("schedule_hint")}</p>
    }
}
