//! The step *Page and target*: what the agreement is about.

use leptos::prelude::*;
use linkglance_core::check::{Match, Preset, Target};

use super::field::{Form, faults_of, text};
use crate::state::draft::Field;
use crate::view::check::fields::fault_id;
use crate::view::check::words;
use linkglance_browser::controls::choice;
use linkglance_browser::i18n::{number, t, t_with};

/// The step.
pub(super) fn about(form: Form) -> AnyView {
    view! {
        {presets(form)}
        {targets(form)}
        {text("agreement-page", t("agreement_page"), Some(Field::Page), form, |draft| &mut draft.page)}
        {text("agreement-name", t("agreement_name"), None, form, |draft| &mut draft.terms.name)}
    }
    .into_any()
}

fn presets(form: Form) -> impl IntoView {
    let buttons: Vec<_> = Preset::ALL
        .into_iter()
        .map(|preset| {
            let (name, words) = words::preset(preset);
            view! {
                <button
                    type="button"
                    class="btn"
                    data-part="apply-preset"
                    data-name=name
                    on:click=move |_| form.set(|draft| *draft = draft.with_preset(preset))
                >
                    {words}
                </button>
            }
        })
        .collect();
    view! {
        <div class="bar" role="group" aria-label=t("agreement_presets")>
            <span class="quiet">{t("agreement_presets")}</span>
            {buttons}
        </div>
    }
}

fn targets(form: Form) -> impl IntoView {
    // Only their number builds the fields again, so the user does not lose the one they are typing in.
    let count = Memo::new(move |_| form.draft.with(|draft| draft.terms.targets.len().max(1)));
    let rows = move || {
        (0..count.get())
            .map(|at| target(form, at, count))
            .collect_view()
    };
    let add = move |_| {
        form.set(|draft| {
            let wanted = draft.terms.targets.len().max(1) + 1;
            draft
                .terms
                .targets
                .resize_with(wanted, || Target::from(String::new()));
        });
    };
    view! {
        <fieldset class="terms-of">
            <legend>{t("fact_target")}</legend>
            {rows}
            {faults_of(form, Field::Targets)}
            <button type="button" class="btn" data-part="add-target" on:click=add>
                {t("agreement_add_target")}
            </button>
        </fieldset>
    }
}

fn target(form: Form, at: usize, count: Memo<usize>) -> impl IntoView {
    let read = move || {
        let target = form
            .draft
            .with(|draft| draft.terms.targets.get(at).cloned());
        target.unwrap_or_else(|| Target::from(String::new()))
    };
    let write = move |change: &dyn Fn(&mut Target)| {
        form.set(|draft| {
            if draft.terms.targets.len() <= at {
                draft.terms.targets.push(Target::from(String::new()));
            }
            if let Some(target) = draft.terms.targets.get_mut(at) {
                change(target);
            }
        });
    };
    let remove = move |_| {
        form.set(|draft| {
            if at < draft.terms.targets.len() {
                draft.terms.targets.remove(at);
            }
        });
    };
    let modes = [Match::Page, Match::Exact, Match::Site].map(|mode| (mode, words::nearness(mode)));
    let several = move || count.get() > 1;
    let label = t_with("agreement_target_n", &[&number(at + 1)]);
    view! {
        <div class="target-row">
            <input
                type="text"
                inputmode="url"
                dir="ltr"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                data-part="agreement-target"
                aria-label=label
                aria-invalid=move || form.has_fault(Field::Targets).to_string()
                aria-describedby=fault_id(Field::Targets.name())
                prop:value=move || read().url
                on:input=move |event| write(&|target| target.url = event_target_value(&event))
            />
            {choice(
                "agreement-match",
                t("agreement_match"),
                modes.to_vec(),
                move || read().mode,
                move |mode| write(&|target| target.mode = mode),
            )}
            <Show when=several>
                <button type="button" class="btn" data-part="remove-target" on:click=remove>
                    {t("remove")}
                </button>
            </Show>
        </div>
    }
}
