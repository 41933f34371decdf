//! Bulk checks: a list of pages goes in; which of them link to the user's sites, name them, or neither
//! comes out, with the sentence and the contact, to be saved as prospects.

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::bulk::{Concern, ForSite, FoundLink};
use linkglance_core::prospect::Sentence;
use web_sys::HtmlInputElement;

use super::drawer::{Drawer, Opened, Tab, fact, text_fact};
use super::list::{Listing, action, copy_lines, list};
use super::table::{Column, Shape, plain, two};
use crate::dashboard::state::bulk::{
    Addresses, BulkResult, BulkRow, MAX_ADDRESSES, by_page, by_result, by_site,
};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::runs::Ask;
use linkglance_browser::api;
use linkglance_browser::checks::Progress;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::prospect::{address, contacts, outside, short};
use linkglance_browser::run::{RunWords, run_line};
use linkglance_browser::store::{Came, Run};
use linkglance_browser::words;

static BULK: Listing<BulkRow> = Listing {
    shape: Shape {
        name: "bulk",
        row: "bulk-row",
        title: "view_bulk",
        columns: &COLUMNS,
        look: |_| "",
        empty: ["bulk_empty", "bulk_empty_hint"],
        digit: None,
    },
    search: "search_bulk",
    actions: &[older, forget],
    above: &[form, line],
    bulk: &[save_picked, copy_picked],
    drawer: Drawer {
        status: |_, opened| (move || opened.get().map(|row| result_chip(&row))).into_any(),
        tabs: &[Tab {
            name: "overview",
            count: |_, _| None,
            body: overview,
        }],
    },
};

static COLUMNS: [Column<BulkRow>; 5] = [
    Column {
        name: "fact_page",
        width: 0,
        numeric: false,
        drop: 0,
        cell: |_, row| two(row.title(), address(&row.url)),
        order: Some(by_page),
        text: &[
            ("fact_page", BulkRow::title),
            ("fact_address", |row| row.url.clone()),
        ],
    },
    Column {
        name: "bulk_result",
        width: 150,
        numeric: false,
        drop: 0,
        cell: |_, row| result_chip(row).into_any(),
        order: Some(by_result),
        text: &[("bulk_result", |row| face(row).2), ("bulk_why", why)],
    },
    Column {
        name: "fact_site",
        width: 130,
        numeric: false,
        drop: 2,
        cell: |_, row| plain(row.site().unwrap_or_default().to_owned()),
        order: Some(by_site),
        text: &[("fact_site", |row| row.site().unwrap_or_default().to_owned())],
    },
    Column {
        name: "bulk_evidence",
        width: 300,
        numeric: false,
        drop: 3,
        cell: evidence,
        order: None,
        text: &[
            ("bulk_sentence", |row| {
                row.sentence().map(Sentence::whole).unwrap_or_default()
            }),
            ("anchor_text", |row| {
                link(row)
                    .map(|link| link.anchor.clone())
                    .unwrap_or_default()
            }),
            ("fact_target", |row| {
                link(row)
                    .and_then(|link| link.target.clone())
                    .unwrap_or_default()
            }),
            ("filter_follow", |row| {
                link(row).map(follow).unwrap_or_default()
            }),
            ("filter_region", |row| {
                link(row)
                    .map(|link| words::region(link.region))
                    .unwrap_or_default()
            }),
        ],
    },
    Column {
        name: "contacts",
        width: 180,
        numeric: false,
        drop: 2,
        cell: |_, row| plain(contact(row)),
        order: None,
        text: &[("contacts", contact)],
    },
];

/// The view.
pub(super) fn bulk(model: Model) -> impl IntoView {
    list(model, &BULK, model.bulk)
}

/// Where the list of addresses goes in.
fn form(model: Model) -> AnyView {
    let pasted = NodeRef::<Textarea>::new();
    let text = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let read = Memo::new(move |_| text.with(|text| Addresses::of(text)));
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            spawn_local(async move {
                match api::read_list(&file).await {
                    Ok(list) => {
                        error.set(String::new());
                        text.set(list);
                    }
                    Err(why) => error.set(t_with("file_not_read", &[&why.to_string()])),
                }
            });
        }
    };
    let count = move || {
        read.with(|read| {
            if text.with(|text| text.trim().is_empty()) {
                return t_with("bulk_most", &[&number(MAX_ADDRESSES)]);
            }
            let found = t_count("bulk_addresses", read.urls.len(), &[]);
            match read.left_out {
                0 => found,
                left_out => format!("{found} {}", t_count("bulk_left_out", left_out, &[])),
            }
        })
    };
    let begin = move |_| {
        model
            .runs
            .ask(Ask::Bulk, read.with_untracked(|read| read.urls.clone()));
    };
    let cannot = move || read.with(|read| read.urls.is_empty()) || model.runs.bulk.is_under_way();
    view! {
        <details class="pad fold" data-part="bulk-form" open=move || model.bulk_runs.with(Vec::is_empty)>
            <summary>{t("bulk_new")}</summary>
            <p class="quiet">{t("bulk_about")}</p>
            <div class="row-of-fields">
                <label>
                    <span class="label">{t("bulk_paste")}</span>
                    <textarea
                        rows="4"
                        class="field url"
                        node_ref=pasted
                        data-part="bulk-paste"
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </label>
                <label class="file">
                    <span class="label">{t("bulk_file")}</span>
                    <input
                        type="file"
                        accept=".csv,.tsv,.txt,text/csv,text/plain"
                        data-part="bulk-file"
                        on:change=choose
                    />
                </label>
            </div>
            <p class="error" role="alert">{move || error.get()}</p>
            <div class="bar">
                <button
                    type="button"
                    class="btn primary"
                    data-part="bulk-begin"
                    prop:disabled=cannot
                    on:click=begin
                >
                    {icon(Icon::Pulse)}
                    {t("bulk_check")}
                </button>
                <span class="quiet" role="status" data-part="bulk-count">{count}</span>
            </div>
        </details>
    }
    .into_any()
}

fn line(model: Model) -> AnyView {
    let says = RunWords {
        done: "pages_done",
        found,
    };
    run_line(model.runs.bulk, says).into_any()
}

/// How many pages link to the user's sites, name them, or could not be read.
fn found(progress: &Progress) -> String {
    let of = |concern: Concern| {
        let rows = progress.rows.iter();
        rows.filter(|row| match &row.came {
            Some(Came::Found(found)) => found.best().is_some_and(|site| site.is == concern),
            _ => false,
        })
        .count()
    };
    let counts = [
        ("found_links", of(Concern::Backlink)),
        ("found_mentions", of(Concern::Mention)),
        ("run_unknown", progress.counts().unknown),
    ];
    let words = counts.into_iter().filter(|(_, count)| *count > 0);
    let words: Vec<String> = words
        .map(|(name, count)| t_count(name, count, &[]))
        .collect();
    words.join(" · ")
}

/// The choice among the bulk checks there are.
fn older(model: Model) -> AnyView {
    let choose = move |event: leptos::ev::Event| {
        model.bulk_run.set(Some(event_target_value(&event)));
    };
    let option = move |run: Run| {
        let id = run.id.clone();
        let is_shown = move || model.bulk_run.with(|shown| shown.as_ref() == Some(&id));
        view! { <option value=run.id.clone() prop:selected=is_shown>{clock::moment(run.made)}</option> }
    };
    let several = move || model.bulk_runs.with(|runs| runs.len() > 1);
    let options = move || {
        let runs = model.bulk_runs.get().into_iter();
        runs.map(option).collect_view()
    };
    view! {
        <Show when=several>
            <select class="field" aria-label=t("bulk_older") data-part="bulk-older" on:change=choose>
                {options}
            </select>
        </Show>
    }
    .into_any()
}

fn forget(model: Model) -> AnyView {
    let any = move || model.bulk_run.with(Option::is_some);
    view! {
        <Show when=any>
            <button
                type="button"
                class="btn"
                data-part="bulk-forget"
                on:click=move |_| model.forget_bulk()
            >
                {t("bulk_forget")}
            </button>
        </Show>
    }
    .into_any()
}

fn save_picked(model: Model) -> AnyView {
    action("bulk-save", "save_as_prospects", Icon::Star, move || {
        let picked = untrack(|| model.bulk.picked());
        let prospects = picked.iter().filter_map(|row| row.prospect().cloned());
        model.save_found(prospects.collect());
    })
}

fn copy_picked(model: Model) -> AnyView {
    action("copy-selected", "copy_addresses", Icon::Copy, move || {
        copy_lines(model, model.bulk, |row| Some(row.url.clone()));
    })
}

/// The state, the icon and the words of what a page is.
fn face(row: &BulkRow) -> (&'static str, Icon, String) {
    match &row.result {
        BulkResult::Waiting => ("neutral", Icon::Circle, t("status_waiting")),
        BulkResult::Nothing => ("neutral", Icon::Circle, t("bulk_nothing")),
        BulkResult::Unknown(_) => ("unknown", Icon::Unknown, t("status_unknown")),
        BulkResult::Concerns(site) => match (&site.link, site.is) {
            (Some(link), Concern::Backlink) => {
                let good = link.followed == Some(true);
                (
                    if good { "good" } else { "warn" },
                    Icon::Link,
                    t("bulk_backlink"),
                )
            }
            _ => ("accent", Icon::Quote, t("bulk_mention")),
        },
    }
}

fn result_chip(row: &BulkRow) -> impl IntoView + use<> {
    let (state, sign, word) = face(row);
    view! {
        <span class="chip" data-part="result" data-result=row.result.name() data-state=state title=why(row)>
            {state_icon(sign)}
            <span class="word">{word}</span>
        </span>
    }
}

/// Why a page is unknown; empty where it is not.
fn why(row: &BulkRow) -> String {
    match &row.result {
        BulkResult::Unknown(because) => words::reason(because),
        _ => String::new(),
    }
}

fn link(row: &BulkRow) -> Option<&FoundLink> {
    match &row.result {
        BulkResult::Concerns(site) => site.link.as_ref(),
        _ => None,
    }
}

fn follow(link: &FoundLink) -> String {
    match link.followed {
        Some(true) => t("followed"),
        Some(false) => t("not_followed"),
        None => t("state_unknown"),
    }
}

/// The first way to reach somebody there.
fn contact(row: &BulkRow) -> String {
    let Some(prospect) = row.prospect() else {
        return String::new();
    };
    let contacts = &prospect.contacts;
    let mail = contacts.emails.first().map(|email| email.address.clone());
    let page = || contacts.pages.first().map(|page| short(&page.url));
    mail.or_else(page).unwrap_or_default()
}

/// The link, or the sentence that names the site.
fn evidence(_: Model, row: &BulkRow) -> AnyView {
    if let Some(link) = link(row) {
        let words = format!("{} · {}", follow(link), words::region(link.region));
        return two(link.anchor.clone(), words);
    }
    match row.sentence() {
        Some(sentence) => quote(sentence).into_any(),
        None => plain(why(row)),
    }
}

fn quote(sentence: &Sentence) -> impl IntoView + use<> {
    view! {
        <bdi class="clamp">
            {sentence.before.clone()} <mark>{sentence.text.clone()}</mark> {sentence.after.clone()}
        </bdi>
    }
}

fn overview(model: Model, opened: Opened<BulkRow>) -> AnyView {
    let facts = move |row: &BulkRow| {
        let because = why(row);
        let because = (!because.is_empty()).then(|| view! { <p class="part">{because}</p> });
        let concern = match &row.result {
            BulkResult::Concerns(site) => Some(of_site(model, site)),
            _ => None,
        };
        view! {
            <dl class="facts part">
                {fact("fact_page", Some(outside(&row.url, short(&row.url)).into_any()))}
                {text_fact("bulk_result", Some(face(row).2))}
            </dl>
            {because}
            {concern}
        }
    };
    (move || opened.get().map(|row| facts(&row))).into_any()
}

fn of_site(model: Model, site: &ForSite) -> impl IntoView + use<> {
    let link = site.link.as_ref().map(|link| {
        let target = link.target.as_ref();
        let target = target.map(|url| outside(url, short(url)).into_any());
        view! {
            <dl class="facts part">
                {fact("fact_target", target)}
                {text_fact("anchor_text", Some(link.anchor.clone()).filter(|text| !text.is_empty()))}
                {text_fact("filter_follow", Some(follow(link)))}
                {text_fact("filter_region", Some(words::region(link.region)))}
            </dl>
        }
    });
    let prospect = site.prospect.as_deref().cloned();
    let more = prospect.map(|prospect| {
        let opportunities = prospect.opportunities.iter();
        let sentences = opportunities.flat_map(|opportunity| &opportunity.sentences);
        let sentences: Vec<_> = sentences
            .map(|sentence| view! { <blockquote class="part">{quote(sentence)}</blockquote> })
            .collect();
        let people = contacts(&prospect.contacts);
        view! {
            {sentences}
            <div class="part">{people}</div>
            <div class="part bar">
                <button
                    type="button"
                    class="btn primary"
                    data-part="bulk-save-one"
                    on:click=move |_| model.save_found(vec![prospect.clone()])
                >
                    {icon(Icon::Star)}
                    {t("save_as_prospect")}
                </button>
            </div>
        }
    });
    view! { {link} {more} }
}
