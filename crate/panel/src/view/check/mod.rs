//! The tab *Check*: what was agreed about this page against what is there.
//!
//! The agreement is found by the page's address, chosen, or made; the core checks; this tab shows
//! what it found, asks for a fix, and saves each result so that the next can say what changed.

mod editor;
mod fields;
mod findings;
mod head;
mod history;
mod import;
mod letter;
mod make;
mod picker;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::desk::{Checked, Face, Storage};
use crate::state::model::Model;
use crate::state::results::keep_results;
use crate::state::session::Session;
use fields::focus;

/// The tab.
pub(super) fn check_tab(model: Model, session: &Arc<Session>) -> AnyView {
    let desk = model.desk();
    let session = Arc::clone(session);
    keep_results(model, &session);
    // What was pressed to turn the tab is gone; the keyboard goes on with what came.
    Effect::watch(
        move || desk.turned.get(),
        |(), _, _| {
            request_animation_frame(|| focus("[data-part=check-tab] :is(h2, input)"));
        },
        false,
    );
    let of_check = Arc::clone(&session);
    let face = move || match desk.face.get() {
        Face::Check => {
            let session = Arc::clone(&of_check);
            (move || match model.checked.get() {
                Some(checked) => outcome(model, &session, &checked),
                None => make_one(model, &session),
            })
            .into_any()
        }
        Face::New => make_one(model, &of_check),
        Face::Edit => editor::editor(model).into_any(),
        Face::Import => import::import(model).into_any(),
    };
    let ready = move || desk.storage.with(Storage::is_settled);
    view! {
        <section class="check" data-part="check-tab">
            {picker::notices(model)}
            <Show when=ready>{face.clone()}{picker::actions(model)}</Show>
        </section>
    }
    .into_any()
}

/// How to make an agreement about the page, or to choose one.
fn make_one(model: Model, session: &Arc<Session>) -> AnyView {
    view! {
        <div class="face">{picker::choice(model, None)} {make::make(model, session)}</div>
    }
    .into_any()
}

/// What a check found, in the order the user asks: was it kept, what changed, what exactly, what now.
fn outcome(model: Model, session: &Arc<Session>, checked: &Checked) -> AnyView {
    view! {
        {head::head(model, checked)}
        {picker::choice(model, Some(&checked.held.id))}
        {picker::about(model, session, checked)}
        {head::remedies(model, session, checked)}
        {history::since(model.desk(), checked)}
        {findings::findings(session, checked)}
        {history::history(model.desk(), checked)}
    }
    .into_any()
}
