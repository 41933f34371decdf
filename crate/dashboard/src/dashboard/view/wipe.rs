//! "Delete everything" in two steps, as in the settings: the first says what will be gone.

use leptos::prelude::*;

use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::{number, t, t_with};

/// The card with both steps.
pub(super) fn wipe(model: Model) -> impl IntoView {
    let asked = RwSignal::new(false);
    view! {
        <section class="card">
            <h2>{t("wipe")}</h2>
            <p class="quiet">{t("wipe_about")}</p>
            <div role="status">
                {move || if asked.get() { question(model, asked).into_any() } else { ask(asked).into_any() }}
            </div>
        </section>
    }
}

fn ask(asked: RwSignal<bool>) -> impl IntoView {
    view! {
        <button type="button" class="danger" data-part="wipe" on:click=move |_| asked.set(true)>
            {t("erase_ask")}
        </button>
    }
}

fn question(model: Model, asked: RwSignal<bool>) -> impl IntoView {
    let count = move || number(model.prospect_count());
    let wipe = move |_| {
        asked.set(false);
        model.wipe();
    };
    view! {
        <div class="message" data-part="wipe-asked">
            <p>{move || t_with("wipe_what", &[&count()])}</p>
            <div class="actions">
                <button type="button" class="danger" data-part="wipe-yes" on:click=wipe>
                    {t("erase_yes")}
                </button>
                <button type="button" data-part="wipe-no" on:click=move |_| asked.set(false)>
                    {t("cancel")}
                </button>
            </div>
        </div>
    }
}
