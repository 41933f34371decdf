//! The second step: what each column holds, with a value of it and how many were understood. Columns that are
//! not imported are folded.

use leptos::prelude::*;
use linkglance_core::import::{Column, Figure, Part, Tally};

use crate::dashboard::state::flow::{Source, Survey};
use crate::dashboard::state::import::survey;
use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words;

/// Between a column and what it holds.
const BECOMES: Icon = Icon::Arrow;

/// The column of arrows. A constant, because an element that is all fixed text would be made of markup.
const NARROW: &str = "narrow";

/// What a column can hold beside figures, with its word.
const FIELDS: [(Column, &str); 21] = [
    (Column::Page, "fact_page"),
    (Column::Site, "fact_domain"),
    (Column::ReversedSite, "import_reversed"),
    (Column::SourceAndMedium, "import_source_medium"),
    (Column::Medium, "import_medium"),
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
    (Column::Lost, "import_lost"),
    (Column::LostBecause, "import_lost_because"),
    (Column::Status, "fact_http_status"),
    (Column::Rank, "fact_rank"),
];

/// What a column of a scan can hold beside that, in the user's words.
fn part(part: Part) -> String {
    t(match part {
        Part::Row => "import_scan_row",
        Part::Site => "fact_site",
        Part::Source => "fact_source",
        Part::Wraps => "import_scan_wraps",
        Part::Followed => "fact_state",
        Part::Rel => "fact_rel",
        Part::Region => "filter_region",
        Part::Kind => "fact_kind",
        Part::Words => "import_scan_words",
        Part::Linked => "import_scan_linked",
        Part::Possible => "mention_possible",
        Part::Hidden => "hidden",
    })
}

/// All that a column can hold, in the user's words.
fn fields(scan: bool) -> Vec<(Column, String)> {
    let fields = FIELDS
        .iter()
        .map(|(column, word)| (*column, capital(&t(word))));
    let figures = Figure::ALL.into_iter();
    let figures = figures.map(|figure| (Column::Figure(figure), words::figure(figure)));
    let parts = Part::ALL.into_iter().filter(move |_| scan);
    let parts = parts.map(|held| (Column::Scan(held), capital(&part(held))));
    fields.chain(parts).chain(figures).collect()
}

/// With a capital at the beginning: some words are those of sentences elsewhere.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// The table of columns, and those that are not used.
pub(super) fn columns(model: Model) -> impl IntoView {
    let flow = model.import;
    move || {
        let source = flow.source.get()?;
        let holds = flow.holds.get();
        let fields = fields(flow.is_scan());
        let row = |at: usize| row(model, &source, at, &fields);
        let (used, unused): (Vec<usize>, Vec<usize>) =
            (0..holds.len()).partition(|at| holds.get(*at).is_some_and(Option::is_some));
        let used: Vec<_> = used.into_iter().map(row).collect();
        let names: Vec<String> = unused.iter().map(|at| name(&source, *at)).collect();
        let count = unused.len();
        let unused: Vec<_> = unused.into_iter().map(row).collect();
        let folded = (count > 0).then(|| {
            view! {
                <details class="import-unused" data-part="import-unused">
                    <summary>
                        {t_count("import_unused", count, &[])} " "
                        <bdi class="meta ellipsis">{names.join(", ")}</bdi>
                    </summary>
                    {table(unused)}
                </details>
            }
        });
        Some(view! { {table(used)} {folded} })
    }
}

fn table(rows: Vec<AnyView>) -> impl IntoView {
    view! {
        <table class="import-table">
            <thead>
                <tr>
                    <th scope="col">{t("import_head_column")}</th>
                    <th scope="col">{t("import_head_value")}</th>
                    <td class=NARROW></td>
                    <th scope="col">{t("import_head_field")}</th>
                    <th scope="col">{t("import_head_understood")}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A column's name; its number where it has none.
pub(super) fn name(source: &Source, at: usize) -> String {
    let header = source.preview.columns.header.get(at);
    let named = header.filter(|name| !name.is_empty()).cloned();
    named.unwrap_or_else(|| t_with("import_column_number", &[&number(at + 1)]))
}

fn row(model: Model, source: &Source, at: usize, fields: &[(Column, String)]) -> AnyView {
    let flow = model.import;
    let name = name(source, at);
    let mut rows = source.preview.rows.iter();
    let value = rows.find_map(|row| row.fields.get(at).filter(|value| !value.is_empty()));
    let value = value.cloned();
    let shown = move || match value.clone() {
        Some(value) => view! { <bdi>{value}</bdi> }.into_any(),
        None => flow
            .survey
            .with(|survey| empty(survey.as_ref(), at))
            .into_any(),
    };
    let understood = move || {
        flow.survey
            .with(|survey| Some(understood(survey.as_ref()?, at)))
    };
    view! {
        <tr data-part="import-column" data-name=name.clone()>
            <th scope="row"><bdi>{name.clone()}</bdi></th>
            <td class="quiet ellipsis">{shown}</td>
            <td class=NARROW>{icon(BECOMES)}</td>
            <td>{field(model, at, &name, fields)}</td>
            <td>{understood}</td>
        </tr>
    }
    .into_any()
}

/// What is said of a column whose first values are empty.
fn empty(survey: Option<&Survey>, at: usize) -> Option<String> {
    let survey = survey?;
    let filled = survey.tallies.get(at).map(|tally| tally.filled)?;
    let rows = number(survey.rows);
    Some(t_with(
        "import_empty",
        &[&number(survey.rows - filled.min(survey.rows)), &rows],
    ))
}

/// How many of a column's values were understood; nothing of one that is not used.
fn understood(survey: &Survey, at: usize) -> Option<AnyView> {
    let Tally { filled, understood } = survey.tallies.get(at).copied()?;
    if filled == 0 {
        return None;
    }
    let (state, sign) = if understood == filled {
        ("followed", Icon::Check)
    } else {
        ("unknown", Icon::Info)
    };
    let count = t_with("import_understood", &[&number(understood), &number(filled)]);
    Some(
        view! { <span class="import-note" data-state=state data-part="import-understood">{icon(sign)} {count}</span> }
            .into_any(),
    )
}

/// The choice of what a column holds.
fn field(
    model: Model,
    at: usize,
    name: &str,
    fields: &[(Column, String)],
) -> impl IntoView + use<> {
    let flow = model.import;
    let held = flow
        .holds
        .with_untracked(|holds| holds.get(at).copied().flatten());
    let columns: Vec<Column> = fields.iter().map(|(column, _)| *column).collect();
    let change = move |event| {
        let chosen = event_target_value(&event).parse::<usize>().ok();
        let column = chosen.and_then(|at| columns.get(at)).copied();
        flow.holds.update(|holds| {
            // Two columns with one meaning have none: the one that was chosen last has it.
            for held in holds.iter_mut().filter(|held| **held == column) {
                *held = None;
            }
            if let Some(held) = holds.get_mut(at) {
                *held = column;
            }
        });
        survey(model);
    };
    let options: Vec<_> = fields
        .iter()
        .enumerate()
        .map(|(at, (column, word))| {
            let selected = held == Some(*column);
            view! { <option value=at.to_string() selected=selected>{word.clone()}</option> }
        })
        .collect();
    view! {
        <select
            class="input s"
            aria-label=t_with("import_field_of", &[name])
            prop:disabled=move || flow.running()
            on:change=change
        >
            <option value="">{t("import_column_unused")}</option>
            {options}
        </select>
    }
}
