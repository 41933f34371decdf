//! The verdict: one sentence a site, before all else, and which site is spoken of.

use leptos::prelude::*;
use linkglance_core::Report;

use super::model::Model;
use super::words;
use crate::i18n::t;

/// The verdict for each site, or for the one the person has chosen. The one live region: a
/// screen reader says the result of each inspection.
pub(super) fn verdicts(model: Model, report: &Report) -> impl IntoView + use<> {
    let names = model.site_names();
    let sentences: Vec<_> = names
        .iter()
        .map(|name| sentence(model, report, name))
        .collect();
    view! {
        <div class="verdicts">
            <div class="verdict-sentences" aria-live="polite">{sentences}</div>
            {switcher(model, names)}
        </div>
    }
}

fn sentence(model: Model, report: &Report, name: &str) -> impl IntoView + use<> {
    let verdict = report.verdict(name);
    let own = verdict.own_page.then_some("own-site");
    let tone = match verdict.groups.first() {
        Some(_) => "found",
        None => "none",
    };
    let words = words::verdict(&verdict);
    let name = name.to_owned();
    view! {
        <h2
            class="verdict"
            data-part="verdict"
            data-tone=tone
            hidden=move || !model.speaks_of(&name)
        >
            <span data-part=own>{words}</span>
        </h2>
    }
}

/// Several profiles: all of them, or one at a time.
fn switcher(model: Model, names: Vec<String>) -> impl IntoView {
    (names.len() > 1).then(|| {
        let options: Vec<_> = names
            .into_iter()
            .map(|name| {
                let this = name.clone();
                let chosen = move || model.chosen.with(|chosen| chosen.as_ref() == Some(&this));
                view! { <option value=name.clone() selected=chosen>{name.clone()}</option> }
            })
            .collect();
        let change = move |event| {
            let value = event_target_value(&event);
            model
                .chosen
                .set(Some(value).filter(|name| !name.is_empty()));
        };
        view! {
            <label class="switcher">
                {t("show_site")}
                <select data-part="site-switch" on:change=change>
                    <option value="">{t("all_sites")}</option>
                    {options}
                </select>
            </label>
        }
    })
}
