//! What there is to do today: figures that lead to their lists, and rows with their next step. What is
//! opened here lies beside the rows, as it does in its own list.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::link::FollowState;
use linkglance_core::profile::WEEK;
use linkglance_core::prospect::{Prospect, Sentence, Status};

use super::agreements::AGREEMENTS;
use super::backlinks::BACKLINKS;
use super::client::report;
use super::drawer::drawer;
use super::head::head;
use super::prospects::PROSPECTS;
use super::table::empty;
use super::watch::{ask_to_watch, standing_chip, watch_line};
use crate::dashboard::state::agreements::Agreed;
use crate::dashboard::state::backlinks::{Backlink, by_first};
use crate::dashboard::state::filter::Chosen;
use crate::dashboard::state::model::{Model, View};
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::sort::Sort;
use crate::dashboard::state::today::{
    FollowUps, agreements_due, follow_ups, is_lost, is_page_gone, mentions, new_links, news,
};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::prospect::{FollowUp, short};
use linkglance_browser::store::{ProspectRow, Subject, Watch, host};
use linkglance_browser::words;

/// So many rows of a group are shown; the others are in its list.
const ROWS: usize = 6;

/// So many days ahead follow-ups are shown, though they are not due.
const AHEAD: u32 = 7;

/// The tab of a message, and that of what looking again has found.
const MESSAGE: &str = "tab_message";
const WATCH: &str = "tab_watch";

/// What is to be done, of the site that is chosen.
#[derive(Clone, Copy)]
struct Day {
    model: Model,
    follow_ups: Memo<Arc<FollowUps>>,
    mentions: Memo<Vec<Arc<ProspectRow>>>,
    agreements: Memo<Vec<Arc<Agreed>>>,
    news: Memo<Vec<Arc<Watch>>>,
    new: Memo<Vec<Arc<Backlink>>>,
    /// The prospects that are shown, as far as they were read.
    read: RwSignal<BTreeMap<String, Arc<Prospect>>>,
}

impl Day {
    fn of(model: Model) -> Self {
        let today = Memo::new(move |_| {
            model.prospects.all.track();
            clock::today()
        });
        Self {
            model,
            follow_ups: Memo::new(move |_| {
                let soon = clock::day_in(AHEAD);
                let rows = model.prospects.all.get();
                Arc::new(follow_ups(&rows, &today.get(), &soon))
            }),
            mentions: Memo::new(move |_| model.prospects.all.with(|rows| mentions(rows))),
            agreements: Memo::new(move |_| {
                let rows = model.agreements.all.get();
                agreements_due(&rows, &today.get())
            }),
            news: Memo::new(move |_| {
                let site = model.site.get();
                model.watches.with(|watches| news(watches, site.as_deref()))
            }),
            new: Memo::new(move |_| {
                let rows = model.backlinks.all.get();
                new_links(&rows, clock::millis())
            }),
            read: RwSignal::default(),
        }
    }

    /// Whether there is nothing to say, as far as everything was read.
    fn is_empty(self) -> bool {
        let model = self.model;
        model.prospects.ready.get()
            && model.prospects.all.with(|rows| rows.is_empty())
            && model.agreements.ready.get()
            && model.agreements.all.with(|rows| rows.is_empty())
            && model.backlinks.ready.get()
            && model.backlinks.all.with(|rows| rows.is_empty())
    }

    /// Whether there is nothing to do, as far as is known.
    fn is_done(self) -> bool {
        self.follow_ups.with(|all| all.rows.is_empty())
            && self.mentions.with(Vec::is_empty)
            && self.agreements.with(Vec::is_empty)
            && self.news.with(Vec::is_empty)
            && self.new.with(Vec::is_empty)
    }

    /// Reads the prospects that are shown, again whenever one of them has changed.
    fn follow(self) {
        let ids = Memo::new(move |_| {
            let due = self.follow_ups.get();
            let due = due.rows.iter().take(ROWS).cloned();
            let open = self.mentions.get().into_iter().take(ROWS);
            let all = due.chain(open).map(|row| (row.id.clone(), row.updated));
            all.collect::<BTreeSet<_>>()
        });
        Effect::new(move || {
            let Some(store) = self.model.store() else {
                return;
            };
            let ids = ids.get();
            spawn_local(async move {
                for (id, _) in ids {
                    match store.prospect(&id).await {
                        Ok(Some(found)) => {
                            let _ = self.read.try_update(|all| all.insert(id, Arc::new(found)));
                        }
                        Ok(None) => {}
                        Err(error) => return self.model.fail(&error),
                    }
                }
            });
        });
    }

    fn prospect(self, id: &str) -> Option<Arc<Prospect>> {
        self.read.with(|all| all.get(id).cloned())
    }
}

/// The view.
pub(super) fn today(model: Model) -> impl IntoView {
    let day = Day::of(model);
    day.follow();
    let opened = move || {
        model.prospects.opened.with(Option::is_some)
            || model.backlinks.opened.with(Option::is_some)
            || model.agreements.opened.with(Option::is_some)
    };
    close_all(model);
    view! {
        <div class="work" class:split=opened>
            <section class="list" aria-label=t("view_today")>
                {head("view_today", || Some(clock::this_day()), report(model))}
                {watch_line(model)}
                <div class="view-body">
                    {move || {
                        if day.is_empty() {
                            empty("today", &t("today_nothing"), &t("today_nothing_hint")).into_any()
                        } else {
                            whole(day).into_any()
                        }
                    }}
                </div>
            </section>
            {drawer(model, &PROSPECTS.drawer, model.prospects)}
            {drawer(model, &BACKLINKS.drawer, model.backlinks)}
            {drawer(model, &AGREEMENTS.drawer, model.agreements)}
        </div>
    }
}

fn whole(day: Day) -> impl IntoView {
    view! {
        {figures(day)}
        {move || day.is_done().then(|| empty("done", &t("today_done"), &t("today_done_hint")))}
        <div class="cols">
            <div>{to_come_back_to(day)} {to_check(day)}</div>
            <div>{gone(day)} {come(day)} {unlinked(day)}</div>
        </div>
    }
}

/// One record at a time is open beside the rows.
fn close_all(model: Model) {
    model.prospects.close();
    model.backlinks.close();
    model.agreements.close();
}

/// A preset and nothing else.
fn only(preset: &'static str) -> Chosen {
    Chosen {
        preset: Some(preset),
        ..Chosen::default()
    }
}

/// The five figures.
fn figures(day: Day) -> impl IntoView {
    let model = day.model;
    let due = move || day.follow_ups.with(|all| (all.due, all.overdue));
    let overdue = move || {
        let (_, overdue) = due();
        (overdue > 0).then(|| ("due", t_count("today_overdue", overdue, &[])))
    };
    let lost = move || {
        let of = |is: fn(&Watch) -> bool| {
            day.news
                .with(|all| all.iter().filter(|watch| is(watch)).count())
        };
        (of(is_lost), of(is_page_gone))
    };
    let gone = move || {
        let (_, gone) = lost();
        (gone > 0).then(|| ("lost", t_count("today_pages_gone", gone, &[])))
    };
    let followed = move || {
        let count = day.new.with(|all| {
            let followed = all.iter().filter(|row| row.state == FollowState::Followed);
            followed.count()
        });
        (count > 0).then(|| ("followed", t_count("today_followed", count, &[])))
    };
    let links = move || {
        let newest = move || {
            model
                .newest
                .with(|newest| newest.as_ref().map(|some| some.since))
        };
        let week = clock::millis().saturating_sub(WEEK);
        let known = model.backlinks.ready.get() || newest().is_some_and(|since| since <= week);
        known.then(|| day.new.with(Vec::len))
    };
    view! {
        <section class="figures" aria-label=t("today_figures")>
            {figure("today_due", move || Some(due().0), overdue, move || {
                model.prospects.chosen.set(only("follow_up_due"));
                View::Prospects.go();
            })}
            {figure("today_agreements", move || Some(day.agreements.with(Vec::len)), || None, move || {
                model.agreements.chosen.set(only("agreement_due"));
                View::Agreements.go();
            })}
            {figure("today_mentions", move || Some(day.mentions.with(Vec::len)), || None, move || all_mentions(model))}
            {figure("today_new", links, followed, move || all_new(model))}
            {figure("today_lost", move || Some(lost().0), gone, move || all_lost(model))}
        </section>
    }
}

/// A figure that leads to its list; `count` is `None` while it is not known.
fn figure(
    name: &'static str,
    count: impl Fn() -> Option<usize> + Copy + Send + 'static,
    more: impl Fn() -> Option<(&'static str, String)> + Send + 'static,
    show: impl Fn() + 'static,
) -> impl IntoView {
    let shown = move || count().map_or_else(|| "…".to_owned(), number);
    let label = move || t_count(name, count().unwrap_or_default(), &[]);
    let more = move || {
        more().map(
            |(state, words)| view! { <span class="meta ink-s" data-state=state>{words}</span> },
        )
    };
    view! {
        <button type="button" class="figure" data-part="figure" data-figure=name on:click=move |_| show()>
            <b>{shown}</b>
            <span>{label}</span>
            {more}
        </button>
    }
}

fn all_mentions(model: Model) {
    model.prospects.chosen.set(Chosen {
        values: vec![
            ("fact_status", "new".to_owned()),
            ("fact_opportunity", "unlinked_mention".to_owned()),
        ],
        ..Chosen::default()
    });
    View::Prospects.go();
}

fn all_new(model: Model) {
    model.backlinks.chosen.set(Chosen::default());
    model.backlinks.sort.set(Sort {
        by: "fact_first_seen",
        order: by_first,
        descending: true,
    });
    View::Backlinks.go();
}

fn all_lost(model: Model) {
    model.backlinks.chosen.set(only("links_lost"));
    View::Backlinks.go();
}

/// A group of rows with its name, how many there are, and the way to all of them; nothing where there
/// are none.
fn group(
    name: &'static str,
    count: impl Fn() -> usize + Copy + Send + Sync + 'static,
    all: impl Fn() -> AnyView + Send + 'static,
    rows: impl Fn() -> Vec<AnyView> + Send + 'static,
) -> impl IntoView {
    move || {
        let rows = rows();
        (!rows.is_empty()).then(|| {
            view! {
                <section data-part="group" data-group=name>
                    <h2 class="section-head">
                        {t(name)}
                        <span class="count">{move || number(count())}</span>
                        <span class="push">{all()}</span>
                    </h2>
                    <ul>{rows}</ul>
                </section>
            }
        })
    }
}

/// The button in a group's head.
fn more(part: &'static str, word: String, press: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="btn ghost" data-part=part on:click=move |_| press()>
            {word}
        </button>
    }
    .into_any()
}

/// What a row is made of.
struct Todo {
    id: String,
    /// What stands before its two lines.
    sign: AnyView,
    title: String,
    under: AnyView,
    /// What stands behind them.
    when: AnyView,
}

/// A row with its next step. A press on its lines opens it, too.
fn todo(row: Todo, open: impl Fn() + 'static, step: impl IntoView + 'static) -> AnyView {
    view! {
        <li class="todo" data-part="todo" data-id=row.id>
            {row.sign}
            <button type="button" class="title" on:click=move |_| open()>
                <span class="two">
                    <span><bdi>{row.title}</bdi></span>
                    <span>{row.under}</span>
                </span>
            </button>
            {row.when}
            {step}
        </li>
    }
    .into_any()
}

/// The button of a row's next step.
fn step(name: &'static str, sign: Icon, press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="btn" data-part="step" data-step=name on:click=move |_| press()>
            {icon(sign)}
            {t(name)}
        </button>
    }
}

/// The prospects to come back to.
fn to_come_back_to(day: Day) -> impl IntoView {
    let model = day.model;
    let count = move || day.follow_ups.with(|all| all.due);
    let all = move || {
        more("all-follow-ups", t("today_all"), move || {
            model.prospects.chosen.set(only("follow_up_due"));
            View::Prospects.go();
        })
    };
    group("today_follow_ups", count, all, move || {
        let all = day.follow_ups.get();
        let rows = all.rows.iter().take(ROWS);
        rows.map(|row| follow_up(day, row)).collect()
    })
}

fn follow_up(day: Day, row: &ProspectRow) -> AnyView {
    let prospect = day.prospect(&row.id);
    let due = FollowUp::of(&row.follow_up, row.status);
    let when = due.map(|FollowUp { due, words }| {
        view! { <span class="when" class:due=due data-state=due.then_some("due")>{words}</span> }
    });
    let (id, title) = (row.id.clone(), row.title());
    let todo_row = Todo {
        id: id.clone(),
        sign: letter(&row.host),
        title,
        under: under(row, prospect.as_deref()).into_any(),
        when: when.into_any(),
    };
    let no_contact = prospect.is_some_and(|found| found.contacts.emails.is_empty());
    let (name, sign, tab) = match row.status {
        Status::Answered => ("today_reply", Icon::Reply, MESSAGE),
        _ if no_contact => ("today_contact", Icon::People, "overview"),
        _ => ("today_write", Icon::Mail, MESSAGE),
    };
    let (model, at) = (day.model, id.clone());
    todo(
        todo_row,
        move || open_prospect(model, &id, "overview"),
        step(name, sign, move || open_prospect(model, &at, tab)),
    )
}

/// The host, whoever is written to, and the last message.
fn under(row: &ProspectRow, prospect: Option<&Prospect>) -> impl IntoView + use<> {
    let person = prospect.and_then(|found| {
        let person = found
            .contacts
            .people
            .first()
            .map(|person| person.name.clone());
        person.or_else(|| {
            found
                .contacts
                .emails
                .first()
                .map(|email| email.address.clone())
        })
    });
    let person = person.or_else(|| Some(row.author.clone()).filter(|author| !author.is_empty()));
    let sent = prospect.and_then(|found| found.messages.iter().map(|sent| sent.at).max());
    let sent = sent.map(|at| t_with("today_sent", &[&clock::brief_moment(at)]));
    let parts = std::iter::once(row.host.clone()).chain(person).chain(sent);
    view! { <bdi>{parts.collect::<Vec<_>>().join(" · ")}</bdi> }
}

fn open_prospect(model: Model, id: &str, tab: &'static str) {
    close_all(model);
    model.prospects.tab.set(tab);
    model.prospects.show(id);
}

/// The agreements whose pages are to be looked at again.
fn to_check(day: Day) -> impl IntoView {
    let model = day.model;
    let count = move || day.agreements.with(Vec::len);
    let all = move || {
        more(
            "check-due",
            t_count("today_check", count(), &[]),
            move || {
                let now = clock::millis();
                let due = day.agreements.get_untracked();
                ask_to_watch(
                    model,
                    due.iter().filter_map(|row| row.to_watch(now)).collect(),
                );
            },
        )
    };
    group("today_agreements_due", count, all, move || {
        let all = day.agreements.get();
        all.iter()
            .take(ROWS)
            .map(|row| agreement(model, row))
            .collect()
    })
}

fn agreement(model: Model, row: &Arc<Agreed>) -> AnyView {
    let at = row.looked();
    let when = at.map_or_else(
        || t("watch_none"),
        |at| t_with("today_looked", &[&clock::brief_moment(at)]),
    );
    let todo_row = Todo {
        id: row.kept.id.clone(),
        sign: state_icon(Icon::Agreement).into_any(),
        title: row.title(),
        under: view! { <bdi>{row.kept.site.clone()}</bdi> }.into_any(),
        when: view! { <span class="when">{when}</span> }.into_any(),
    };
    let (id, row) = (row.kept.id.clone(), Arc::clone(row));
    let open = move || open_agreement(model, &id, "overview");
    todo(
        todo_row,
        open,
        step("check_now", Icon::Pulse, move || {
            ask_to_watch(model, row.to_watch(clock::millis()).into_iter().collect());
        }),
    )
}

fn open_agreement(model: Model, id: &str, tab: &'static str) {
    close_all(model);
    model.agreements.tab.set(tab);
    model.agreements.show(id);
}

/// What was lost or changed since the lists were looked at.
fn gone(day: Day) -> impl IntoView {
    let model = day.model;
    let all = move || more("all-lost", t("today_all"), move || all_lost(model));
    group(
        "today_news",
        move || day.news.with(Vec::len),
        all,
        move || {
            let all = day.news.get();
            all.iter()
                .take(ROWS)
                .map(|watch| news_row(model, watch))
                .collect()
        },
    )
}

fn news_row(model: Model, watch: &Arc<Watch>) -> AnyView {
    let why = watch.state.as_ref();
    let why = why
        .map(|state| words::reason(&state.because))
        .unwrap_or_default();
    let chip = standing_chip(Some(watch)).into_any();
    let todo_row = Todo {
        id: watch.id.clone(),
        sign: chip,
        title: host(&watch.page),
        under: view! { {why} }.into_any(),
        when: ().into_any(),
    };
    let subject = watch.subject.clone();
    let show = move || match &subject {
        Subject::Agreement(id) => open_agreement(model, id, WATCH),
        Subject::Backlink(id) => {
            close_all(model);
            model.backlinks.tab.set(WATCH);
            model.backlinks.show(id);
        }
        Subject::Prospect(id) => open_prospect(model, id, "overview"),
    };
    todo(todo_row, show.clone(), step("details", Icon::Info, show))
}

/// The backlinks that were first known in the last seven days.
fn come(day: Day) -> impl IntoView {
    let model = day.model;
    let all = move || more("all-new", t("today_all"), move || all_new(model));
    group(
        "today_new_links",
        move || day.new.with(Vec::len),
        all,
        move || {
            let all = day.new.get();
            all.iter()
                .take(ROWS)
                .map(|row| new_row(model, row))
                .collect()
        },
    )
}

fn new_row(model: Model, row: &Backlink) -> AnyView {
    let anchor = row.known.anchor.clone().filter(|text| !text.is_empty());
    let target = row.known.target.as_deref().map(short);
    let target = target.map(|target| view! { <bdi class="url">{target}</bdi> });
    let todo_row = Todo {
        id: row.known.id.clone(),
        sign: view! {
            <span class="state" data-state=row.state.name() title=words::follow_word(row.state)>
                {state_icon(words::follow_icon(row.state))}
                <span class="sr">{words::follow_word(row.state)}</span>
            </span>
        }
        .into_any(),
        title: row.domain.to_string(),
        under: view! {
            <bdi>{anchor}</bdi>
            " → "
            {target}
        }
        .into_any(),
        when: view! { <span class="when">{clock::brief_moment(row.known.first)}</span> }.into_any(),
    };
    let id = row.known.id.clone();
    let show = move || {
        close_all(model);
        model.backlinks.tab.set("overview");
        model.backlinks.show(&id);
    };
    todo(todo_row, show.clone(), step("details", Icon::Info, show))
}

/// The saved pages that name a site without a link to it.
fn unlinked(day: Day) -> impl IntoView {
    let model = day.model;
    let all = move || more("all-mentions", t("today_all"), move || all_mentions(model));
    group(
        "today_unlinked",
        move || day.mentions.with(Vec::len),
        all,
        move || {
            let all = day.mentions.get();
            all.iter().take(ROWS).map(|row| mention(day, row)).collect()
        },
    )
}

fn mention(day: Day, row: &ProspectRow) -> AnyView {
    let prospect = day.prospect(&row.id);
    let sentence = prospect.and_then(|found| {
        let mut all = found.opportunities.iter();
        all.find_map(|one| one.sentences.first().cloned())
    });
    let under = match sentence {
        Some(Sentence {
            before,
            text,
            after,
            ..
        }) => view! {
            <bdi>{tail(&before)} <mark>{text}</mark> {after}</bdi>
        }
        .into_any(),
        None => view! { <bdi>{row.host.clone()}</bdi> }.into_any(),
    };
    let todo_row = Todo {
        id: row.id.clone(),
        sign: letter(&row.host),
        title: row.title(),
        under,
        when: ().into_any(),
    };
    let (model, id, at) = (day.model, row.id.clone(), row.id.clone());
    todo(
        todo_row,
        move || open_prospect(model, &id, "overview"),
        step("today_write", Icon::Mail, move || {
            open_prospect(model, &at, MESSAGE);
        }),
    )
}

/// The last words before a name, so that the name is in sight in one line.
fn tail(before: &str) -> String {
    /// In characters.
    const MOST: usize = 36;
    let count = before.chars().count();
    if count <= MOST {
        return before.to_owned();
    }
    let rest: String = before.chars().skip(count - MOST).collect();
    match rest.split_once(' ') {
        Some((_, words)) => format!("… {words}"),
        None => format!("…{rest}"),
    }
}

/// A host's first letter.
fn letter(host: &str) -> AnyView {
    let first: String = host.chars().take(1).flat_map(char::to_uppercase).collect();
    view! { <span class="tile" aria-hidden="true">{first}</span> }.into_any()
}
