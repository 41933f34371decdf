//! Looking further than the page in the tab: three questions, each asked on the user's word alone, and what
//! was found.

mod ai;
mod ask;
mod back;
mod list;
mod views;

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::looks::{Found, Look, Stage, Waiting};
use crate::state::model::Model;
use crate::state::session::Session;
use linkglance_browser::i18n::{number, t, t_with};

pub(in crate::view) use ask::LookAsk;

/// A question in words: its title, and what it is good for.
const fn titles(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Views => ("look_views", "look_views_hint"),
        Look::Back => ("look_back", "look_back_hint"),
        Look::Ai => ("look_ai", "look_ai_hint"),
    }
}

/// The questions that can be asked of this page: of a page of the user's own none about links back to it, of
/// the sample article none, for it is on no server.
pub(super) fn further(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let is_sample = model.sample.get_untracked();
    let own = others(model, session).is_empty();
    let looks = Look::ALL
        .into_iter()
        .filter(|&look| !(look == Look::Back && own));
    (!is_sample).then(|| {
        let looks = looks.map(|look| one(model, session, look)).collect_view();
        view! {
            <div data-part="further">
                <div class="group lined">
                    <h2 class="title ellipsis">{t("further")}</h2>
                </div>
                {looks}
            </div>
        }
    })
}

/// The user's sites that the page is not one of.
fn others(model: Model, session: &Session) -> Vec<String> {
    let mut names = model.site_names();
    names.retain(|name| !session.report.own_page_of.contains(name));
    names
}

fn one(model: Model, session: &Arc<Session>, look: Look) -> impl IntoView + use<> {
    let (title, hint) = titles(look);
    let stage = session.looks.of(look);
    let name = {
        let stage = stage.clone();
        move || {
            stage.with(|stage| match stage {
                Stage::Unasked => "unasked",
                Stage::Waiting(_) => "waiting",
                Stage::Done(_) => "done",
                Stage::Failed(_) => "failed",
            })
        }
    };
    let button = open_button(model, session, look);
    let session = Arc::clone(session);
    view! {
        <div class="look" data-part="look" data-look=look.name() data-stage=name>
            <div class="look-head">
                <h3>{t(title)}</h3>
                {button}
                <p class="meta">{t(hint)}</p>
            </div>
            {move || outcome(model, &session, look, &stage.get())}
        </div>
    }
}

fn open_button(model: Model, session: &Arc<Session>, look: Look) -> impl IntoView + use<> {
    let (title, _) = titles(look);
    let stage = session.looks.of(look);
    let is_waiting = {
        let stage = stage.clone();
        move || stage.with(|stage| matches!(stage, Stage::Waiting(_)))
    };
    let words = move || {
        let asked = stage.with(|stage| !matches!(stage, Stage::Unasked));
        t(if asked { "look_again" } else { "look_open" })
    };
    let label = {
        let words = words.clone();
        move || format!("{}: {}", words(), t(title))
    };
    let session = Arc::clone(session);
    let open = move |_| {
        model.further.ask(look, Arc::clone(&session));
        model.sheets.look.set(true);
    };
    view! {
        <button
            type="button"
            class="btn"
            data-part="look-open"
            aria-haspopup="dialog"
            aria-label=label
            prop:disabled=is_waiting
            on:click=open
        >
            {words}
        </button>
    }
}

fn outcome(model: Model, session: &Arc<Session>, look: Look, stage: &Stage) -> AnyView {
    match stage {
        Stage::Unasked => ().into_any(),
        Stage::Waiting(waiting) => progress(model, session, look, waiting).into_any(),
        Stage::Failed(words) => {
            view! { <p class="line error" role="alert" data-part="look-failed">{words.clone()}</p> }
                .into_any()
        }
        Stage::Done(Found::Views(found)) => views::result(session, found).into_any(),
        Stage::Done(Found::Back(pages)) => back::result(&others(model, session), pages).into_any(),
        Stage::Done(Found::Ai(access)) => ai::result(access).into_any(),
    }
}

/// How far it is, and the way to stop it.
fn progress(
    model: Model,
    session: &Arc<Session>,
    look: Look,
    waiting: &Waiting,
) -> impl IntoView + use<> {
    let &Waiting { done, all, .. } = waiting;
    let session = Arc::clone(session);
    let stop = move |_| model.further.stop(look, &session);
    view! {
        <div class="line look-progress" role="status" data-part="look-progress">
            <progress max=all value=done aria-label=t("look_waiting")></progress>
            <p>{t_with("look_progress", &[&number(done), &number(all)])}</p>
            <button type="button" class="btn ghost" data-part="look-stop" on:click=stop>
                {t("status_stop")}
            </button>
        </div>
    }
}
