//! The colours of marks on the page, each with the way back to its default.

use leptos::prelude::*;

use crate::options::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::settings::{Colour, Colours};

/// One colour: its message, and where it is.
struct ColourField {
    name: &'static str,
    place: fn(&mut Colours) -> &mut Colour,
}

impl ColourField {
    fn of(&self, colours: &Colours) -> Colour {
        *(self.place)(&mut colours.clone())
    }
}

const ROWS: [ColourField; 6] = [
    ColourField {
        name: "colour_followed",
        place: |colours| &mut colours.followed,
    },
    ColourField {
        name: "colour_nofollow",
        place: |colours| &mut colours.nofollow,
    },
    ColourField {
        name: "colour_sponsored",
        place: |colours| &mut colours.sponsored,
    },
    ColourField {
        name: "colour_ugc",
        place: |colours| &mut colours.ugc,
    },
    ColourField {
        name: "colour_mine",
        place: |colours| &mut colours.mine,
    },
    ColourField {
        name: "colour_mention",
        place: |colours| &mut colours.mention,
    },
];

#[component]
pub(super) fn ColourFields(model: Model) -> impl IntoView {
    let rows: Vec<_> = ROWS
        .iter()
        .map(|row| view! { <ColourField model row /> })
        .collect();
    let is_default = move || model.settings.with(|s| s.colours == Colours::default());
    view! {
        <fieldset data-part="colours">
            <legend>{t("colours")}</legend>
            <p class="quiet">{t("colours_hint")}</p>
            <ul class="colours">{rows}</ul>
            <button
                type="button"
                data-part="colours-reset"
                prop:disabled=is_default
                on:click=move |_| model.set(|settings| settings.colours = Colours::default())
            >
                {t("colours_reset")}
            </button>
        </fieldset>
    }
}

#[component]
fn ColourField(model: Model, row: &'static ColourField) -> impl IntoView {
    let name = t(row.name);
    let value = move || String::from(model.settings.with(|settings| row.of(&settings.colours)));
    let initial = row.of(&Colours::default());
    let is_initial = move || model.settings.with(|s| row.of(&s.colours) == initial);
    let set = move |event: leptos::ev::Event| {
        if let Ok(colour) = Colour::try_from(event_target_value(&event)) {
            model.set(|settings| *(row.place)(&mut settings.colours) = colour);
        }
    };
    let reset = move |_| model.set(|settings| *(row.place)(&mut settings.colours) = initial);
    view! {
        <li>
            <label>
                <input type="color" name=row.name prop:value=value on:change=set />
                {name.clone()}
            </label>
            <button
                type="button"
                class="small"
                aria-label=t_with("colour_reset", &[&name])
                prop:disabled=is_initial
                on:click=reset
            >
                "↺"
            </button>
        </li>
    }
}
