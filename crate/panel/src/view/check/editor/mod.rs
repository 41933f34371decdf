//! The form of an agreement, in three steps that each fit the panel: every term in plain words, and what
//! is wrong with it as one types. It can be saved from every step.

mod about;
mod field;
mod link;
mod more;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::fields::{fault_id, focus};
use crate::state::desk::Face;
use crate::state::draft::{Field, Step};
use crate::state::kept::Held;
use crate::state::model::Model;
use field::Form;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, state_icon};
use linkglance_browser::menu::move_focus;

/// The form.
pub(super) fn editor(model: Model) -> impl IntoView {
    let desk = model.desk();
    let draft = desk.draft;
    let form = Form::new(draft);
    let step = RwSignal::new(Step::About);
    let refused = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let written = draft.get_untracked();
        match (written.agreement(), written.held) {
            (Ok(agreement), held) => {
                let held = match held {
                    // What goes with the terms stays as it is by now: the dashboard may have changed it.
                    Some(held) => {
                        let is_same = |known: &&Held| known.id == held.id;
                        let now = |all: &Vec<Held>| all.iter().find(is_same).cloned();
                        let now = desk.agreements.with_untracked(now);
                        Held {
                            agreement,
                            ..now.unwrap_or(held)
                        }
                    }
                    None => Held::new(agreement),
                };
                let page = model.session.with_untracked(|shown| {
                    shown.as_ref().map(|shown| shown.report.page.url.clone())
                });
                let id = held.id.clone();
                desk.put(vec![held], &model.sites.get_untracked());
                desk.choose(page.as_deref().unwrap_or_default(), &id);
            }
            (Err(faults), _) => {
                refused.set(true);
                focus_first(step, &faults);
            }
        }
    };
    let heading = draft.with_untracked(|draft| match draft.held {
        Some(_) => t("agreement_edit"),
        None => t("agreement_new"),
    });
    let panes: Vec<_> = Step::ALL
        .map(|of| pane(form, step, of))
        .into_iter()
        .collect();
    let is_faulty = move || refused.get() && form.faults.with(|faults| !faults.is_empty());
    view! {
        <form class="agreement" data-part="agreement-form" novalidate=true on:submit=submit>
            <h2 tabindex="-1">{heading}</h2>
            {steps(form, step)}
            {panes}
            <div class="sheet-foot">
                <p class="error" role="alert" data-part="agreement-refused">
                    {move || is_faulty().then(|| t("fix_fields"))}
                </p>
                <button
                    type="button"
                    class="btn"
                    data-part="agreement-cancel"
                    on:click=move |_| desk.show(Face::Check)
                >
                    {t("import_cancel")}
                </button>
                {move || {
                    let next = step.get().next()?;
                    let turn = move |_| step.set(next);
                    Some(
                        view! {
                            <button type="button" class="btn" data-part="agreement-next" on:click=turn>
                                {t("agreement_next")}
                            </button>
                        },
                    )
                }}
                <button type="submit" class="btn primary" data-part="agreement-save">
                    {t("save")}
                </button>
            </div>
        </form>
    }
}

/// The steps by name, each with a sign where something in it is wrong.
fn steps(form: Form, step: RwSignal<Step>) -> impl IntoView {
    let faulty = move |of: Step| {
        let is_here = |(field, _): &(Field, String)| field.step() == of;
        form.faults.with(|faults| faults.iter().any(is_here))
    };
    let buttons: Vec<_> = Step::ALL
        .into_iter()
        .map(|of| {
            let sign = move || faulty(of).then(|| state_icon(Icon::Warn));
            view! {
                <button
                    type="button"
                    role="radio"
                    data-part="agreement-step"
                    data-name=of.name()
                    data-state="bad"
                    aria-checked=move || (step.get() == of).to_string()
                    on:click=move |_| step.set(of)
                >
                    {sign}
                    <span class="ellipsis">{t(of.title())}</span>
                </button>
            }
        })
        .collect();
    view! {
        <div
            class="segments steps"
            role="radiogroup"
            aria-label=t("agreement_steps")
            on:keydown=|event| move_focus(&event)
        >
            {buttons}
        </div>
    }
}

fn pane(form: Form, step: RwSignal<Step>, of: Step) -> impl IntoView {
    let fields = match of {
        Step::About => about::about(form),
        Step::Link => link::link(form),
        Step::More => more::more(form),
    };
    view! {
        <div class="terms" data-part="agreement-pane" data-name=of.name() hidden=move || step.get() != of>
            {fields}
        </div>
    }
}

/// Goes to the first field that something is wrong with.
fn focus_first(step: RwSignal<Step>, faults: &[(Field, String)]) {
    if let Some((field, _)) = faults.first() {
        step.set(field.step());
        let field = format!("[aria-describedby={}]", fault_id(field.name()));
        // Once its step is shown.
        request_animation_frame(move || focus(&field));
    }
}
