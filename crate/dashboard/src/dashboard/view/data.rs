//! Getting everything out and back in: exports for other programs, the backup, and starting over.

use leptos::prelude::*;
use web_sys::{File, HtmlInputElement};

use linkglance_core::export::{prospects_csv, prospects_json};

use super::head::title;
use super::offer::offer;
use super::{import, people, safety, wipe};
use crate::dashboard::state::flow::Step;
use crate::dashboard::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::backup::{Backup, NoBackup};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::persistence;

/// The page; a list that is being imported has all of it.
pub(super) fn data(model: Model) -> impl IntoView {
    let importing = Memo::new(move |_| model.import.step.get() != Step::File);
    move || {
        if importing.get() {
            import::import(model).into_any()
        } else {
            cards(model).into_any()
        }
    }
}

fn cards(model: Model) -> impl IntoView {
    view! {
        {title("view_data")}
        <section class="page-view">
            <p class="quiet">{t("data_about")}</p>
            <div class="cards">
                {import::source(model)}
                {people::card(model)}
                {exports(model)}
                <section class="card">
                    <h2>{t("backup")}</h2>
                    <p class="quiet">{t("backup_about")}</p>
                    <button
                        type="button"
                        data-part="backup"
                        class="primary"
                        on:click=move |_| back_up(model)
                    >
                        {t("backup_make")}
                    </button>
                    {safety::safety(model)}
                    {restore(model)}
                </section>
                {wipe::wipe(model)}
            </div>
        </section>
    }
}

/// The prospects that are listed, for other programs.
fn exports(model: Model) -> impl IntoView {
    let count = Memo::new(move |_| model.prospects.shown.with(|rows| rows.len()));
    let button = move |part: &'static str, kind: &'static str, words: &'static str| {
        view! {
            <button
                type="button"
                data-part=part
                prop:disabled=move || count.get() == 0
                on:click=move |_| export(model, kind)
            >
                {move || t_with(words, &[&number(count.get())])}
            </button>
        }
    };
    view! {
        <section class="card">
            <h2>{t("exports")}</h2>
            <p class="quiet">{t("exports_about")}</p>
            <div class="actions">
                {button("export-csv", "text/csv", "export_prospects_csv")}
                {button("export-json", "application/json", "export_prospects_json")}
            </div>
        </section>
    }
}

fn export(model: Model, kind: &'static str) {
    let ids: Vec<String> = model
        .prospects
        .shown
        .with_untracked(|rows| rows.iter().map(|row| row.id.clone()).collect());
    model.run(move |store| async move {
        let prospects = store.prospects(&ids).await?;
        let text = match kind {
            "text/csv" => prospects_csv(&prospects),
            _ => prospects_json(&prospects),
        };
        offer(model, "prospects", kind, &text);
        Ok((t_count("done_exported", prospects.len(), &[]), None))
    });
}

fn back_up(model: Model) {
    model.run(move |store| async move {
        let (backup, left_out) = Backup::of_now(&store).await?;
        let text = backup.to_text(clock::millis())?;
        offer(model, "backup", "application/json", &text);
        persistence::backed_up().await?;
        let sentence = match left_out {
            0 => t("done_backup"),
            count => t_count("done_backup_without", count, &[]),
        };
        Ok((sentence, None))
    });
}

/// The choice of a backup, what is in it, and the button that puts it back.
fn restore(model: Model) -> impl IntoView {
    let chosen: StoredValue<Option<Backup>, LocalStorage> = StoredValue::new_local(None);
    let said: RwSignal<Option<Result<Vec<String>, String>>> = RwSignal::new(None);
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let file = input.files().and_then(|files| files.get(0));
        chosen.set_value(None);
        said.set(None);
        if let Some(file) = file {
            leptos::task::spawn_local(async move {
                said.set(Some(read(&file).await.map(|(backup, cut)| {
                    let sentences = holds(&backup, cut);
                    chosen.set_value(Some(backup));
                    sentences
                })));
            });
        }
    };
    let put_back = move |_| {
        if let Some(backup) = chosen.get_value() {
            chosen.set_value(None);
            said.set(None);
            model.restore(backup, "done_restored");
        }
    };
    let preview = move || {
        match said.get()? {
        Ok(sentences) => Some(
            view! {
                <div class="message" data-part="restore-preview">
                    {sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                    <p class="quiet">{t("restore_replaces")}</p>
                    <button type="button" data-part="restore" on:click=put_back>
                        {t("restore")}
                    </button>
                </div>
            }
            .into_any(),
        ),
        Err(sentence) => Some(
            view! { <p class="error" role="alert" data-part="restore-refused">{sentence}</p> }
                .into_any(),
        ),
    }
    };
    view! {
        <label class="file">
            <span class="label">{t("restore_choose")}</span>
            <input
                type="file"
                accept=".json,application/json"
                data-part="restore-file"
                on:change=choose
            />
        </label>
        {preview}
    }
}

/// What a file holds that can be restored, and what is not restored as the file has it.
fn holds(backup: &Backup, cut: usize) -> Vec<String> {
    let (prospects, others) = backup.records.counts();
    let (prospects, others) = (number(prospects), number(others));
    let profiles = number(backup.profiles.as_ref().map_or(0, Vec::len));
    let mut sentences = vec![t_with("restore_holds", &[&prospects, &others, &profiles])];
    if cut > 0 {
        sentences.push(t_count("restore_cut", cut, &[]));
    }
    sentences
}

async fn read(file: &File) -> Result<(Backup, usize), String> {
    let bytes = api::read_file(file).await;
    let bytes = bytes.map_err(|error| t_with("file_not_read", &[&error.to_string()]))?;
    let text = String::from_utf8(bytes).map_err(|_| t("restore_no_text"))?;
    Backup::read(&text).map_err(|refused| match refused {
        NoBackup::Form(why) | NoBackup::Ids(why) => t_with("restore_refused", &[&why]),
        NoBackup::Profile(place, why) => t_with("restore_unusable", &[&number(place), &why]),
        NoBackup::Settings => t("restore_settings"),
        NoBackup::Newer(_) => t("restore_newer"),
    })
}
