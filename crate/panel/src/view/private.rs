//! Private windows: what becomes of what is saved there.

use leptos::prelude::*;

use crate::state::window::Window;

use crate::state::model::Model;
use linkglance_browser::i18n::t;

/// Says in a private window what becomes of what is saved.
#[component]
pub(super) fn PrivateNotice(model: Model) -> impl IntoView {
    move || {
        let (kind, words) = match model.window.get()? {
            Window::Normal => return None,
            Window::PrivateInNormalData => ("saves", t("private_saves")),
            Window::PrivateWithoutData => ("saves_nothing", t("private_saves_nothing")),
        };
        Some(view! {
            <div class="line meta" data-part="private" data-kind=kind>
                <p>{words}</p>
            </div>
        })
    }
}
