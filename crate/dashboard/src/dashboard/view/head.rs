//! The line at the top of every view: its title, how many there are, what can be done.

use leptos::prelude::*;

use linkglance_browser::i18n::t;

/// The line; `title` is the message that names the view.
pub(super) fn head(
    title: &str,
    count: impl Fn() -> Option<String> + Send + 'static,
    actions: AnyView,
) -> AnyView {
    view! {
        <header class="view-head" data-part="view-head">
            <h1>{t(title)}</h1>
            <span class="quiet" data-part="view-count">{count}</span>
            <div class="head-actions push">{actions}</div>
        </header>
    }
    .into_any()
}

/// The line of a view that counts nothing and has no actions.
pub(super) fn title(title: &str) -> AnyView {
    head(title, || None, ().into_any())
}
