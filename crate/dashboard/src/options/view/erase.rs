//! "Delete everything": in two steps, the first of which says what will be gone.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::options::state::model::Model;
use linkglance_browser::api::{self, BrowserError, Deleted};
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::settings::Settings;
use linkglance_browser::storage;

/// The database of the dashboard.
const DATABASE: &str = "linkglance";

#[derive(Clone, PartialEq)]
enum Step {
    Start,
    Asked,
    Done(Deleted),
    Failed(String),
}

#[component]
pub(super) fn Erase(model: Model) -> impl IntoView {
    let step = RwSignal::new(Step::Start);
    view! {
        <section data-part="erase">
            <h2>{t("erase")}</h2>
            <div role="status">{move || content(model, step)}</div>
        </section>
    }
}

fn content(model: Model, step: RwSignal<Step>) -> AnyView {
    let ask = move |_| step.set(Step::Asked);
    let button = move || {
        view! {
            <button type="button" data-part="erase-ask" on:click=ask>
                {t("erase_ask")}
            </button>
        }
    };
    match step.get() {
        Step::Start => button().into_any(),
        Step::Asked => {
            let count = model.profiles.all.with(Vec::len);
            let erase = move |_| {
                spawn_local(async move {
                    step.set(match erase(model).await {
                        Ok(deleted) => Step::Done(deleted),
                        Err(error) => Step::Failed(error.to_string()),
                    });
                });
            };
            view! {
                <div class="message" data-part="erase-asked">
                    <p>{t_with("erase_what", &[&number(count)])}</p>
                    <p class="actions">
                        <button type="button" class="danger" data-part="erase-yes" on:click=erase>
                            {t("erase_yes")}
                        </button>
                        <button type="button" on:click=move |_| step.set(Step::Start)>
                            {t("cancel")}
                        </button>
                    </p>
                </div>
            }
            .into_any()
        }
        Step::Done(deleted) => {
            let words = match deleted {
                Deleted::Done => t("erase_done"),
                Deleted::WhenClosed => t("erase_when_closed"),
            };
            view! { <p data-part="erase-done">{words}</p> }.into_any()
        }
        Step::Failed(error) => {
            view! { <p class="error">{t_with("options_error", &[&error])}</p> {button()} }
                .into_any()
        }
    }
}

async fn erase(model: Model) -> Result<Deleted, BrowserError> {
    storage::clear().await?;
    model.settings.set(Settings::default());
    api::delete_database(DATABASE).await
}
