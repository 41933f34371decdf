//! The next prospects, where there is no report: the panel is never a dead end.

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::model::Model;
use crate::state::work::open;
use linkglance_browser::i18n::{number, t};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::prospect::{FollowUp, status_icon};
use linkglance_browser::store::{ProspectRow, status_name};
use linkglance_browser::words;

/// As many as fit below the cause without scrolling.
const MOST: usize = 5;

/// The list; empty where none waits.
pub(crate) fn waiting(model: Model) -> impl IntoView {
    move || {
        let queue = model.prospects.queue(None);
        let rows: Vec<_> = queue
            .iter()
            .take(MOST)
            .map(|row| row_of(model, row))
            .collect();
        (!rows.is_empty()).then(|| {
            view! {
                <section data-part="waiting-list">
                    <div class="group">
                        <h3 class="title ellipsis">{t("next_prospects")}</h3>
                        <span class="count">{number(queue.len())}</span>
                        <span class="push meta">{t("opens_in_tab")}</span>
                    </div>
                    <ul class="todos">{rows}</ul>
                </section>
            }
        })
    }
}

fn row_of(model: Model, row: &Arc<ProspectRow>) -> impl IntoView + use<> {
    let when = FollowUp::of(&row.follow_up, row.status).filter(|when| when.due);
    let (sign, state) = match &when {
        Some(_) => (Icon::Clock, "due"),
        None => (status_icon(row.status), status_name(row.status)),
    };
    let what = when.map_or_else(|| words::status(row.status), |when| when.words);
    let title = if row.title.is_empty() {
        row.host.clone()
    } else {
        row.title.clone()
    };
    let url = row.url.clone();
    view! {
        <li>
            <button
                type="button"
                class="todo"
                data-part="waiting"
                data-id=row.id.clone()
                data-state=state
                on:click=move |_| open(model, url.clone())
            >
                {state_icon(sign)}
                <span class="two">
                    <bdi class="ellipsis">{title}</bdi>
                    <span class="meta ellipsis">
                        <bdi dir="ltr">{row.host.clone()}</bdi>
                        " · "
                        <span class="what">{what}</span>
                    </span>
                </span>
                {icon(Icon::External)}
            </button>
        </li>
    }
}
