//! The word of what was done or could not be done, above the panel's end, with what can be done next.

use leptos::prelude::*;

use crate::state::model::Model;
use crate::state::toast::Toast;
use crate::state::work::{log, undo};
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::toast;

/// The place of the one toast.
#[component]
pub(super) fn Toasts(model: Model) -> impl IntoView {
    let goes = move || {
        let toast = model.toast.read();
        toast.as_ref().is_some_and(|toast| !toast.stays())
    };
    toast::let_go(goes, model.toast_held, move || model.toast.set(None));
    place(model)
}

/// Where a sheet is open the panel behind it can't be pressed: the toast is in the sheet.
pub(super) fn in_sheet(model: Model, open: RwSignal<bool>) -> impl IntoView {
    move || open.get().then(|| place(model))
}

fn place(model: Model) -> impl IntoView {
    toast::place(model.toast_held, move || {
        model.toast.get().map(|toast| one(model, &toast).into_any())
    })
}

fn one(model: Model, toast: &Toast) -> impl IntoView + use<> {
    let part = match toast {
        Toast::Said(_) => "said",
        Toast::PageSaved(_) | Toast::PageNotSaved(_) => "keep",
        Toast::Changed(_) | Toast::MessageLeft(_) => "done",
        Toast::SiteRemoved(..)
        | Toast::CompetitorsAdded(..)
        | Toast::NotSaved(_)
        | Toast::BacklinksNotSaved(_) => "notice",
    };
    view! {
        <div class="toast" data-kind=toast.name()>
            <p data-part=part data-kind=toast.name()>{toast.sentence()}</p>
            {action(model, toast)}
            <button
                type="button"
                class="ibtn"
                data-part="toast-close"
                aria-label=t("close")
                title=t("close")
                on:click=move |_| model.toast.set(None)
            >
                {icon(Icon::Close)}
            </button>
        </div>
    }
}

/// What can be done next.
fn action(model: Model, toast: &Toast) -> Option<AnyView> {
    match toast {
        Toast::SiteRemoved(..) | Toast::CompetitorsAdded(..) => {
            Some(button("undo", t("undo"), move || model.undo_site()).into_any())
        }
        Toast::PageSaved(_) | Toast::Changed(_) => {
            Some(button("undo", t("undo"), move || undo(model)).into_any())
        }
        Toast::MessageLeft(offer) => {
            let (words, offer) = (offer.words(), offer.clone());
            let press = move || log(model, (*offer).clone());
            Some(button("mark-contacted", words, press).into_any())
        }
        _ => None,
    }
}

fn button(part: &'static str, words: String, press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="btn" data-part=part on:click=move |_| press()>
            {words}
        </button>
    }
}
