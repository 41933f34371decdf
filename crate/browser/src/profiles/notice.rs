//! The word, on every page but the settings, that profiles can't be read.

use leptos::prelude::*;

use super::{Damaged, ProfileList};
use crate::api;
use crate::i18n::{t, t_with};

/// Names the profiles that can't be read, and leads to the settings; empty if all can be.
#[component]
pub fn DamagedNotice(profiles: ProfileList) -> impl IntoView {
    move || {
        let damaged = profiles.damaged.read();
        let names: Vec<&str> = damaged.iter().map(Damaged::label).collect();
        (!names.is_empty()).then(|| {
            view! {
                <div class="message notice" role="status" data-part="notice" data-kind="damaged">
                    <p>
                        <bdi>{t_with("damaged_notice", &[&names.join(", ")])}</bdi>
                    </p>
                    <button
                        type="button"
                        data-part="damaged-settings"
                        on:click=|_| api::show_options()
                    >
                        {t("options_title")}
                    </button>
                </div>
            }
        })
    }
}
