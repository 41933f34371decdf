//! Lists from other tools, in three steps: the file, what its columns hold, what an import would do.

mod columns;
mod foot;
mod preview;
mod source;

use leptos::prelude::*;

use super::head::title;
use super::segments::{Segment, segments};
use crate::dashboard::state::flow::{Become, Step};
use crate::dashboard::state::import::{can_begin, owners, survey, tool_name};
use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::{t, t_count};
use linkglance_browser::icon::{Icon, icon};
use linkglance_core::import::Tool;

pub(super) use source::source;

/// The steps, with the messages that name them.
const STEPS: [(Step, &str); 3] = [
    (Step::File, "import_step_file"),
    (Step::Columns, "import_step_columns"),
    (Step::Preview, "import_step_preview"),
];

/// Before the file's name.
const FILE: Icon = Icon::Page;

/// The second and the third step.
pub(super) fn import(model: Model) -> impl IntoView {
    let flow = model.import;
    let tool = move || {
        flow.source.with(|source| {
            source
                .as_ref()
                .map(|source| format!("{:?}", source.preview.columns.tool))
        })
    };
    let body = move || match flow.step.get() {
        Step::Preview => preview::preview(model).into_any(),
        Step::File | Step::Columns => columns::columns(model).into_any(),
    };
    view! {
        <section class="import" data-part="import-preview" data-tool=tool aria-label=t("import_title")>
            {title("import_title")}
            <div class="view-tools import-line">
                {steps(model)}
                <span class="push import-file">{move || about(model)}</span>
            </div>
            <div class="view-tools import-line">
                {choice_of_kind(model)}
                {move || choice_of_owner(model)}
            </div>
            <div class="import-body" tabindex="0" role="region" aria-label=t("import_step_columns")>
                {body}
            </div>
            {foot::foot(model)}
        </section>
    }
}

/// Where the user is.
fn steps(model: Model) -> impl IntoView {
    let step = |(at, (step, name)): (usize, &(Step, &'static str))| {
        let step = *step;
        let now = move || model.import.step.get();
        let number = move || {
            if now() > step {
                icon(Icon::Check).into_any()
            } else {
                (at + 1).to_string().into_any()
            }
        };
        view! {
            <li class:done=move || { now() > step } aria-current=move || (now() == step).then_some("step")>
                <span class="no">{number}</span>
                {t(name)}
            </li>
        }
    };
    let steps: Vec<_> = STEPS.iter().enumerate().map(step).collect();
    view! { <ol class="import-steps">{steps}</ol> }
}

/// The file's name, the tool, the encoding and the number of rows.
fn about(model: Model) -> Option<impl IntoView> {
    let flow = model.import;
    let source = flow.source.get()?;
    let columns = &source.preview.columns;
    let tool = match columns.tool {
        Tool::Other if columns.header.is_empty() => t("import_list"),
        tool => tool_name(tool),
    };
    let rows = flow.survey.with(|survey| {
        let survey = survey.as_ref()?;
        Some(t_count("import_rows", survey.rows, &[]))
    });
    let encoding = source.file.encoding().to_uppercase();
    let facts: Vec<String> = [Some(tool), Some(encoding), rows]
        .into_iter()
        .flatten()
        .collect();
    let name = if source.name.is_empty() {
        t("import_pasted")
    } else {
        source.name
    };
    Some(view! {
        <span class="chip" data-part="import-name">{icon(FILE)} <bdi class="ellipsis">{name}</bdi></span>
        <span class="meta" data-part="import-about">{facts.join(", ")}</span>
    })
}

/// What the rows become.
fn choice_of_kind(model: Model) -> impl IntoView {
    let flow = model.import;
    let choose = move |into| {
        flow.into.set(into);
        survey(model);
    };
    let all = Become::ALL.map(|into| Segment {
        value: into,
        part: "import-into",
        name: name(into),
        face: word(into).into_any(),
    });
    view! {
        <span class="import-label" aria-hidden="true">{t("import_into")}</span>
        // A fieldset switches off all that is in it.
        <fieldset class="bare" prop:disabled=move || flow.running()>
            {segments(t("import_into"), move || flow.into.get(), choose, all)}
        </fieldset>
    }
}

/// The name of a choice in tests.
const fn name(into: Become) -> &'static str {
    match into {
        Become::Backlinks => "backlinks",
        Become::Prospects => "prospects",
        Become::Domains => "domains",
        Become::Ranks => "ranks",
        Become::Visits => "visits",
        Become::Competitor => "competitor",
    }
}

fn word(into: Become) -> String {
    t(match into {
        Become::Backlinks => "view_backlinks",
        Become::Prospects => "view_prospects",
        Become::Domains => "import_into_domains",
        Become::Ranks => "import_into_ranks",
        Become::Visits => "figure_visits",
        Become::Competitor => "import_into_competitor",
    })
}

/// The site or the competitor; a warning where there is none to choose.
fn choice_of_owner(model: Model) -> Option<AnyView> {
    let flow = model.import;
    if !can_begin(model) {
        let warning = match flow.into.get() {
            Become::Competitor => "import_needs_competitor",
            _ => "import_needs_site",
        };
        return Some(view! { <p class="caution">{t(warning)}</p> }.into_any());
    }
    let names = owners(model);
    let by_row = flow.is_scan() && matches!(flow.into.get(), Become::Backlinks | Become::Prospects);
    if names.is_empty() || by_row {
        return None;
    }
    let whose = flow.whose.get_untracked();
    let options: Vec<_> = names
        .into_iter()
        .map(|name| {
            let selected = name == whose;
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        })
        .collect();
    let change = move |event| {
        flow.whose.set(event_target_value(&event));
        survey(model);
    };
    let select = view! {
        <label class="import-owner">
            <span class="import-label">{t("import_site")}</span>
            <select
                class="input s"
                data-part="import-site"
                prop:disabled=move || flow.running()
                on:change=change
            >
                {options}
            </select>
        </label>
    };
    Some(select.into_any())
}
