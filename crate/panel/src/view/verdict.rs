//! The verdict: one sentence a site, before all else, and which site is spoken of.

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::export::{self, Form};

use super::aside::shown_address;
use super::out::{CSV, JSON, MARKDOWN, copy, form_choice, save_buttons, save_report};
use crate::state::model::Model;
use linkglance_browser::i18n::t;
use linkglance_browser::words;
use linkglance_browser::words::reason;

/// The verdict for each site, or for the one the user has chosen. The one live region: a
/// screen reader says the result of each inspection.
pub(super) fn verdicts(model: Model, report: &Report) -> impl IntoView + use<> {
    let names = model.site_names();
    let any = !names.is_empty();
    let page = &report.page;
    let title = page.title.clone();
    let sentences: Vec<_> = names
        .iter()
        .map(|name| sentence(model, report, name))
        .collect();
    view! {
        <div class="verdicts">
            <div class="verdict-sentences" aria-live="polite">{sentences} {blockers(report)}</div>
            <p class="page quiet" data-part="report-of">
                <bdi dir="ltr" title=page.url.clone()>{shown_address(&page.url)}</bdi>
                {title.map(|title| view! { <br /> <bdi>{title}</bdi> })}
            </p>
            {switcher(model, names)}
            {actions(model, any)}
        </div>
    }
}

/// Taking the verdict along, where there is one, and the whole report.
fn actions(model: Model, verdict: bool) -> impl IntoView {
    let copy_verdicts = move |_| {
        copy(
            model,
            move |form| sentences(model, form),
            t("copied_verdict"),
        );
    };
    let verdict = verdict.then(|| {
        view! {
            <button type="button" class="small" data-part="copy-verdict" on:click=copy_verdicts>
                {t("copy_verdict")}
            </button>
        }
    });
    view! {
        <div class="bar">
            {verdict}
            {form_choice(model)}
            <details class="export" data-part="export">
                <summary>{t("export")}</summary>
                <p class="bar">
                    <span class="quiet">{t("save_report")}</span>
                    {save_buttons(&[CSV, JSON, MARKDOWN], move |kind| save_report(model, kind))}
                </p>
            </details>
        </div>
    }
}

/// The verdicts that are shown, each with its page's address, to be pasted elsewhere.
fn sentences(model: Model, form: Form) -> String {
    let Some(session) = model.session.get_untracked() else {
        return String::new();
    };
    let report = &session.report;
    let names = model.site_names().into_iter();
    let mut parts: Vec<String> = names
        .filter(|name| untrack(|| model.speaks_of(name)))
        .map(|name| export::sentence(form, &words::verdict(&report.verdict(&name))))
        .collect();
    parts.push(export::sentence(form, &report.page.url));
    parts.join(if form == Form::Markdown { "\n\n" } else { "\n" })
}

fn sentence(model: Model, report: &Report, name: &str) -> impl IntoView + use<> {
    let verdict = report.verdict(name);
    let own = verdict.own_page.then_some("own-site");
    let words = words::verdict(&verdict);
    let name = name.to_owned();
    view! {
        <h2
            class="verdict"
            data-part="verdict"
            data-state=verdict.standing.name()
            hidden=move || !model.speaks_of(&name)
        >
            <span data-part=own>{words}</span>
        </h2>
    }
}

/// Why the page's links are worthless, where they are.
fn blockers(report: &Report) -> impl IntoView + use<> {
    let rows: Vec<_> = report
        .page
        .blockers
        .iter()
        .map(|blocker| {
            view! {
                <li data-part="blocker" data-kind=blocker.kind.name()>
                    {reason(&blocker.reason)}
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="blockers">{rows}</ul> })
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
