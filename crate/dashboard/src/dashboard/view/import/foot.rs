//! What an import will do, how it goes, how it went; and the buttons of its steps.

use leptos::prelude::*;
use linkglance_core::import::Refused;

use crate::dashboard::state::flow::{Aside, Become, Progress, Step, Survey};
use crate::dashboard::state::import::{begin, can_begin, done_sentence};
use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::words::reason;

/// The line at the bottom, which stays in sight.
pub(super) fn foot(model: Model) -> impl IntoView {
    let flow = model.import;
    move || {
        let content = if flow.running() {
            running(model).into_any()
        } else {
            ready(model).into_any()
        };
        view! { <footer class="import-foot">{content}</footer> }
    }
}

/// What will happen, and the buttons.
fn ready(model: Model) -> impl IntoView {
    let flow = model.import;
    let sentence = move || flow.survey.with(|survey| survey.as_ref().map(forecast));
    let take = move || {
        flow.survey.with(|survey| match survey {
            Some(survey) if survey.done => t_count("import_take", survey.taken(), &[]),
            _ => t("import_take"),
        })
    };
    let nothing = move || {
        let empty = flow.survey.with(|survey| {
            let survey = survey.as_ref();
            survey.is_some_and(|survey| survey.done && survey.taken() == 0)
        });
        !can_begin(model) || empty && flow.into.get() != Become::Ranks
    };
    let back = move |_| match flow.step.get_untracked() {
        Step::Preview => flow.step.set(Step::Columns),
        Step::File | Step::Columns => flow.leave(),
    };
    let further = move || {
        (flow.step.get() == Step::Columns).then(|| {
            view! {
                <button
                    type="button"
                    class="btn"
                    data-part="import-further"
                    on:click=move |_| flow.step.set(Step::Preview)
                >
                    {t("import_step_preview")}
                </button>
            }
        })
    };
    view! {
        <p data-part="import-forecast">{sentence}</p>
        <span class="import-buttons">
            <button type="button" class="btn" data-part="import-back" on:click=back>
                {t("import_back")}
            </button>
            {further}
            <button
                type="button"
                class="btn primary"
                data-part="import-take"
                prop:disabled=nothing
                on:click=move |_| begin(model)
            >
                {take}
            </button>
        </span>
    }
}

/// What an import would do, as far as the rows were counted.
fn forecast(survey: &Survey) -> AnyView {
    if !survey.done {
        let sentence = t_with("import_running", &[&number(survey.rows)]);
        return view! { <span class="quiet">{sentence}</span> }.into_any();
    }
    let numbers = [survey.new, survey.known, survey.left_out + survey.repeated].map(number);
    let [new, known, left_out] = &numbers;
    let sentence = t_with("import_forecast", &[new, known, left_out]);
    view! {
        <strong>{t_count("import_rows", survey.rows, &[])}</strong>
        " "
        <span class="quiet">{sentence}</span>
    }
    .into_any()
}

/// How far it is, and the way to stop it.
fn running(model: Model) -> impl IntoView {
    let flow = model.import;
    let progress = Memo::new(move |_| flow.progress.get().unwrap_or_default());
    let sentence = move || t_with("import_running", &[&number(progress.get().rows)]);
    let percent = move || progress.get().percent.to_string();
    view! {
        <p data-part="import-progress" data-done="false">{sentence}</p>
        <progress class="import-bar" max="100" value=percent aria-label=t("import_title")></progress>
        <span class="import-buttons">
            <button type="button" class="btn" data-part="import-cancel" on:click=move |_| flow.stop()>
                {t("import_cancel")}
            </button>
        </span>
    }
}

/// How it went, with the rows that were not imported.
pub(super) fn report(progress: &Progress) -> impl IntoView + use<> {
    let sentence = match (progress.done, progress.stop) {
        (false, _) => t_with("import_running", &[&number(progress.rows)]),
        (true, true) => t("import_stopped"),
        (true, false) => done_sentence(progress),
    };
    let refused = (!progress.stop)
        .then(|| refused(&progress.refused, &progress.aside, progress.left_out))
        .flatten();
    view! {
        <div class="message" role="status" data-part="import-progress" data-done=progress.done.to_string()>
            <p>{sentence}</p>
            {refused}
        </div>
    }
}

/// Rows that are not imported, with their reasons: those that are left out for what the list becomes by
/// number, what can't be read by line.
pub(super) fn refused(
    rows: &[Refused],
    aside: &Aside,
    count: usize,
) -> Option<impl IntoView + use<>> {
    let by_reason = aside.iter().map(|(because, count)| {
        let words = t_count("import_aside", *count, &[&reason(because)]);
        view! { <li data-part="refused-because"><bdi>{words}</bdi></li> }
    });
    let by_reason: Vec<_> = by_reason.collect();
    let shown: Vec<_> = rows
        .iter()
        .map(|refused| {
            let line = t_with(
                "import_line",
                &[&refused.line.to_string(), &reason(&refused.because)],
            );
            view! { <li data-part="refused"><bdi>{line}</bdi></li> }
        })
        .collect();
    let more = count.saturating_sub(rows.len() + aside.count());
    let more =
        (more > 0).then(|| view! { <li>{t_with("import_more_refused", &[&number(more)])}</li> });
    (!shown.is_empty() || !by_reason.is_empty()).then(|| {
        view! {
            <details open class="import-refused">
                <summary>{t("import_refused")}</summary>
                <ul class="quiet">{by_reason} {shown} {more}</ul>
            </details>
        }
    })
}
