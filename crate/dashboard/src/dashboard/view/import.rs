//! Lists from other tools: looked at first, then taken in batches that can be stopped.

use std::rc::Rc;

use leptos::prelude::*;
use linkglance_core::import::{Column, Preview, Tool};
use web_sys::HtmlInputElement;

use crate::dashboard::state::import::{
    Become, List, Progress, Source, look_at, running, stop, tool_name,
};
use crate::dashboard::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::words::reason;

/// The card with the whole way: choose, look, take.
pub(super) fn import(model: Model) -> impl IntoView {
    let source: RwSignal<Option<Source>, LocalStorage> = RwSignal::new_local(None);
    let progress: RwSignal<Option<Progress>> = RwSignal::new(None);
    let error = RwSignal::new(String::new());
    let pasted = RwSignal::new(String::new());
    let look = move |text: &str| {
        progress.set(None);
        let looked = look_at(text);
        error.set(if looked.is_some() {
            String::new()
        } else {
            t("import_nothing")
        });
        source.set(looked);
    };
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            leptos::task::spawn_local(async move {
                match api::read_list(&file).await {
                    Ok(text) => look(&text),
                    Err(why) => error.set(t_with("file_not_read", &[&why.to_string()])),
                }
            });
        }
    };
    view! {
        <section class="card wide" data-part="import">
            <h2>{t("import_title")}</h2>
            <p class="quiet">{t("import_about")}</p>
            <div class="row-of-fields">
                <label class="file">
                    <span class="label">{t("import_choose")}</span>
                    <input
                        type="file"
                        accept=".csv,.tsv,.txt,text/csv,text/plain"
                        data-part="import-file"
                        on:change=choose
                    />
                </label>
                <label>
                    <span class="label">{t("import_paste")}</span>
                    <textarea
                        rows="3"
                        data-part="import-paste"
                        on:input=move |event| pasted.set(event_target_value(&event))
                    ></textarea>
                </label>
            </div>
            <div class="actions">
                <button
                    type="button"
                    data-part="import-look"
                    prop:disabled=move || pasted.with(|text| text.trim().is_empty())
                    on:click=move |_| pasted.with_untracked(|text| look(text))
                >
                    {t("import_look")}
                </button>
            </div>
            <p class="error" role="alert">{move || error.get()}</p>
            {move || source.get().map(|found| looked(model, source, progress, &found))}
            {move || progress.with(|progress| progress.as_ref().map(report))}
            <Show when=move || running(progress)>
                <button type="button" data-part="import-cancel" on:click=move |_| stop(progress)>
                    {t("import_cancel")}
                </button>
            </Show>
        </section>
    }
}

/// What was understood, before any row is imported.
fn looked(
    model: Model,
    source: RwSignal<Option<Source>, LocalStorage>,
    progress: RwSignal<Option<Progress>>,
    found: &Source,
) -> impl IntoView + use<> {
    let Source { importer, preview } = found.clone();
    let into = Become::of(&preview);
    let columns = &preview.columns;
    let tool = match columns.tool {
        Tool::Other if columns.header.is_empty() => t("import_list"),
        tool => tool_name(tool),
    };
    let holds = RwSignal::new(columns.holds.clone());
    let shown = first_rows(&preview, holds);
    let site = RwSignal::new(0_usize);
    let sites = move || site_choice(model, site);
    let tool_of_list = columns.tool;
    let take = move |_| {
        let chosen = model
            .sites
            .with_untracked(|sites| sites.get(site.get_untracked()).cloned());
        if let (Some(site), Some(store)) = (chosen, model.store()) {
            importer.borrow_mut().set_columns(holds.get_untracked());
            source.set(None);
            progress.set(Some(Progress::default()));
            let list = List {
                site,
                tool: tool_of_list,
                into,
            };
            leptos::task::spawn_local(list.import(model, store, Rc::clone(&importer), progress));
        }
    };
    let sentence = t(match into {
        Become::Backlinks => "import_as_backlinks",
        Become::Prospects => "import_as_prospects",
    });
    view! {
        <div class="form" data-part="import-preview" data-tool=format!("{tool_of_list:?}")>
            <p><strong>{t_with("import_recognised", &[&tool])}</strong></p>
            {shown}
            <p data-part="import-becomes">{sentence}</p>
            {sites}
            <div class="actions">
                <button
                    type="button"
                    class="primary"
                    data-part="import-take"
                    prop:disabled=move || model.sites.with(Vec::is_empty)
                    on:click=take
                >
                    {t("import_take")}
                </button>
                <button type="button" on:click=move |_| source.set(None)>{t("import_cancel")}</button>
            </div>
        </div>
    }
}

/// The columns with what they hold, and the first rows.
fn first_rows(preview: &Preview, holds: RwSignal<Vec<Option<Column>>>) -> impl IntoView + use<> {
    let columns = &preview.columns;
    let head: Vec<_> = (0..columns.holds.len())
        .map(|at| {
            let name = columns.header.get(at).cloned().unwrap_or_default();
            view! {
                <th scope="col">
                    <bdi>{name.clone()}</bdi>
                    {meaning(holds, at, &name)}
                </th>
            }
        })
        .collect();
    let rows: Vec<_> = preview
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row
                .fields
                .iter()
                .map(|field| view! { <td><bdi>{field.clone()}</bdi></td> })
                .collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t("import_title")>
            <table class="plain-table preview">
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The choice of the site the list is about.
fn site_choice(model: Model, site: RwSignal<usize>) -> AnyView {
    let names = model.sites.with(|sites| {
        sites
            .iter()
            .map(|site| site.name.clone())
            .collect::<Vec<_>>()
    });
    if names.is_empty() {
        return view! { <p class="caution">{t("import_needs_site")}</p> }.into_any();
    }
    let options: Vec<_> = names
        .into_iter()
        .enumerate()
        .map(|(at, name)| view! { <option value=at.to_string()>{name}</option> })
        .collect();
    let change = move |event| site.set(event_target_value(&event).parse().unwrap_or_default());
    view! {
        <label class="narrow">
            <span class="label">{t("import_site")}</span>
            <select data-part="import-site" on:change=change>{options}</select>
        </label>
    }
    .into_any()
}

/// What a column can hold, with its word.
const MEANINGS: [(Column, &str); 14] = [
    (Column::Page, "fact_page"),
    (Column::Site, "fact_domain"),
    (Column::Target, "fact_target"),
    (Column::Title, "placeholder_page_title"),
    (Column::Anchor, "anchor_text"),
    (Column::Before, "import_before"),
    (Column::After, "import_after"),
    (Column::Nofollow, "state_nofollow"),
    (Column::Sponsored, "state_sponsored"),
    (Column::Ugc, "state_ugc"),
    (Column::Language, "fact_language"),
    (Column::Author, "fact_author"),
    (Column::FirstSeen, "fact_first_seen"),
    (Column::LastSeen, "fact_last_seen"),
];

/// The choice of what a column holds.
fn meaning(holds: RwSignal<Vec<Option<Column>>>, at: usize, name: &str) -> impl IntoView + use<> {
    let held = holds.with_untracked(|holds| holds.get(at).copied().flatten());
    let change = move |event| {
        let chosen = event_target_value(&event).parse::<usize>().ok();
        let column = chosen
            .and_then(|at| MEANINGS.get(at))
            .map(|(column, _)| *column);
        holds.update(|holds| {
            if let Some(held) = holds.get_mut(at) {
                *held = column;
            }
        });
    };
    let options: Vec<_> = MEANINGS
        .iter()
        .enumerate()
        .map(|(at, (column, word))| {
            let selected = held == Some(*column);
            view! { <option value=at.to_string() selected=selected>{t(word)}</option> }
        })
        .collect();
    let label = t_with("import_recognised", &[name]);
    view! {
        <select aria-label=label on:change=change>
            <option value="">{t("import_column_unused")}</option>
            {options}
        </select>
    }
}

/// How it goes, or went; rows that were not imported with their reasons.
fn report(progress: &Progress) -> impl IntoView + use<> {
    let (new, known) = (number(progress.new), number(progress.known));
    let sentence = match (progress.done, progress.stop) {
        (false, _) => t_with("import_running", &[&number(progress.rows)]),
        (true, true) => t_with("import_stopped", &[&new, &known]),
        (true, false) => t_with("import_done", &[&new, &known, &number(progress.not_taken)]),
    };
    let rows: Vec<_> = progress
        .refused
        .iter()
        .map(|refused| {
            let line = t_with(
                "import_line",
                &[&refused.line.to_string(), &reason(&refused.because)],
            );
            view! { <li data-part="refused"><bdi>{line}</bdi></li> }
        })
        .collect();
    let more = progress.not_taken - progress.refused.len();
    let more =
        (more > 0).then(|| view! { <li>{t_with("import_more_refused", &[&number(more)])}</li> });
    let refused = (!rows.is_empty()).then(|| {
        view! {
            <details open>
                <summary>{t("import_refused")}</summary>
                <ul class="quiet">{rows} {more}</ul>
            </details>
        }
    });
    view! {
        <div class="message" role="status" data-part="import-progress" data-done=progress.done.to_string()>
            <p>{sentence}</p>
            {refused}
        </div>
    }
}
