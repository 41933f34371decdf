//! What is marked on the page, and the line to the page's script that marks it.
//!
//! The line is open as long as the panel shows a report of the page in front of the user. The
//! marks live and die with it: a panel that is closed leaves no mark behind.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::Report;
use linkglance_core::link::{Relation, relation};
use linkglance_core::page::HiddenBecause;
use linkglance_core::report::{Link, LinkState};
use linkglance_core::url::Url;
use serde::{Deserialize, Serialize};
use wasm_split_helpers::wasm_split;

use super::filter::{Filter, searched};
use super::later::Later;
use super::look::{self, Look, Mark, Rule};
use super::session::Session;
use super::spot::Spot;
use linkglance_browser::api::Port;
use linkglance_browser::settings::Colours;

/// What the user wants to see marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mode {
    Off,
    All,
    Mine,
    Filtered,
}

impl Mode {
    pub(crate) const ALL: [Self; 4] = [Self::Off, Self::All, Self::Mine, Self::Filtered];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::All => "all",
            Self::Mine => "mine",
            Self::Filtered => "filtered",
        }
    }
}

/// How the last request to the page went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// So many are marked; so many were no longer there, and so many are other links now.
    Marked {
        marked: usize,
        gone: usize,
        changed: usize,
    },
    /// What was asked for is no longer on the page.
    Gone,
    /// It is on the page and no longer what the report says.
    Changed,
    /// It is there and has no place on the screen just now.
    Unseen,
}

/// New links of the page that the report does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Late {
    pub(crate) links: usize,
    /// Why the page's script no longer looks; there may be more then.
    pub(crate) stopped: Option<Stopped>,
}

/// Why the page's script no longer looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stopped {
    /// The page keeps changing.
    Changes,
    /// Looking took too much of the page's time.
    Time,
}

/// What the page's script reports.
#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Told {
    Shown {
        marked: usize,
        gone: Vec<Spot>,
        changed: Vec<Spot>,
    },
    Over {
        spot: Option<Spot>,
    },
    Chosen {
        spot: Spot,
    },
    Arrived,
    Gone,
    Differs,
    Unseen,
    Late {
        urls: Vec<String>,
        stopped: Option<Stopped>,
    },
    /// Links that have become others: of the report, and where others lead now.
    Changed {
        spots: Vec<Spot>,
        urls: Vec<String>,
    },
    Moved {
        url: String,
    },
}

/// What the page's script is asked.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Ask<'a> {
    Know {
        links: Vec<LinkPlace<'a>>,
        mentions: Vec<MentionPlace<'a>>,
        lit: Look,
        /// How marked words look.
        rules: Vec<Rule>,
    },
    Show {
        marks: Vec<Marked>,
    },
    Light {
        spot: Option<Spot>,
    },
    Go {
        spot: Spot,
    },
}

#[derive(Serialize)]
struct LinkPlace<'a> {
    spot: Spot,
    frame: Option<usize>,
    href: &'a str,
    nth: u32,
}

#[derive(Serialize)]
struct MentionPlace<'a> {
    spot: Spot,
    frame: Option<usize>,
    site: &'a str,
    text: &'a str,
    before: &'a str,
    after: &'a str,
}

#[derive(Serialize)]
struct Marked {
    spot: Spot,
    look: Look,
}

/// An open line.
struct Line {
    port: Port,
    session: Arc<Session>,
}

/// The panel's side of the marks. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct OnPage {
    /// What is to be marked.
    pub(crate) mode: RwSignal<Mode>,
    /// Marks that the legend has switched off.
    pub(crate) without: RwSignal<Vec<Mark>>,
    /// Which of the marks was gone to last, from 0.
    pub(crate) at: RwSignal<Option<usize>>,
    /// How the page answered.
    pub(crate) answer: RwSignal<Option<Answer>>,
    /// Links that came after the report.
    pub(crate) late: RwSignal<Option<Late>>,
    /// How many links have become others since the report.
    pub(crate) changed: RwSignal<usize>,
    /// What the user points at on the page.
    pub(crate) over: RwSignal<Option<Spot>>,
    /// What the user has clicked on the page.
    pub(crate) chosen: RwSignal<Option<Spot>>,
    /// The page has this address now.
    pub(crate) moved: RwSignal<Option<(i32, String)>>,
    /// The page of this tab has ended the line.
    pub(crate) ended: RwSignal<Option<i32>>,
    /// The colours of the marks, as the settings have them.
    pub(crate) colours: RwSignal<Colours>,
    /// The number of the open line; `None` where there is none.
    opened: RwSignal<Option<u32>>,
    /// The number of the line that was wanted last, or of the wish for none.
    lines: StoredValue<u32>,
    line: StoredValue<Option<Line>, LocalStorage>,
    /// Begins the names of our highlights, so that no page can guess them.
    token: StoredValue<String>,
}

impl OnPage {
    /// No marks.
    pub(crate) fn new() -> Self {
        Self {
            mode: RwSignal::new(Mode::Off),
            without: RwSignal::new(Vec::new()),
            at: RwSignal::new(None),
            answer: RwSignal::new(None),
            late: RwSignal::new(None),
            changed: RwSignal::new(0),
            over: RwSignal::new(None),
            chosen: RwSignal::new(None),
            moved: RwSignal::new(None),
            ended: RwSignal::new(None),
            colours: RwSignal::new(Colours::default()),
            opened: RwSignal::new(None),
            lines: StoredValue::new(0),
            line: StoredValue::new_local(None),
            token: StoredValue::new(token()),
        }
    }

    /// Marks what is wanted from now on; `filter` is what [`Mode::Filtered`] goes by.
    pub(crate) fn follow(self, filter: RwSignal<Filter>) {
        Effect::new(move |_| {
            let mode = self.mode.get();
            // A mark on what has become another link goes.
            self.changed.track();
            self.without.track();
            self.at.set(None);
            if self.opened.get().is_some() {
                filter.with(|filter| self.mark(mode, filter));
            }
        });
    }

    /// Other colours are other rules for the page: it is sent everything again.
    pub(crate) fn recolour(self, colours: Colours) {
        if self.colours.with_untracked(|known| *known == colours) {
            return;
        }
        self.colours.set(colours);
        let session = self
            .line
            .with_value(|line| line.as_ref().map(|line| Arc::clone(&line.session)));
        if let Some(session) = session {
            self.attach(&session);
        }
    }

    /// Whether there is a page to mark.
    pub(crate) fn is_open(self) -> bool {
        self.opened.with(Option::is_some)
    }

    /// Turns to the page of a report, once what does so was loaded.
    pub(crate) fn attach(self, session: &Arc<Session>) {
        self.detach();
        let number = self.lines.get_value();
        let session = Arc::clone(session);
        spawn_local(async move {
            // Without it nothing is marked.
            let _ = open(self, number, session).await;
        });
    }

    /// Opens the line of this number, if none was wanted since.
    fn open(self, number: u32, session: &Arc<Session>) {
        if self.lines.get_value() != number {
            return;
        }
        let port = Port::open(session.tab, "page", move |told| self.hear(number, told));
        let Ok(port) = port else { return };
        let token = self.token.get_value();
        let colours = self.colours.get_untracked();
        port.send(&know(&session.report, &token, &colours));
        let line = Line {
            port,
            session: Arc::clone(session),
        };
        self.line.set_value(Some(line));
        self.opened.set(Some(number));
    }

    /// Turns away from the page: everything vanishes there.
    pub(crate) fn detach(self) {
        self.lines
            .update_value(|lines| *lines = lines.wrapping_add(1));
        self.line.set_value(None);
        self.opened.set(None);
        self.answer.set(None);
        self.late.set(None);
        self.changed.set(0);
        self.over.set(None);
    }

    /// Lights one place on the page, or none.
    pub(crate) fn light(self, spot: Option<Spot>) {
        self.send(&Ask::Light { spot });
    }

    /// Scrolls to a place of the page and flashes it.
    pub(crate) fn go(self, spot: Spot) {
        self.send(&Ask::Go { spot });
    }

    fn send(self, ask: &Ask<'_>) {
        self.line.with_value(|line| {
            if let Some(line) = line {
                line.port.send(ask);
            }
        });
    }

    fn mark(self, mode: Mode, filter: &Filter) {
        let token = self.token.get_value();
        let colours = self.colours.get_untracked();
        let marks = self.line.with_value(|line| {
            let report = line.as_ref().map(|line| &line.session.report);
            report.map(|report| {
                self.shown(wanted(report, mode, filter))
                    .map(|(spot, mark)| Marked {
                        spot,
                        look: mark.look(&token, &colours),
                    })
                    .collect()
            })
        });
        if let Some(marks) = marks {
            self.send(&Ask::Show { marks });
        }
    }

    /// Of some marks those that the legend has not switched off.
    pub(crate) fn shown(self, marks: Vec<(Spot, Mark)>) -> impl Iterator<Item = (Spot, Mark)> {
        let without = self.without.get_untracked();
        let is_on = move |(_, mark): &(Spot, Mark)| !without.contains(mark);
        marks.into_iter().filter(is_on)
    }

    /// Goes to the mark after or before the last one.
    pub(crate) fn step(self, filter: &Filter, forward: bool) {
        let mode = self.mode.get_untracked();
        let marks = self.line.with_value(|line| {
            line.as_ref()
                .map(|line| wanted(&line.session.report, mode, filter))
        });
        let marks: Vec<(Spot, Mark)> = self.shown(marks.unwrap_or_default()).collect();
        let Some(last) = marks.len().checked_sub(1) else {
            return;
        };
        let to = match (self.at.get_untracked(), forward) {
            (Some(at), true) if at < last => at + 1,
            (_, true) => 0,
            (None | Some(0), false) => last,
            (Some(at), false) => at - 1,
        };
        self.at.set(Some(to));
        if let Some((spot, _)) = marks.get(to) {
            self.go(*spot);
        }
    }

    fn hear(self, number: u32, told: Option<Told>) {
        if self.opened.get_untracked() != Some(number) {
            return;
        }
        match told {
            None => {
                let tab = self.tab();
                self.detach();
                self.ended.set(tab);
            }
            Some(Told::Shown {
                marked,
                gone,
                changed,
            }) => {
                let off = self.mode.get_untracked() == Mode::Off;
                self.answer.set((!off).then_some(Answer::Marked {
                    marked,
                    gone: gone.len(),
                    changed: changed.len(),
                }));
            }
            Some(Told::Over { spot }) => self.over.set(spot),
            Some(Told::Chosen { spot }) => self.chosen.set(Some(spot)),
            Some(Told::Arrived) => self.answer.update(|answer| {
                if matches!(
                    answer,
                    Some(Answer::Gone | Answer::Changed | Answer::Unseen)
                ) {
                    *answer = None;
                }
            }),
            Some(Told::Gone) => self.answer.set(Some(Answer::Gone)),
            Some(Told::Differs) => self.answer.set(Some(Answer::Changed)),
            Some(Told::Unseen) => self.answer.set(Some(Answer::Unseen)),
            Some(Told::Late { urls, stopped }) => {
                let links = self.outbound(&urls);
                let late = Late { links, stopped };
                self.late
                    .set((links > 0 || stopped.is_some()).then_some(late));
            }
            Some(Told::Changed { spots, urls }) => {
                self.changed.set(spots.len() + self.outbound(&urls));
            }
            Some(Told::Moved { url }) => {
                self.moved.set(self.tab().map(|tab| (tab, url)));
            }
        }
    }

    /// The tab of the open line.
    fn tab(self) -> Option<i32> {
        self.line
            .with_value(|line| line.as_ref().map(|line| line.session.tab))
    }

    /// How many of these addresses lead out of the site of the report's page.
    fn outbound(self, urls: &[String]) -> usize {
        self.line.with_value(|line| {
            let page = line
                .as_ref()
                .map(|line| line.session.report.page.url.as_str());
            page.and_then(|page| Url::parse(page).ok())
                .map_or(0, |page| outbound(&page, urls))
        })
    }
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "what can fail is to load it, and the macro asks for a type to say so in"
)]
#[wasm_split(later, fallible)]
fn open(on_page: OnPage, number: u32, session: Arc<Session>) -> Later<()> {
    on_page.open(number, &session);
    Ok(())
}

/// How many of these addresses lead out of the page's site.
fn outbound(page: &Url, urls: &[String]) -> usize {
    urls.iter()
        .filter_map(|url| Url::parse(url).ok())
        .filter(|url| relation(page, url) == Relation::Outbound)
        .count()
}

/// What is sent to a page that is new to us.
fn know<'a>(report: &'a Report, token: &str, colours: &Colours) -> Ask<'a> {
    let links = report.outbound().map(|link| LinkPlace {
        spot: Spot::Link(link.index),
        frame: link.frame,
        href: &link.href,
        nth: link.nth,
    });
    let mentions = report
        .mentions
        .iter()
        .enumerate()
        .map(|(index, mention)| MentionPlace {
            spot: Spot::Mention(index),
            frame: mention.frame,
            site: &mention.site,
            text: &mention.text,
            before: &mention.before,
            after: &mention.after,
        });
    Ask::Know {
        links: links.collect(),
        mentions: mentions.collect(),
        lit: look::lit(token),
        rules: look::rules(token, colours),
    }
}

/// What is marked, and how. What can't be seen is left out.
pub(crate) fn wanted(report: &Report, mode: Mode, filter: &Filter) -> Vec<(Spot, Mark)> {
    let mine: HashSet<usize> = report.backlinks.iter().map(|found| found.link).collect();
    let links: Vec<&Link> = match mode {
        Mode::Off => Vec::new(),
        Mode::All => report.outbound().collect(),
        Mode::Mine => report
            .outbound()
            .filter(|link| mine.contains(&link.index))
            .collect(),
        Mode::Filtered => {
            let words = filter.words();
            let shown = report
                .outbound()
                .filter(|link| filter.chips_let_through(link) && words.are_in(&searched(link)));
            shown.collect()
        }
    };
    let links = links
        .into_iter()
        .filter(|link| why_unseen(link).is_none())
        .map(|link| {
            let mark = Mark::of_link(link, mine.contains(&link.index));
            (Spot::Link(link.index), mark)
        });
    let names = matches!(mode, Mode::All | Mode::Mine);
    let mentions = report
        .mentions
        .iter()
        .enumerate()
        // A name in a link of one's own is marked by the link.
        .filter(|(_, mention)| names && !mention.hidden && mention.link != LinkState::Own)
        .map(|(index, mention)| (Spot::Mention(index), Mark::of_mention(mention)));
    links.chain(mentions).collect()
}

/// Why a link can't be shown on the page; `None` if it can, or could be made to be seen by opening
/// what it is in.
pub(crate) fn why_unseen(link: &Link) -> Option<HiddenBecause> {
    let why = link.layout.as_ref().and_then(|layout| layout.hidden);
    why.filter(|why| *why != HiddenBecause::Collapsed)
}

/// A name that a page can't guess: a letter and digits, as rules.js wants it.
fn token() -> String {
    let random = js_sys::Math::random().to_string();
    let digits = random.chars().filter(char::is_ascii_digit);
    format!("m{}", digits.collect::<String>())
}
