//! A report that is put aside: its tab has gone elsewhere since. It says whose it is, loses its
//! colours and can't be used until the user asks for it.

use leptos::prelude::*;

use crate::state::gone::Gone;

use super::link::readable_address;
use crate::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_core::url::Url;

/// Most characters of an address that are shown.
const MAX_ADDRESS: usize = 100;

/// What is said of it.
const fn message(gone: Gone) -> &'static str {
    match gone {
        Gone::Loading => "aside_loading",
        Gone::Elsewhere => "aside_elsewhere",
        Gone::Closed => "aside_closed",
    }
}

/// Says that the report below is about another page than the one the tab shows, and whose it is.
#[component]
pub(super) fn AsideNotice(model: Model) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let gone = model.aside.get()?;
                let url = model.session.with(|session| {
                    session.as_ref().map(|session| session.report.page.url.clone())
                })?;
                Some(
                    view! {
                        <div class="notice" data-part="notice" data-kind="page_changed">
                            <p>{t_with(message(gone), &[&shown_address(&url)])}</p>
                            <button
                                type="button"
                                data-part="show-aside"
                                hidden=move || model.aside_shown.get()
                                on:click=move |_| model.aside_shown.set(true)
                            >
                                {t("aside_show")}
                            </button>
                        </div>
                    },
                )
            }}
        </div>
    }
}

/// A page's address as it is shown: without the scheme, and cut where it is long.
pub(super) fn shown_address(url: &str) -> String {
    let shown = Url::parse(url).map_or_else(|_| url.to_owned(), |url| readable_address(&url));
    match shown.char_indices().nth(MAX_ADDRESS) {
        Some((end, _)) => format!("{}…", shown.get(..end).unwrap_or_default()),
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_scheme_and_is_cut_where_it_is_long() {
        assert_eq!(shown_address("https://blog.example/"), "blog.example");
        assert_eq!(shown_address("http://a.example/b?c#d"), "a.example/b?c#d");
        let long = shown_address(&format!("https://a.example/{}", "x".repeat(500)));
        assert_eq!(long.chars().count(), MAX_ADDRESS + 1);
        assert!(long.ends_with("x…"));
    }
}
