//! How a person left the panel: the open tab, filters, order, grouping, the form to copy in.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::export::Form;
use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::links::{Grouping, Order};
use super::model::Model;
use crate::storage;

/// Where they are kept, on this computer.
const KEY: &str = "panel";

#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Choices {
    open_tab: String,
    filter: Filter,
    order: Order,
    grouping: Grouping,
    copy_form: Form,
}

/// Puts the panel as it was left. Choices that cannot be read are no loss worth a word.
pub(super) async fn restore(model: Model) {
    if let Ok(Some(choices)) = storage::load_here::<Choices>(KEY).await {
        model.open_tab.set(choices.open_tab);
        model.filter.set(choices.filter);
        model.order.set(choices.order);
        model.grouping.set(choices.grouping);
        model.copy_form.set(choices.copy_form);
    }
}

/// Keeps each change from now on; none in a private window.
pub(super) fn keep(model: Model) {
    let choices = Memo::new(move |_| Choices {
        open_tab: model.open_tab.get(),
        filter: model.filter.with(|filter| Filter {
            text: String::new(),
            ..filter.clone()
        }),
        order: model.order.get(),
        grouping: model.grouping.get(),
        copy_form: model.copy_form.get(),
    });
    Effect::watch(
        move || choices.get(),
        move |choices, _, _| {
            if !model.saves_by_itself() {
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
