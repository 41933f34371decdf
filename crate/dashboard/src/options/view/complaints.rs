//! What is wrong with a field, below it.

use leptos::prelude::*;

use linkglance_browser::i18n::{number, t_with};

/// Most complaints that are shown below a field.
const MAX_COMPLAINTS: usize = 5;

/// Whether any of it makes the profile unusable.
pub(super) fn is_unusable(wrong: Signal<Vec<(bool, String)>>) -> bool {
    wrong.with(|wrong| wrong.iter().any(|(unusable, _)| *unusable))
}

#[component]
pub(super) fn Complaints(id: String, wrong: Signal<Vec<(bool, String)>>) -> impl IntoView {
    let rows = move || {
        let wrong = wrong.get();
        let more = wrong.len().saturating_sub(MAX_COMPLAINTS);
        let more = (more > 0).then(|| {
            view! { <li class="caution">{t_with("problem_more", &[&number(more)])}</li> }
        });
        let rows: Vec<_> = wrong
            .into_iter()
            .take(MAX_COMPLAINTS)
            .map(|(unusable, words)| {
                let class = if unusable { "error" } else { "caution" };
                view! { <li class=class data-part="complaint">{words}</li> }
            })
            .collect();
        view! { {rows} {more} }
    };
    view! { <ul class="complaints" id=id aria-live="polite">{rows}</ul> }
}
