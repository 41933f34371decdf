//! How the user left the panel: filters, order, grouping, the form to copy in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::export::Form;
use serde::{Deserialize, Serialize};

use super::arrange::{Grouping, Order};
use super::filter::{Filter, Scope};
use linkglance_browser::storage;

/// Where they are saved, on this computer.
const KEY: &str = "panel";

/// The choices as they are now. Copies share them.
#[derive(Clone, Copy, Default)]
pub(crate) struct Choices {
    /// Which links are listed.
    pub(crate) filter: RwSignal<Filter>,
    /// Of which links: it is not saved, since outbound ones are what the panel is for.
    pub(crate) scope: RwSignal<Scope>,
    /// How the links are sorted, and by what they are grouped.
    pub(crate) order: RwSignal<Order>,
    pub(crate) grouping: RwSignal<Grouping>,
    /// What is copied is written in this form.
    pub(crate) copy_form: RwSignal<Form>,
}

/// What is saved of them.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Kept {
    filter: Filter,
    order: Order,
    grouping: Grouping,
    copy_form: Form,
}

impl Choices {
    /// Puts the panel as it was left. Choices that cannot be read are no loss worth a word.
    pub(crate) async fn restore(self) {
        if let Ok(Some(kept)) = storage::load_here::<Kept>(KEY).await {
            self.filter.set(kept.filter);
            self.order.set(kept.order);
            self.grouping.set(kept.grouping);
            self.copy_form.set(kept.copy_form);
        }
    }

    fn kept(self) -> Kept {
        Kept {
            // A search belongs to the page it was made on.
            filter: self.filter.with(|filter| Filter {
                text: String::new(),
                ..filter.clone()
            }),
            order: self.order.get(),
            grouping: self.grouping.get(),
            copy_form: self.copy_form.get(),
        }
    }

    /// Saves each change from now on, where `allowed` says so then.
    pub(crate) fn keep(self, allowed: impl Fn() -> bool + 'static) {
        let choices = Memo::new(move |_| self.kept());
        Effect::watch(
            move || choices.get(),
            move |choices, _, _| {
                if !allowed() {
                    return;
                }
                let choices = choices.clone();
                spawn_local(async move {
                    // The panel works without its memory; profiles are what must not be lost.
                    let _ = storage::save_here(KEY, &choices).await;
                });
            },
            false,
        );
    }
}
