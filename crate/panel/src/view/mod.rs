//! What the panel shows.

mod check;
mod compact;
mod file_name;
mod first_run;
mod header;
mod keys;
mod later;
mod link;
mod links;
mod marks;
mod marks_menu;
mod message_sheet;
mod mine;
mod more;
mod out;
mod page;
mod private;
mod prospect;
mod question;
mod sample;
mod save;
mod sheet;
mod shortcuts;
mod sites;
mod states;
mod strip;
mod tabs;
mod toasts;
mod top;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::frames::after_frame;
use crate::state::model::{Model, Phase, State};
use crate::state::session::Session;
use header::Header;
use later::Part;
use linkglance_browser::profiles::DamagedNotice;
use private::PrivateNotice;
use question::Answer;
use sample::{SampleLine, SampleText};
use states::Aside;
use tabs::tabs;
use toasts::Toasts;
use top::top;

/// Shows the panel in the document and inspects the page in front of the user.
pub(crate) fn mount() {
    // The outline that panel.html shows until now.
    if let Some(outline) = document()
        .query_selector("[data-part=outline]")
        .ok()
        .flatten()
    {
        outline.remove();
    }
    leptos::mount::mount_to_body(Panel);
}

#[component]
fn Panel() -> impl IntoView {
    let model = State::start();
    let on_page = model.on_page();
    marks::follow_page(model);
    // What is closed at first is not loaded before there is something to be seen.
    after_frame(move || later::ask(model));
    view! {
        <main
            class="panel"
            data-part="panel"
            data-state=move || model.state()
            on:pointerover=move |event| on_page.light(marks::spot_of(event.target()))
            on:pointerleave=move |_| on_page.light(None)
            on:focusin=move |event| on_page.light(marks::spot_of(event.target()))
            on:focusout=move |_| on_page.light(None)
            on:click=move |event| marks::press(model, event.target())
        >
            <Header model />
            <Aside model />
            <SampleLine model />
            {move || states::without_report(model)}
            {move || {
                let shown = model.phase.get() == Phase::Shown;
                let session = model.session.get().filter(|_| shown);
                session.map(|session| report(model, &session))
            }}
            <SampleText model />
            <PrivateNotice model />
            {move || model.later.get().then(|| later::shown(model, Part::Sheets))}
            <Toasts model />
        </main>
    }
}

/// The report: the answer first, then what else there is.
fn report(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    view! {
        <div
            data-part="report"
            data-aside=move || model.aside.get().is_some().to_string()
            prop:inert=move || model.aside.get().is_some() && !model.aside_shown.get()
        >
            {top(model, session)}
            {tabs(model, session)}
        </div>
    }
}

/// What is above the content of every tab: profiles that can't be read, the answer to a question.
fn above_content(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    view! {
        <DamagedNotice profiles=model.profiles />
        <Answer model session=Arc::clone(session) />
    }
}
