//! The third step: the first rows with the columns that are imported, and the rows that are left out.

use leptos::prelude::*;

use super::columns::name;
use super::foot::refused;
use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::t;

/// The first rows, and what is left out of all.
pub(super) fn preview(model: Model) -> impl IntoView {
    let flow = model.import;
    move || {
        let source = flow.source.get()?;
        let holds = flow.holds.get();
        let used: Vec<usize> = (0..holds.len())
            .filter(|at| holds.get(*at).is_some_and(Option::is_some))
            .collect();
        let head: Vec<_> = used
            .iter()
            .map(|at| view! { <th scope="col"><bdi>{name(&source, *at)}</bdi></th> })
            .collect();
        let rows = source.preview.rows.iter();
        let rows: Vec<_> = rows
            .map(|row| {
                let cells = used.iter().map(|at| cell(row.fields.get(*at)));
                view! { <tr data-part="import-row">{cells.collect_view()}</tr> }
            })
            .collect();
        let left_out = move || {
            flow.survey.with(|survey| {
                let survey = survey.as_ref()?;
                refused(&survey.refused, &survey.aside, survey.left_out)
            })
        };
        Some(view! {
            <table class="import-table wide">
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {left_out}
        })
    }
}

fn cell(value: Option<&String>) -> impl IntoView + use<> {
    match value.filter(|value| !value.is_empty()).cloned() {
        Some(value) => view! { <td><bdi class="ellipsis">{value}</bdi></td> }.into_any(),
        None => view! { <td class="quiet">{t("state_unknown")}</td> }.into_any(),
    }
}
