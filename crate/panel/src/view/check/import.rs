//! Agreements from text: pasted, or from a JSON or CSV file. Good rows are imported; of each bad row
//! every error is shown, and the text stays to be fixed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::Site;
use linkglance_core::check::{Agreements, Refused};
use web_sys::{File, HtmlInputElement};

use crate::state::desk::{Desk, Face};
use crate::state::kept::Held;
use crate::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::i18n::{number, t, t_count, t_with};

/// Largest file that is read, in bytes.
const MAX_FILE: f64 = 8.0 * 1024.0 * 1024.0;

/// How many bad rows are listed; of more only the number is shown.
const MAX_LISTED: usize = 200;

/// The field, the file, and what was in it.
pub(super) fn import(model: Model) -> impl IntoView {
    let desk = model.desk();
    let read: RwSignal<Option<Taken>> = RwSignal::new(None);
    let failed = RwSignal::new(String::new());
    let take = move || {
        failed.set(String::new());
        let text = desk.pasted.get_untracked();
        read.set(Some(Taken::of(desk, &text, &model.sites.get_untracked())));
    };
    let open = move |event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        spawn_local(async move {
            match decoded(&file).await {
                // The bad rows are to be fixed here, so the text has to be seen.
                Ok(text) => {
                    desk.pasted.set(text);
                    take();
                }
                Err(words) => failed.set(words),
            }
        });
    };
    view! {
        <section class="agreement face" data-part="agreements-import">
            <h2 tabindex="-1">{t("agreements_import")}</h2>
            <p class="quiet">{t("agreements_import_hint")}</p>
            <label class="labelled">
                <span>{t("agreements_file")}</span>
                <input
                    type="file"
                    accept=".json,.csv,.tsv,.txt,application/json,text/csv,text/plain"
                    data-part="agreements-file"
                    on:change=open
                />
            </label>
            <label class="labelled">
                <span>{t("agreements_text")}</span>
                <textarea
                    rows="8"
                    dir="ltr"
                    spellcheck="false"
                    data-part="agreements-text"
                    placeholder="page,target,anchor,rel"
                    prop:value=move || desk.pasted.get()
                    on:input=move |event| desk.pasted.set(event_target_value(&event))
                ></textarea>
            </label>
            <p class="error" role="alert">
                {move || failed.get()}
            </p>
            <div class="bar">
                <button type="button" class="btn primary" data-part="agreements-take" on:click=move |_| take()>
                    {t("agreements_take")}
                </button>
                <button
                    type="button"
                    class="btn"
                    data-part="agreements-close"
                    on:click=move |_| desk.show(Face::Check)
                >
                    {t("close")}
                </button>
            </div>
            <div role="status">{move || read.get().map(|taken| taken.view())}</div>
        </section>
    }
}

/// The text of a file, or why there is none.
async fn decoded(file: &File) -> Result<String, String> {
    if file.size() > MAX_FILE {
        return Err(t("agreements_too_large"));
    }
    let text = api::read_list(file).await;
    text.map_err(|error| t_with("file_not_read", &[&error.to_string()]))
}

/// What came of a text.
#[derive(Clone)]
struct Taken {
    new: usize,
    known: usize,
    refused: Vec<Refused>,
}

impl Taken {
    /// Saves the good rows that are not saved already.
    fn of(desk: Desk, text: &str, sites: &[Site]) -> Self {
        let read = Agreements::read(text);
        let all = read.taken.len();
        let mut new: Vec<Held> = Vec::new();
        desk.agreements.with_untracked(|kept| {
            for agreement in read.taken {
                let known = |held: &Held| held.agreement == agreement;
                if !kept.iter().any(known) && !new.iter().any(known) {
                    new.push(Held::new(agreement));
                }
            }
        });
        let count = new.len();
        if count > 0 {
            desk.put(new, sites);
        }
        Self {
            new: count,
            known: all - count,
            refused: read.refused,
        }
    }

    fn view(&self) -> impl IntoView + use<> {
        let known = (self.known > 0).then(|| t_count("agreements_known", self.known, &[]));
        let more = self.refused.len().saturating_sub(MAX_LISTED);
        let rows: Vec<_> = self.refused.iter().take(MAX_LISTED).map(refused).collect();
        let bad = (!rows.is_empty()).then(|| {
            view! {
                <h3>{t_count("agreements_refused", self.refused.len(), &[])}</h3>
                <ul class="links" data-part="agreements-refused">
                    {rows}
                </ul>
                {(more > 0).then(|| t_with("import_more_refused", &[&number(more)]))}
            }
        });
        view! {
            <p data-part="agreements-taken" data-new=self.new data-known=self.known>
                {t_count("agreements_taken", self.new, &[])} " " {known}
            </p>
            {bad}
        }
    }
}

fn refused(refused: &Refused) -> impl IntoView + use<> {
    let faults: Vec<_> = refused
        .faults
        .iter()
        .map(|fault| view! { <li><bdi>{linkglance_browser::words::reason(fault)}</bdi></li> })
        .collect();
    view! {
        <li class="link" data-part="agreements-bad" data-row=refused.row>
            <b>{t_with("agreements_row", &[&number(refused.row)])}</b>
            <ul>{faults}</ul>
        </li>
    }
}
