//! What the panel shows after its answer, of the part of the module that is loaded after it
//! (`state::later`): the tabs but the first, and what opens over the panel.

#![allow(
    clippy::unnecessary_wraps,
    reason = "what can fail is to load it, and the macro asks for a type to say so in"
)]

use std::sync::Arc;

use futures_util::FutureExt;
use futures_util::future::join;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::wasm_split;

use super::check::check_tab;
use super::keys;
use super::links::{StatusAsk, links};
use super::marks_menu::MarksMenu;
use super::mine::WriteSheet;
use super::more::MoreMenu;
use super::page::{LookAsk, page};
use super::prospect::sheet::ProspectSheet;
use super::shortcuts::Shortcuts;
use super::sites::Sites;
use crate::state::later::Later;
use crate::state::model::Model;
use crate::state::session::Session;

/// What can be shown.
#[derive(Clone)]
pub(super) enum Part {
    /// The tab of all links.
    Links(Arc<Session>),
    /// The tab of agreements.
    Check(Arc<Session>),
    /// The tab of the page.
    Page(Arc<Session>),
    /// The header's menus.
    Menus,
    /// What opens over the panel.
    Sheets,
}

#[wasm_split(later, preload(load), fallible)]
fn make(model: Model, part: Part) -> Later<AnyView> {
    Ok(match part {
        Part::Links(session) => links(model, &session),
        Part::Check(session) => check_tab(model, &session),
        Part::Page(session) => page(model, &session),
        Part::Menus => view! {
            <MarksMenu model />
            <MoreMenu model />
        }
        .into_any(),
        Part::Sheets => view! {
            <ProspectSheet model />
            <WriteSheet model />
            <Sites model />
            <Shortcuts model />
            <StatusAsk model />
            <LookAsk model />
        }
        .into_any(),
    })
}

#[wasm_split(later, fallible)]
fn begin(model: Model) -> Later<()> {
    keys::listen(model);
    model.go_on();
    Ok(())
}

/// Loads it, and goes on with what the answer does not wait for.
pub(super) fn ask(model: Model) {
    spawn_local(async move {
        // Each function knows for itself that it was loaded, and views are made without waiting.
        if let (Ok(()), Ok(())) = join(begin(model), load()).await {
            model.later.set(true);
        }
    });
}

/// Shows a part, once it was loaded.
pub(super) fn shown(model: Model, part: Part) -> Option<AnyView> {
    make(model, part).now_or_never()?.ok()
}
