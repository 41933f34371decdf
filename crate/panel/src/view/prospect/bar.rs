//! The bar of a page that is saved: how far the work has come, when to come back, the next one; below it
//! whom to write to and what was sent last.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::prospect::{Prospect, Sent, Status};

use crate::state::model::Model;
use crate::state::work::{change, next, open_next, open_sheet, shown};
use crate::view::out::copy_text;
use crate::view::words::with_key;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::menu::move_focus;
use linkglance_browser::prospect::{FollowUp, outside, status_icon};
use linkglance_browser::store::{Edit, status_name};
use linkglance_browser::words;

/// The menus, for the buttons that open them.
const STATUS: &str = "status-menu";
const WHEN: &str = "when-menu";

/// In how many days one may want to come back, beside the number of the settings.
const TOMORROW: u32 = 1;
const IN_TWO_WEEKS: u32 = 14;

/// The bar, in one line or in two. What is being chosen in its menus outlives a change of the prospect.
pub(crate) fn bar(model: Model, whole: bool) -> impl IntoView {
    let prospect = Memo::new(move |_| shown(model));
    Effect::new(move |_| {
        if let Some(prospect) = prospect.get() {
            model.prospects.pass(&prospect);
        }
    });
    let part = move |part: fn(Model, &Arc<Prospect>) -> AnyView| {
        move || prospect.get().map(|prospect| part(model, &prospect))
    };
    let edit = Callback::new(move |edit: Edit| {
        if let Some(prospect) = prospect.get_untracked() {
            change(model, &prospect.id, edit);
        }
    });
    view! {
        <section
            class="prospect"
            data-part="prospect"
            data-id=move || prospect.get().map(|prospect| prospect.id.clone())
            data-status=move || prospect.get().map(|prospect| status_name(prospect.status))
            aria-label=t("prospect")
        >
            <div class="prospect-line">
                {part(status_button)} {part(when_button)} {part(place)}
                {next_button(model)}
            </div>
            {whole.then(|| {
                view! { <div class="prospect-line">{part(contact)} {part(sent_button)} {part(more_button)}</div> }
            })}
            {status_menu(prospect, edit)} {when_menu(model, prospect, edit)}
        </section>
    }
}

fn status_button(model: Model, prospect: &Arc<Prospect>) -> AnyView {
    let status = prospect.status;
    let many = model.sites.with_untracked(|sites| sites.len() > 1);
    let label = format!("{}: {}", t("fact_status"), words::status(status));
    let label = if many {
        format!("{}. {label}", prospect.site)
    } else {
        label
    };
    view! {
        <button
            type="button"
            class="status"
            data-part="status-open"
            data-state=status_name(status)
            aria-haspopup="menu"
            aria-label=label.clone()
            title=label.clone()
            popovertarget=STATUS
        >
            {icon(status_icon(status))}
            <span class="capital ellipsis">{words::status(status)}</span>
            {icon(Icon::Down)}
        </button>
    }
    .into_any()
}

fn when_button(_: Model, prospect: &Arc<Prospect>) -> AnyView {
    let day = prospect.follow_up.as_deref().unwrap_or_default();
    let when = FollowUp::of(day, prospect.status);
    let due = when.as_ref().is_some_and(|when| when.due);
    let words = when.map_or_else(|| t("follow_up_none"), |when| when.words);
    let label = format!("{}: {words}", t("fact_follow_up"));
    view! {
        <button
            type="button"
            class="when"
            data-part="when-open"
            data-state=due.then_some("due")
            aria-haspopup="dialog"
            aria-label=label.clone()
            title=label.clone()
            popovertarget=WHEN
        >
            {icon(Icon::Clock)}
            <span class="ellipsis">{words}</span>
        </button>
    }
    .into_any()
}

/// Which of those that wait it is; how many wait where it is none of them.
fn place(model: Model, prospect: &Arc<Prospect>) -> AnyView {
    let site = model.chosen.get();
    let queue = model.prospects.queue(site.as_deref());
    let at = queue.iter().position(|row| row.id == prospect.id);
    let words = match (at, queue.len()) {
        (_, 0) => return ().into_any(),
        (Some(at), all) => t_with("place_of", &[&number(at + 1), &number(all)]),
        (None, all) => t_count("waiting_prospects", all, &[]),
    };
    view! { <span class="push meta place" data-part="place">{words}</span> }.into_any()
}

fn next_button(model: Model) -> impl IntoView {
    let any = move || {
        // What waits and what is on show decide whether there is a next.
        model.prospects.queue(model.chosen.get().as_deref());
        shown(model);
        next(model).is_some()
    };
    view! {
        <Show when=any>
            <button
                type="button"
                class="btn next"
                data-part="next-prospect"
                title=with_key("next_prospect", "⇧N")
                aria-label=t("next_prospect")
                on:click=move |_| open_next(model)
            >
                <span class="word">{t("next")}</span>
                {icon(Icon::Next)}
            </button>
        </Show>
    }
}

/// Whom to write to: an e-mail address to copy, one of the user's own contacts first, else the page for that, else that there is none.
fn contact(model: Model, prospect: &Arc<Prospect>) -> AnyView {
    let contacts = &prospect.contacts;
    let many = model.sites.with_untracked(|sites| sites.len() > 1);
    let site =
        many.then(|| view! { <bdi class="meta site-of ellipsis">{prospect.site.clone()}</bdi> });
    let own = model.desk().contacts_of(&prospect.page.url);
    let own = own.into_iter().next().map(|one| one.email);
    let seen = contacts.emails.iter().find(|email| !email.origin.hidden);
    let email = own.or_else(|| seen.map(|email| email.address.clone()));
    let page = contacts.pages.iter().min_by_key(|page| page.kind);
    let whom = match (email, page) {
        (Some(address), _) => {
            let shown = address.clone();
            view! {
                <bdi class="meta ellipsis" dir="ltr" title=address.clone()>{shown}</bdi>
                <button
                    type="button"
                    class="ibtn"
                    data-part="copy-email"
                    aria-label=t("copy_email")
                    title=t("copy_email")
                    on:click=move |_| copy_text(model, address.clone(), None, t("copied_email"))
                >
                    {icon(Icon::Copy)}
                </button>
            }
            .into_any()
        }
        (None, Some(page)) => {
            let words = words::contact_page(page.kind);
            view! { <span class="meta ellipsis capital">{outside(&page.url, words)}</span> }
                .into_any()
        }
        (None, None) => {
            let person = contacts.people.first().map(|person| person.name.clone());
            let words = person.unwrap_or_else(|| t("no_contacts"));
            view! { <bdi class="meta ellipsis">{words}</bdi> }.into_any()
        }
    };
    view! { {site} {whom} }.into_any()
}

/// When the last message was sent; it opens that.
fn sent_button(model: Model, prospect: &Arc<Prospect>) -> AnyView {
    let Some(last) = prospect.messages.iter().max_by_key(|sent| sent.at) else {
        return ().into_any();
    };
    let Sent { at, .. } = last;
    let words = t_with("sent_on", &[&clock::brief_moment(*at)]);
    let prospect = Arc::clone(prospect);
    view! {
        <button
            type="button"
            class="btn ghost push"
            data-part="sent-last"
            on:click=move |_| open_sheet(model, Arc::clone(&prospect), true)
        >
            {words}
        </button>
    }
    .into_any()
}

fn more_button(model: Model, prospect: &Arc<Prospect>) -> AnyView {
    let prospect = Arc::clone(prospect);
    view! {
        <button
            type="button"
            class="ibtn push"
            data-part="prospect-open"
            aria-haspopup="dialog"
            aria-label=t("open_prospect")
            title=t("open_prospect")
            on:click=move |_| open_sheet(model, Arc::clone(&prospect), false)
        >
            {icon(Icon::Down)}
        </button>
    }
    .into_any()
}

fn status_menu(prospect: Memo<Option<Arc<Prospect>>>, edit: Callback<Edit>) -> impl IntoView {
    let item = move |status: Status| {
        let is = move || {
            prospect
                .get()
                .is_some_and(|prospect| prospect.status == status)
        };
        view! {
            <button
                type="button"
                role="menuitemradio"
                data-part="set-status"
                data-state=status_name(status)
                aria-checked=move || is().to_string()
                popovertarget=STATUS
                popovertargetaction="hide"
                on:click=move |_| edit.run(Edit::Status(status))
            >
                {state_icon(status_icon(status))}
                <span class="capital">{words::status(status)}</span>
                {move || is().then(|| view! { <span class="push">{icon(Icon::Check)}</span> })}
            </button>
        }
    };
    view! {
        <div
            id=STATUS
            class="popover menu of-prospect"
            popover="auto"
            role="menu"
            aria-label=t("fact_status")
            on:keydown=|event| move_focus(&event)
        >
            {Status::ALL.map(item).collect_view()}
        </div>
    }
}

/// The day to come back: days that are often meant, any day, or none.
fn when_menu(
    model: Model,
    prospect: Memo<Option<Arc<Prospect>>>,
    edit: Callback<Edit>,
) -> impl IntoView {
    let item = move |words: String, day: Option<String>| {
        view! {
            <button
                type="button"
                data-part="set-when"
                data-day=day.clone()
                popovertarget=WHEN
                popovertargetaction="hide"
                on:click=move |_| edit.run(Edit::FollowUp(day.clone()))
            >
                {words}
            </button>
        }
    };
    let days = move || {
        let mut all = vec![TOMORROW, model.follow_up_days.get(), IN_TWO_WEEKS];
        all.sort_unstable();
        all.dedup();
        let day = move |days| {
            let day = clock::day_in(days);
            let words = match days {
                TOMORROW => t("tomorrow"),
                days => t_count("in_days", days as usize, &[]),
            };
            let words = format!("{words} · {}", clock::brief_day(&day));
            item(words, Some(day))
        };
        all.into_iter().map(day).collect_view()
    };
    let now = move || {
        let prospect = prospect.get();
        prospect.and_then(|prospect| prospect.follow_up.clone())
    };
    let set = move |event| {
        let day = Some(event_target_value(&event)).filter(|day| !day.is_empty());
        edit.run(Edit::FollowUp(day));
    };
    view! {
        <div
            id=WHEN
            class="popover menu of-prospect"
            popover="auto"
            role="dialog"
            aria-label=t("fact_follow_up")
        >
            <div on:keydown=|event| move_focus(&event)>{days}</div>
            <input
                type="date"
                data-part="when"
                aria-label=t("fact_follow_up")
                prop:value=move || now().unwrap_or_default()
                on:change=set
            />
            {move || now().map(|_| item(t("follow_up_remove"), None))}
        </div>
    }
}
