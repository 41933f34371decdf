//! May AI search cite a page, and may models be trained on it: what its site's robots.txt, its headers and
//! its own markup ask of each crawler that matters.
//!
//! Nothing here says that a page is visible to AI: only what was found that blocks it. What could not be read
//! is unknown.

use html5ever::local_name;

use super::ai_agents::{AGENTS, Agent, GOOGLE_EXTENDED, Purpose};
use super::page_words::PageWords;
use super::response::Response;
use super::robots::RobotsTxt;
use super::source::Source;
use super::usage::{RobotsLines, Use, Wish, in_headers, reservation};
use super::views::TextInSource;
use super::wall;
use crate::document::{Clock, Document, NodeId};
use crate::page::{Directive, Facts, Page, directives};
use crate::reason::{Key, Reason};
use crate::report::Report;
use crate::url::Url;

/// What is known of a page.
#[derive(Clone, PartialEq, Debug)]
pub struct AiAccess {
    /// Each crawler, those for search first.
    pub agents: Vec<AgentAccess>,
    /// What the page and its site ask of all of them.
    pub signals: Vec<Signal>,
}

/// What is known of one crawler.
#[derive(Clone, PartialEq, Debug)]
pub struct AgentAccess {
    /// The crawler.
    pub agent: Agent,
    /// Whether it may read and use the page.
    pub access: Access,
    /// Why.
    pub because: Reason,
    /// What else is to be known of it.
    pub note: Option<Reason>,
}

/// Whether a crawler may read and use a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Nothing was found that keeps it from that.
    Allowed,
    /// robots.txt or the page keeps it from that.
    Blocked,
    /// That could not be determined.
    Unknown,
}

impl Access {
    /// Its name in tests, style sheets and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Blocked => "blocked",
            Self::Unknown => "unknown",
        }
    }
}

/// Something that the page or its site asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signal {
    /// What it does.
    pub effect: Effect,
    /// What it is.
    pub because: Reason,
}

/// What a signal does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Effect {
    /// It keeps the page's text out of snippets and answers.
    Blocks,
    /// It leaves less of it.
    Limits,
    /// It is a wish, which no large crawler documents to obey.
    Asks,
    /// It allows something.
    Allows,
    /// It could not be read.
    Unknown,
}

impl Effect {
    /// Its name in tests and style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::Limits => "limits",
            Self::Asks => "asks",
            Self::Allows => "allows",
            Self::Unknown => "unknown",
        }
    }
}

/// The page in the tab, which scripts may have changed.
#[derive(Clone, Copy, Debug)]
pub struct Tab<'a> {
    /// As it was collected.
    pub page: &'a Page,
    /// What was found in it.
    pub report: &'a Report,
}

impl AiAccess {
    /// Reads what came when the site's robots.txt was asked for (`robots`), and the page's own source or why
    /// there is none.
    pub fn of(
        robots: &Response,
        source: Result<&Source, &Reason>,
        tab: Tab<'_>,
        out_of_time: Clock<'_>,
    ) -> Self {
        let file = File::of(robots);
        let markup = source.ok().map(|source| {
            let page = &source.page;
            let (document, _) = page.markup.read(&page.html, out_of_time);
            Markup::of(&document, page)
        });
        let url = Url::parse(&tab.report.page.url).ok();
        let agents = AGENTS.iter().map(|agent| {
            let own = markup.as_ref().and_then(|markup| markup.of_agent(agent));
            let (access, because) = access(agent, &file, url.as_ref(), own, &tab.report.page);
            let note = (agent.name == GOOGLE_EXTENDED).then(|| Key::AiNotOverviews.into());
            AgentAccess {
                agent: *agent,
                access,
                because,
                note,
            }
        });
        let agents = agents.collect();
        let mut signals = of_page(markup.as_ref(), &tab.report.page);
        match source {
            Ok(source) => signals.extend(of_text(source, tab, out_of_time)),
            Err(reason) => signals.push(Signal {
                effect: Effect::Unknown,
                because: reason.clone(),
            }),
        }
        let mut wishes = markup.map(|markup| markup.wishes).unwrap_or_default();
        if let (Ok(file), Some(url)) = (&file, &url) {
            wishes.extend(file.lines.wishes(url));
        }
        signals.extend(wishes.iter().map(of_wish));
        signals.sort_by_key(|signal| signal.effect);
        Self { agents, signals }
    }

    /// How many crawlers for search have this access, and how many there are.
    pub fn for_search(&self, access: Access) -> (usize, usize) {
        let search = self
            .agents
            .iter()
            .filter(|of| of.agent.purpose == Purpose::Search);
        let all = search.clone().count();
        (search.filter(|of| of.access == access).count(), all)
    }

    /// The answer in a sentence: may AI search cite the page?
    pub fn summary(&self) -> Reason {
        let counted = |key, access| {
            let (count, all) = self.for_search(access);
            (count > 0).then(|| Reason::new(key, [count.to_string(), all.to_string()]))
        };
        let has = |effect| self.signals.iter().any(|signal| signal.effect == effect);
        counted(Key::AiBlocked, Access::Blocked)
            .or_else(|| has(Effect::Blocks).then(|| Key::AiBlockedByPage.into()))
            .or_else(|| counted(Key::AiUnknown, Access::Unknown))
            .or_else(|| has(Effect::Asks).then(|| Key::AiAsked.into()))
            .unwrap_or_else(|| Key::AiNothing.into())
    }
}

/// A robots.txt that was read.
struct File {
    file: RobotsTxt,
    lines: RobotsLines,
}

impl File {
    /// A refusal may be meant for this browser alone, and a server that has no answer now may have one for
    /// crawlers: both leave open what the file says (RFC 9309, 2.3.1, is for whoever crawls).
    fn of(response: &Response) -> Result<Self, Reason> {
        let unknown = || Err(Key::AiRobotsUnknown.into());
        match response {
            Response::Nothing(_) => return unknown(),
            Response::Answer(answer) => {
                let refused = matches!(answer.status, 401 | 403 | 429 | 451 | 500..);
                if refused || wall::by_header(answer) {
                    return unknown();
                }
            }
        }
        let file = RobotsTxt::of(response);
        let lines = match &file {
            RobotsTxt::Says(text) => RobotsLines::of(text),
            _ => RobotsLines::default(),
        };
        Ok(Self { file, lines })
    }

    /// What it says of a page to a crawler.
    fn access(&self, agent: &Agent, url: Option<&Url>) -> (Access, Reason) {
        let allowed = url.is_none_or(|url| self.file.rules_for(agent.name).allow(url));
        let own = self.lines.names(agent.name);
        let key = match (&self.file, allowed, own) {
            (RobotsTxt::Says(_), false, true) => Key::AiDisallowedByName,
            (RobotsTxt::Says(_), false, false) => Key::AiDisallowedAll,
            (RobotsTxt::Says(_), true, true) => Key::AiAllowedByName,
            (RobotsTxt::Says(_), true, false) if self.lines.speaks_to_all() => Key::AiAllowedAll,
            (RobotsTxt::Says(_), true, false) => Key::AiNoRule,
            (RobotsTxt::Everything | RobotsTxt::Nothing, ..) => Key::AiNoFile,
        };
        let access = if allowed {
            Access::Allowed
        } else {
            Access::Blocked
        };
        (access, key.into())
    }
}

/// What the source's markup and headers ask.
struct Markup {
    /// The directives for each of [`AGENTS`], in their order.
    directives: Vec<Vec<Directive>>,
    wishes: Vec<Wish>,
}

impl Markup {
    fn of(document: &Document<'_>, page: &Page) -> Self {
        let headers = page.headers.as_deref();
        let of_agent = |agent: &Agent| directives(document, headers, agent.name);
        let mut wishes = in_headers(headers.unwrap_or_default());
        wishes.extend(reserved(document));
        Self {
            directives: AGENTS.iter().map(of_agent).collect(),
            wishes,
        }
    }

    fn of_agent(&self, agent: &Agent) -> Option<&[Directive]> {
        let at = AGENTS.iter().position(|own| own.name == agent.name)?;
        self.directives.get(at).map(Vec::as_slice)
    }

    /// The words that are for every crawler.
    fn for_all(&self) -> impl Iterator<Item = &str> {
        let all = self.directives.iter().flatten();
        all.filter(|directive| {
            directive
                .speaks_to
                .as_deref()
                .is_none_or(|name| name == "robots")
        })
        .map(|directive| directive.word.as_str())
    }
}

/// `<meta name="tdm-reservation">` (`TDMRep`, "TDM metadata in HTML").
fn reserved(document: &Document<'_>) -> Option<Wish> {
    document
        .subtree(NodeId::ROOT)
        .filter(|&id| document.is(id, &local_name!("meta")))
        .filter(|&id| {
            let name = document.attribute(id, &local_name!("name"));
            name.is_some_and(|name| name.trim().eq_ignore_ascii_case("tdm-reservation"))
        })
        .find_map(|id| reservation(document.attribute(id, &local_name!("content"))?))
}

/// robots.txt goes first, for who may not read a page does not see what it asks.
fn access(
    agent: &Agent,
    file: &Result<File, Reason>,
    url: Option<&Url>,
    markup: Option<&[Directive]>,
    tab: &Facts,
) -> (Access, Reason) {
    let by_file = file.as_ref().map(|file| file.access(agent, url));
    if let Ok((Access::Blocked, because)) = by_file {
        return (Access::Blocked, because);
    }
    if let Some(directive) = barred(agent, markup, tab) {
        let key = if agent.obeys.is_empty() {
            (Access::Unknown, Key::AiUndocumented)
        } else {
            (Access::Blocked, Key::AiBarred)
        };
        return (key.0, Reason::new(key.1, [directive]));
    }
    match by_file {
        Err(reason) => (Access::Unknown, reason.clone()),
        Ok(_) if markup.is_none() && !agent.obeys.is_empty() => {
            (Access::Unknown, Key::AiHeadersUnknown.into())
        }
        Ok(found) => found,
    }
}

/// The directive that asks a crawler to leave the page out. Where it documents none, those that others obey
/// may or may not be obeyed; what is for training is asked by none but its own name.
fn barred(agent: &Agent, markup: Option<&[Directive]>, tab: &Facts) -> Option<String> {
    const USUAL: [&str; 2] = ["noindex", "none"];
    let all = markup.unwrap_or_default();
    let is_allowed = |directive: &Directive| agent.allowed_by.contains(&directive.word.as_str());
    let may_archive = !all.iter().any(is_allowed);
    let mut own = all.iter().filter(|directive| {
        let named = directive
            .speaks_to
            .as_deref()
            .is_some_and(|name| name.eq_ignore_ascii_case(agent.name));
        let word = directive.word.as_str();
        match (agent.obeys.is_empty(), agent.purpose) {
            (false, _) => agent.obeys.contains(&word) && (may_archive || word != "noarchive"),
            (true, Purpose::Search) => USUAL.contains(&word),
            (true, Purpose::Training) => named && USUAL.contains(&word),
        }
    });
    let in_source = own.next().map(|directive| match &directive.speaks_to {
        Some(name) => format!("{name}: {}", directive.word),
        None => format!("X-Robots-Tag: {}", directive.word),
    });
    in_source.or_else(|| {
        let mut by_script = tab.robots.noindex_causes();
        // The tab's causes are Google's and those for all.
        let cause = by_script.find(|cause| {
            cause.value.starts_with("robots:") || agent.name.eq_ignore_ascii_case("googlebot")
        });
        cause
            .filter(|_| agent.runs_scripts)
            .map(|cause| cause.value.clone())
    })
}

/// What the page asks of snippets, in its source or by script.
fn of_page(markup: Option<&Markup>, tab: &Facts) -> Vec<Signal> {
    let mut words: Vec<String> = tab
        .ai
        .because
        .iter()
        .flat_map(Reason::values)
        .cloned()
        .collect();
    for word in markup.into_iter().flat_map(Markup::for_all) {
        if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words.iter().filter_map(|word| of_word(word)).collect()
}

fn of_word(word: &str) -> Option<Signal> {
    let most = word.strip_prefix("max-snippet:");
    let most = most.and_then(|most| most.parse::<u32>().ok());
    let (effect, key) = match (word, most) {
        ("noindex" | "none", _) => (Effect::Blocks, Key::AiNoindex),
        ("nosnippet", _) | (_, Some(0)) => (Effect::Blocks, Key::AiNosnippet),
        (_, Some(_)) => (Effect::Limits, Key::AiMaxSnippet),
        ("noai" | "noimageai", _) => (Effect::Asks, Key::AiNoai),
        _ => return None,
    };
    let value = most
        .filter(|most| *most > 0)
        .map_or_else(|| word.to_owned(), |most| most.to_string());
    Some(Signal {
        effect,
        because: Reason::new(key, [value]),
    })
}

/// How much of the text is kept from snippets, and whether programs that run no scripts see it.
fn of_text(source: &Source, tab: Tab<'_>, out_of_time: Clock<'_>) -> Vec<Signal> {
    let words = PageWords::of(&source.page, true, out_of_time);
    let (kept, all) = (words.kept_from_snippets, words.all);
    let kept = (kept > 0).then(|| Signal {
        effect: if kept == all {
            Effect::Blocks
        } else {
            Effect::Limits
        },
        because: Reason::new(Key::AiDataNosnippet, [kept.to_string(), all.to_string()]),
    });
    let text = TextInSource::of(source, tab.page, tab.report, out_of_time);
    let text = text.and_then(TextInSource::needs_script);
    let text = text.map(|because| Signal {
        effect: Effect::Limits,
        because,
    });
    kept.into_iter().chain(text).collect()
}

fn of_wish(wish: &Wish) -> Signal {
    let (effect, key) = match (wish.allowed, wish.of) {
        (true, _) => (Effect::Allows, Key::AiWishAllows),
        (false, Use::Search) => (Effect::Asks, Key::AiWishSearch),
        (false, Use::Answers) => (Effect::Asks, Key::AiWishAnswers),
        (false, Use::Training) => (Effect::Asks, Key::AiWishTraining),
    };
    Signal {
        effect,
        because: Reason::new(key, [wish.written.clone()]),
    }
}
