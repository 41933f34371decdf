//! A setting that is a whole number, from one to the most it may be.

use leptos::prelude::*;

use linkglance_browser::i18n::t;

/// The field; `label` is the message that names it, and `set` is given what was entered. The number that
/// holds is shown, where another was entered.
#[component]
pub(super) fn NumberField(
    name: &'static str,
    label: &'static str,
    most: u32,
    value: Signal<u32>,
    set: Callback<u32>,
) -> impl IntoView {
    let change = move |event| {
        let field = event_target::<web_sys::HtmlInputElement>(&event);
        if let Ok(number) = field.value().parse::<u32>() {
            set.run(number);
        }
        field.set_value(&value.get_untracked().to_string());
    };
    view! {
        <p class="entry">
            <label for=name>{t(label)}</label>
            <input
                type="number"
                id=name
                name=name
                min="1"
                max=most.to_string()
                prop:value=move || value.get().to_string()
                on:change=change
            />
        </p>
    }
}
