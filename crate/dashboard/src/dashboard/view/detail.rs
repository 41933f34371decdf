//! All that is known of one prospect, and what the user adds to it.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use linkglance_core::length::{MAX_NOTES_CHARS, MAX_TAG_CHARS};
use linkglance_core::prospect::{Opportunity, PageFacts, Prospect, Sent, Sentence, Status};

use super::composer::composer;
use super::contacts::{contacts, outside, short};
use crate::dashboard::state::import::tool_name;
use crate::dashboard::state::model::Model;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::store::{Edit, named, status_name};
use linkglance_browser::words;
use linkglance_browser::words::reason;

/// Notes are stored so long after the last key.
const PAUSE: Duration = Duration::from_millis(600);

/// The pane beside the list; empty while no prospect is open.
pub(super) fn pane(model: Model) -> impl IntoView {
    // One pane a prospect: what is being typed in it survives changes of its other parts.
    let shown = Memo::new(move |_| {
        model
            .detail
            .with(|detail| detail.as_ref().map(|prospect| prospect.id.clone()))
    });
    move || {
        shown.get()?;
        let prospect = model.detail.get_untracked()?;
        Some(details(model, &prospect))
    }
}

fn details(model: Model, prospect: &Arc<Prospect>) -> impl IntoView + use<> {
    let id = prospect.id.clone();
    let delete = id.clone();
    let title = prospect.page.title.clone();
    let title = title.unwrap_or_else(|| short(&prospect.page.url));
    let url = prospect.page.url.clone();
    let facts = live(model, |prospect| page_facts(prospect).into_any());
    let opportunities = live(model, |prospect| {
        let all: Vec<_> = prospect.opportunities.iter().map(opportunity).collect();
        let none = all
            .is_empty()
            .then(|| view! { <p class="quiet">{t("no_opportunity_known")}</p> });
        view! { {none} {all} }.into_any()
    });
    let people = live(model, |prospect| contacts(&prospect.contacts).into_any());
    let log = live(model, |prospect| log(&prospect.messages).into_any());
    view! {
        <aside class="detail" data-part="detail" data-id=id.clone() aria-label=t("details")>
            <header>
                <h2><bdi>{title}</bdi></h2>
                <button
                    type="button"
                    class="plain"
                    aria-label=t("close")
                    data-part="close-detail"
                    on:click=move |_| model.close_detail()
                >
                    "✕"
                </button>
            </header>
            <p class="address">{outside(&url, short(&url))}</p>
            <div class="own">
                {live(model, move |prospect| status_choice(model, prospect).into_any())}
                {live(model, move |prospect| follow_up(model, prospect).into_any())}
            </div>
            {live(model, move |prospect| tag_list(model, prospect).into_any())}
            {notes(model, prospect)}
            {composer(model, prospect)}
            <section><h3>{t("opportunities_found")}</h3>{opportunities}</section>
            <section><h3>{t("contacts")}</h3>{people}</section>
            <section><h3>{t("page_facts")}</h3>{facts}</section>
            <section><h3>{t("log")}</h3>{log}</section>
            <footer>
                <button
                    type="button"
                    class="danger"
                    data-part="delete"
                    on:click=move |_| model.delete(vec![delete.clone()])
                >
                    {t("delete")}
                </button>
            </footer>
        </aside>
    }
}

/// A part that follows what is stored.
fn live(model: Model, part: impl Fn(&Prospect) -> AnyView + Send + 'static) -> impl IntoView {
    move || {
        model
            .detail
            .with(|detail| detail.as_ref().map(|prospect| part(prospect)))
    }
}

fn status_choice(model: Model, prospect: &Prospect) -> impl IntoView + use<> {
    let id = prospect.id.clone();
    let change = move |event: leptos::ev::Event| {
        if let Some(status) = named(Status::ALL, status_name, &event_target_value(&event)) {
            model.set_status(vec![id.clone()], status);
        }
    };
    let options = Status::ALL.map(|status| {
        let selected = status == prospect.status;
        view! { <option value=status_name(status) prop:selected=selected>{words::status(status)}</option> }
    });
    view! {
        <label>
            <span class="label">{t("fact_status")}</span>
            <select data-part="status" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

fn follow_up(model: Model, prospect: &Prospect) -> impl IntoView + use<> {
    let id = prospect.id.clone();
    let change = move |event: leptos::ev::Event| {
        let day = Some(event_target_value(&event)).filter(|day| !day.is_empty());
        model.edit(vec![(id.clone(), Edit::FollowUp(day))], "done_changed");
    };
    view! {
        <label>
            <span class="label">{t("fact_follow_up")}</span>
            <input
                type="date"
                data-part="follow-up"
                prop:value=prospect.follow_up.clone().unwrap_or_default()
                on:change=change
            />
        </label>
    }
}

fn tag_list(model: Model, prospect: &Prospect) -> impl IntoView + use<> {
    let id = prospect.id.clone();
    let tags: Vec<_> = prospect
        .tags
        .iter()
        .map(|tag| {
            let (id, tag) = (id.clone(), tag.clone());
            let label = t_with("tag_remove_one", &[&tag]);
            let shown = tag.clone();
            let remove = move |_| {
                model.edit(vec![(id.clone(), Edit::Untag(tag.clone()))], "done_changed");
            };
            view! {
                <span class="tag">
                    <bdi>{shown}</bdi>
                    <button type="button" class="plain" aria-label=label on:click=remove>"✕"</button>
                </span>
            }
        })
        .collect();
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let form = event_target::<web_sys::HtmlElement>(&event);
        let input = form.query_selector("input").ok().flatten();
        let Some(input) =
            input.map(wasm_bindgen::JsCast::unchecked_into::<web_sys::HtmlInputElement>)
        else {
            return;
        };
        let tag = input.value().trim().to_owned();
        if !tag.is_empty() {
            input.set_value("");
            model.edit(vec![(id.clone(), Edit::Tag(tag))], "done_changed");
        }
    };
    view! {
        <div class="tags">
            {tags}
            <form class="field" on:submit=add>
                <input
                    type="text"
                    data-part="tag"
                    maxlength=MAX_TAG_CHARS.to_string()
                    aria-label=t("tag_name")
                    placeholder=t("tag_name")
                />
                <button type="submit" class="secondary">{t("tag_add")}</button>
            </form>
        </div>
    }
}

/// The notes. They are stored a moment after the last key and when the field is left; until then
/// it says that they are not.
fn notes(model: Model, prospect: &Prospect) -> impl IntoView + use<> {
    let id = prospect.id.clone();
    let base = StoredValue::new(prospect.notes.clone());
    let text = RwSignal::new(prospect.notes.clone());
    let stored = move || text.with(|text| base.with_value(|base| base == text));
    // What another window, or an undo, has stored comes in, unless other text is here.
    Effect::new(move || {
        let Some(now) = model
            .detail
            .with(|detail| detail.as_ref().map(|found| found.notes.clone()))
        else {
            return;
        };
        if text.with_untracked(|text| base.with_value(|base| base == text)) {
            base.set_value(now.clone());
            text.set(now);
        } else if text.with_untracked(|text| *text == now) {
            base.set_value(now);
            text.notify();
        }
    });
    let save = move || {
        let (from, to) = (base.get_value(), text.get_untracked());
        if from != to {
            model.edit(vec![(id.clone(), Edit::Notes { from, to })], "");
        }
    };
    let later = save.clone();
    let typed = move |event| {
        let now = event_target_value(&event);
        text.set(now.clone());
        let save = later.clone();
        set_timeout(
            move || {
                // The field may be gone by then; it has been stored when it was left.
                if text.try_with_untracked(|text| *text == now) == Some(true) {
                    save();
                }
            },
            PAUSE,
        );
    };
    view! {
        <label class="notes">
            <span class="label">
                {t("notes")}
                <span class="quiet small" data-part="notes-state">
                    {move || if stored() { String::new() } else { t("not_saved_yet") }}
                </span>
            </span>
            <textarea
                rows="4"
                data-part="notes"
                maxlength=MAX_NOTES_CHARS.to_string()
                prop:value=move || text.get()
                on:input=typed
                on:change=move |_| save()
            ></textarea>
        </label>
    }
}

fn opportunity(found: &Opportunity) -> impl IntoView + use<> {
    let sentences: Vec<_> = found.sentences.iter().map(sentence).collect();
    let because: Vec<_> = found
        .because
        .iter()
        .map(|why| view! { <li class="quiet small">{reason(why)}</li> })
        .collect();
    let fact = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| {
            let value = if value.contains("://") {
                outside(value, short(value)).into_any()
            } else {
                view! { <bdi>{value.clone()}</bdi> }.into_any()
            };
            view! { <dt>{t(name)}</dt><dd>{value}</dd> }
        })
    };
    view! {
        <div class="opportunity-card" data-part="opportunity">
            <h4>{words::opportunity(Some(found.kind))}</h4>
            {sentences}
            <dl>
                {fact("suggested_anchor", &found.anchor)}
                {fact("suggested_target", &found.target)}
                {fact("links_instead", &found.instead)}
            </dl>
            <ul>{because}</ul>
        </div>
    }
}

fn sentence(sentence: &Sentence) -> impl IntoView + use<> {
    view! {
        <blockquote data-part="sentence">
            <bdi>
                {sentence.before.clone()}
                <mark>{sentence.text.clone()}</mark>
                {sentence.after.clone()}
            </bdi>
            <span class="quiet small">{words::region(sentence.region)}</span>
        </blockquote>
    }
}

fn page_facts(prospect: &Prospect) -> impl IntoView + use<> {
    let PageFacts {
        canonical,
        title: _,
        site_name: _,
        url: _,
        language,
        author,
        published,
        modified,
        kind,
        indexable,
        disclosure,
        outbound,
        backlinks,
        inspected,
        listed_by,
    } = prospect.page.clone();
    let yes_no = |known: bool| t(if known { "yes" } else { "no" });
    let facts = [
        ("fact_site", Some(prospect.site.clone())),
        ("fact_kind", kind.map(words::page_kind)),
        ("fact_language", language),
        ("fact_author", author),
        ("fact_published", published),
        ("fact_modified", modified),
        ("fact_indexable", indexable.map(yes_no)),
        ("fact_disclosure", disclosure),
        ("outbound_links", outbound.map(number)),
        ("fact_backlinks", backlinks.map(number)),
        ("fact_canonical", canonical),
        ("fact_inspected", inspected.map(clock::moment)),
        ("fact_listed_by", listed_by.map(tool_name)),
        ("fact_kept", Some(clock::moment(prospect.kept))),
    ];
    let rows: Vec<_> = facts
        .into_iter()
        .filter(|(name, value)| *name != "fact_listed_by" || value.is_some())
        .map(|(name, value)| {
            let value = value.unwrap_or_else(|| t("state_unknown"));
            view! { <dt>{t(name)}</dt><dd><bdi>{value}</bdi></dd> }
        })
        .collect();
    view! { <dl class="facts">{rows}</dl> }
}

fn log(messages: &[Sent]) -> impl IntoView + use<> {
    let none = messages
        .is_empty()
        .then(|| view! { <p class="quiet">{t("no_messages")}</p> });
    let rows: Vec<_> = messages
        .iter()
        .rev()
        .map(|sent| {
            let to = sent
                .to
                .as_ref()
                .map(|to| view! { " · " <bdi>{to.clone()}</bdi> });
            view! {
                <li data-part="sent">
                    <details>
                        <summary>
                            {clock::moment(sent.at)} " · " {words::way(sent.how)} {to} " · "
                            <bdi>{sent.subject.clone()}</bdi>
                        </summary>
                        <pre>{sent.body.clone()}</pre>
                    </details>
                </li>
            }
        })
        .collect();
    view! {
        {none}
        <ul class="log">{rows}</ul>
    }
}
