//! How safe what is saved is: whether the browser may delete it, and how old the last backup is.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::dashboard::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_count, t_with};
use linkglance_browser::persistence::{self, Safety};

/// A day, in milliseconds.
const DAY: u64 = 24 * 60 * 60 * 1000;

/// Both, in the user's words.
pub(super) fn safety(model: Model) -> impl IntoView {
    move || {
        let safety = model.safety.get()?;
        Some(view! {
            <p data-part="backup-age">{backup_age(safety.backup)}</p>
            <p data-part="eviction" data-persisted=safety.persisted.to_string()>
                {eviction(safety)}
            </p>
            {ask(model, safety)}
        })
    }
}

/// When the last backup was made, in short; nothing while that is not known.
pub(super) fn last_backup(model: Model) -> Option<String> {
    let safety = model.safety.get()?;
    Some(match safety.backup {
        Some(at) => t_with("backup_last", &[&clock::brief_moment(at)]),
        None => t("backup_none"),
    })
}

fn backup_age(backup: Option<u64>) -> String {
    let Some(at) = backup else {
        return t("backup_never");
    };
    let days = usize::try_from(clock::millis().saturating_sub(at) / DAY).unwrap_or(usize::MAX);
    match days {
        0 => t_with("backup_last", &[&clock::moment(at)]),
        days => t_count("backup_age", days, &[&clock::brief_moment(at)]),
    }
}

fn eviction(safety: Safety) -> String {
    t(match safety {
        Safety {
            persisted: true, ..
        } => "eviction_never",
        Safety { refused: true, .. } => "eviction_refused",
        Safety { .. } => "eviction_possible",
    })
}

/// The button, where the browser asks the user and was not given an answer.
fn ask(model: Model, safety: Safety) -> Option<impl IntoView> {
    let ask = move |_| {
        spawn_local(async move {
            if let Err(error) = persistence::ask().await {
                model.fail_with(t_with("store_other", &[&error.to_string()]));
            }
        });
    };
    let open = api::persisting_asks() && !safety.persisted && !safety.refused;
    open.then(|| {
        view! {
            <button type="button" data-part="persist" on:click=ask>
                {t("eviction_ask")}
            </button>
        }
    })
}
