//! What stands below a table: which rows are in sight, or what is done with the selected ones.

use leptos::prelude::*;

use super::scroll::Scroll;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::Table;
use linkglance_browser::i18n::{number, t, t_count, t_with};

pub(super) fn foot<R: Listed>(
    model: Model,
    table: Table<R>,
    scroll: Scroll,
    bulk: &'static [fn(Model) -> AnyView],
) -> impl IntoView {
    let count = Memo::new(move |_| table.picked().len());
    view! {
        <div class="view-foot" data-part="foot">
            {move || match count.get() {
                0 => place(scroll).map(IntoAny::into_any),
                count => Some(chosen(model, table, count, bulk).into_any()),
            }}
        </div>
    }
}

/// Which rows are in sight.
fn place(scroll: Scroll) -> Option<impl IntoView> {
    let words = move || {
        let (first, last, all) = scroll.in_sight();
        t_with("rows_of", &[&number(first), &number(last), &number(all)])
    };
    let any = scroll.window.with(|(_, _, count)| *count > 0);
    any.then(|| view! { <p class="meta" data-part="rows-in-sight">{words}</p> })
}

/// What is done with the selected rows.
fn chosen<R: Listed>(
    model: Model,
    table: Table<R>,
    count: usize,
    bulk: &'static [fn(Model) -> AnyView],
) -> impl IntoView {
    let controls: Vec<_> = bulk.iter().map(|control| control(model)).collect();
    view! {
        <div class="bulk" role="group" data-part="bulk" aria-label=t("bulk")>
            <strong>{t_count("selected", count, &[])}</strong>
            {controls}
            <button
                type="button"
                class="btn ghost"
                data-part="select-none"
                on:click=move |_| {
                    let _ = table.clear();
                }
            >
                {t("select_none")}
            </button>
        </div>
    }
}
