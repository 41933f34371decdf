//! Profiles that can't be read: each with the reason, a download, and a removal that asks first.

use leptos::prelude::*;

use crate::options::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::profiles::Damaged;

#[component]
pub(super) fn DamagedProfiles(model: Model) -> impl IntoView {
    let damaged = model.profiles.damaged;
    let any = Memo::new(move |_| damaged.with(|all| !all.is_empty()));
    view! {
        <Show when=move || any.get()>
            <section data-part="damaged-profiles">
                <h2>{t("damaged_title")}</h2>
                <p class="quiet">{t("damaged_hint")}</p>
                <For
                    each=move || damaged.get()
                    key=Clone::clone
                    children=move |damaged| view! { <DamagedView model damaged /> }
                />
            </section>
        </Show>
    }
}

/// One of them.
#[component]
fn DamagedView(model: Model, damaged: Damaged) -> impl IntoView {
    let asked = RwSignal::new(false);
    let (label, key) = (damaged.label().to_owned(), damaged.key.clone());
    let why = t_with("damaged_why", &[&key, &damaged.why]);
    let question = {
        let damaged = damaged.clone();
        move || asked.get().then(|| question(model, asked, &damaged))
    };
    let download = move |_| {
        let offered = damaged.offer();
        model
            .error
            .set(offered.err().map(|error| error.to_string()));
    };
    view! {
        <div class="card" role="group" aria-label=label.clone() data-part="damaged" data-key=key>
            <p>
                <strong>
                    <bdi>{label.clone()}</bdi>
                </strong>
            </p>
            <p class="quiet">{why}</p>
            <p class="actions">
                <button type="button" data-part="damaged-download" on:click=download>
                    {t("damaged_download")}
                </button>
                <button type="button" data-part="damaged-remove" on:click=move |_| asked.set(true)>
                    {t("damaged_remove")}
                </button>
            </p>
            <div role="status">{question}</div>
        </div>
    }
}

/// Whether it is to be removed.
fn question(model: Model, asked: RwSignal<bool>, damaged: &Damaged) -> impl IntoView + use<> {
    let key = damaged.key.clone();
    let remove = move |_| model.profiles.remove_damaged(key.clone());
    view! {
        <div class="message" data-part="damaged-asked">
            <p>{t_with("damaged_ask", &[damaged.label()])}</p>
            <p class="actions">
                <button type="button" class="danger" data-part="damaged-yes" on:click=remove>
                    {t("damaged_yes")}
                </button>
                <button type="button" on:click=move |_| asked.set(false)>
                    {t("cancel")}
                </button>
            </p>
        </div>
    }
}
