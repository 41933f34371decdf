//! Import and export: a file is looked at first, and replaces what is saved only when confirmed.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlInputElement;

use crate::options::state::model::Model;
use crate::options::state::transfer::Backup;
use linkglance_browser::api::{self, BrowserError};
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::profiles;

/// What the exported file is called.
const FILE_NAME: &str = "linkglance-settings.json";

/// The state of an import.
#[derive(Clone, PartialEq)]
enum Import {
    None,
    /// Read, with so many texts cut, and waiting for a yes.
    Asked(Backup, usize),
    Refused(String),
    Done,
}

#[component]
pub(super) fn Transfer(model: Model) -> impl IntoView {
    let import = RwSignal::new(Import::None);
    let export = move |_| {
        let sites = model.profiles.sites.get_untracked();
        let backup = Backup::new(model.settings.get_untracked(), sites);
        let offered = match backup.write() {
            Ok(text) => api::offer_file(FILE_NAME, "application/json", &text),
            Err(error) => Err(BrowserError(error.to_string())),
        };
        model
            .error
            .set(offered.err().map(|error| error.to_string()));
    };
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        spawn_local(async move {
            import.set(match api::read_file(&file).await {
                Err(error) => Import::Refused(error.to_string()),
                Ok(bytes) => match Backup::read(&String::from_utf8_lossy(&bytes)) {
                    Ok((backup, cut)) => Import::Asked(backup, cut),
                    Err(refusal) => Import::Refused(refusal.words()),
                },
            });
            input.set_value("");
        });
    };
    view! {
        <section data-part="transfer">
            <h2>{t("transfer")}</h2>
            <p class="quiet">{t("transfer_hint")}</p>
            <p class="actions">
                <button type="button" data-part="export" on:click=export>
                    {t("export_settings")}
                </button>
                <label class="file">
                    {t("import_settings")}
                    <input type="file" name="import" accept=".json,application/json" on:change=choose />
                </label>
            </p>
            <div role="status">{move || answer(model, import)}</div>
        </section>
    }
}

fn answer(model: Model, import: RwSignal<Import>) -> AnyView {
    match import.get() {
        Import::None => ().into_any(),
        Import::Done => {
            view! { <p data-part="import-done">{t("options_import_done")}</p> }.into_any()
        }
        Import::Refused(words) => {
            view! { <p class="error" data-part="import-refused">{words}</p> }.into_any()
        }
        Import::Asked(backup, cut) => {
            let cut = (cut > 0).then(|| view! { <p>{t_count("restore_cut", cut, &[])}</p> });
            let now = model.profiles.all.with(Vec::len);
            let counts = [backup.sites.len(), now].map(number);
            let replace = move |_| {
                let backup = backup.clone();
                spawn_local(async move {
                    import.set(match replace_all(model, backup).await {
                        Ok(()) => Import::Done,
                        Err(error) => Import::Refused(error.to_string()),
                    });
                });
            };
            view! {
                <div class="message" data-part="import-asked">
                    <p>{t_with("import_ask", &[&counts[0], &counts[1]])}</p>
                    {cut}
                    <p class="actions">
                        <button type="button" data-part="import-replace" on:click=replace>
                            {t("import_replace")}
                        </button>
                        <button type="button" on:click=move |_| import.set(Import::None)>
                            {t("cancel")}
                        </button>
                    </p>
                </div>
            }
            .into_any()
        }
    }
}

async fn replace_all(model: Model, backup: Backup) -> Result<(), BrowserError> {
    profiles::replace_all(backup.sites).await?;
    backup.settings.save().await?;
    model.settings.set(backup.settings);
    Ok(())
}
