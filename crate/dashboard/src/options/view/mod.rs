//! What the settings page shows: site profiles, colours, language, the shortcut, import and export,
//! the sites it may read, delete, about.

mod about;
mod colours;
mod complaints;
mod damaged;
mod editor;
mod erase;
mod hosts;
mod keep;
mod number;
mod preferences;
mod preview;
mod schedule;
mod sitemap;
mod sites;
mod tokens;
mod transfer;

use leptos::prelude::*;

use crate::options::state::model::Model;
use about::About;
use damaged::DamagedProfiles;
use erase::Erase;
use hosts::Hosts;
use linkglance_browser::help;
use linkglance_browser::i18n::{t, t_with};
use preferences::Preferences;
use sites::Sites;
use transfer::Transfer;

/// Shows the page in the document.
pub(crate) fn mount() {
    document().set_title(&t("options_title"));
    leptos::mount::mount_to_body(Options);
}

#[component]
fn Options() -> impl IntoView {
    let model = Model::start();
    let state = move || {
        if model.ready.get() {
            "ready"
        } else {
            "starting"
        }
    };
    let errors = move || {
        let error = model.error.get().or_else(|| model.profiles.error.get())?;
        let words = t_with("options_error", &[&error]);
        Some(view! { <p class="message error" role="alert" data-part="options-error">{words}</p> })
    };
    view! {
        <main data-part="options" data-state=state>
            <div class="settings-head">
                <h1>{t("options_title")}</h1>
                <span class="quiet" role="status" data-part="saved">
                    {move || model.is_saved().then(|| t("settings_saved"))}
                </span>
                <a class="help" data-part="open-help" href=help::address() target="_blank">
                    {t("help")}
                </a>
            </div>
            {errors}
            <Show when=move || model.ready.get()>
                <DamagedProfiles model />
                <Sites model />
                <Preferences model />
                <Transfer model />
                <Hosts model />
                <Erase model />
                <About />
            </Show>
        </main>
    }
}
