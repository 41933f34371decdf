//! The panel's state and what changes it: clicks, tabs, pages that move on, profiles.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::{Page, Report, Site};
use serde::Deserialize;

use super::filter::Filter;
use super::obstacle::Obstacle;
use crate::browser::{self, BrowserError, Tab};
use crate::i18n::{t, t_with};
use crate::{inspect_in_time, storage};

/// Reports kept for tabs a person may return to.
const MAX_SESSIONS: usize = 20;

/// A page that was collected, and its report.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) tab: i32,
    pub(super) page: Page,
    pub(super) report: Report,
}

/// What the panel is doing.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Phase {
    Starting,
    Inspecting,
    /// The session's report is shown.
    Shown,
    /// The browser lets the extension read a page only after a click on its icon.
    Waiting,
    /// This page can't be inspected.
    Cannot(Obstacle),
    Failed(String),
}

/// Something worth saying above the report.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Notice {
    /// The tab has loaded something else since.
    PageChanged,
    /// It has, and the browser asks for a click on the icon before it may be read.
    ClickNeeded,
    /// A profile was removed; undo puts it back where it was.
    SiteRemoved(usize, Site),
    /// Profiles could not be kept.
    NotSaved(String),
}

impl Notice {
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::PageChanged | Self::ClickNeeded => "page_changed",
            Self::SiteRemoved(..) => "site_removed",
            Self::NotSaved(_) => "not_saved",
        }
    }

    pub(super) fn sentence(&self) -> String {
        match self {
            Self::PageChanged => t("notice_page_changed"),
            Self::ClickNeeded => t("notice_click_needed"),
            Self::SiteRemoved(_, site) => t_with("notice_site_removed", &[&site.name]),
            Self::NotSaved(error) => t_with("notice_not_saved", &[error]),
        }
    }
}

/// What an inspection was asked for by. Only a click on the toolbar icon lets us read the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    ByClick,
    Otherwise,
}

/// What `collect.js` gives besides the page itself.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Collected {
    content_type: String,
    #[serde(flatten)]
    page: Page,
}

/// The panel's state. Copies share it.
#[derive(Clone, Copy)]
pub(super) struct Model {
    pub(super) phase: RwSignal<Phase>,
    pub(super) session: RwSignal<Option<Arc<Session>>>,
    pub(super) sites: RwSignal<Vec<Site>>,
    pub(super) notice: RwSignal<Option<Notice>>,
    /// Which links are listed.
    pub(super) filter: RwSignal<Filter>,
    /// The one site whose findings are shown; all if none is chosen.
    pub(super) chosen: RwSignal<Option<String>>,
    /// The tab the panel speaks about.
    tab: StoredValue<Option<i32>>,
    sessions: StoredValue<HashMap<i32, Arc<Session>>>,
    /// Tabs that have loaded something else since their report.
    moved: StoredValue<HashSet<i32>>,
}

impl Model {
    /// Reads the profiles, listens to the browser and inspects the tab in front of the person.
    pub(super) fn start() -> Self {
        let model = Self {
            phase: RwSignal::new(Phase::Starting),
            session: RwSignal::new(None),
            sites: RwSignal::new(Vec::new()),
            notice: RwSignal::new(None),
            filter: RwSignal::new(Filter::default()),
            chosen: RwSignal::new(None),
            tab: StoredValue::new(None),
            sessions: StoredValue::new(HashMap::new()),
            moved: StoredValue::new(HashSet::new()),
        };
        browser::on_inspect(move |tab| model.inspect_tab(tab, Asked::ByClick));
        browser::on_tab_loading(move |tab| model.tab_moved(tab));
        browser::on_tab_removed(move |tab| {
            model.sessions.update_value(|all| {
                all.remove(&tab);
            });
            model.moved.update_value(|all| {
                all.remove(&tab);
            });
        });
        // Nothing waits for this: it is for tabs that are turned to later.
        spawn_local(async move {
            if let Ok(window) = browser::current_window().await {
                browser::on_tab_activated(move |tab, of| {
                    if of == window {
                        model.show_tab(tab);
                    }
                });
            }
        });
        spawn_local(async move {
            match storage::sites().await {
                Ok(sites) => model.sites.set(sites),
                Err(error) => return model.phase.set(Phase::Failed(error.to_string())),
            }
            match browser::clicked_tab().await {
                Some(tab) => model.inspect_tab(tab, Asked::ByClick),
                None => model.inspect_active_tab(),
            }
        });
        model
    }

    /// The state by its name, for style sheets and tests.
    pub(super) fn state(self) -> &'static str {
        match self.phase.get() {
            Phase::Starting => "starting",
            Phase::Inspecting => "inspecting",
            Phase::Shown if self.has_sites() => "report",
            Phase::Shown => "first_run",
            Phase::Waiting => "waiting",
            Phase::Cannot(_) => "cannot",
            Phase::Failed(_) => "failed",
        }
    }

    pub(super) fn has_sites(self) -> bool {
        self.sites.with(|sites| !sites.is_empty())
    }

    pub(super) fn is_busy(self) -> bool {
        matches!(self.phase.get(), Phase::Starting | Phase::Inspecting)
    }

    /// Inspects the tab in front of the person.
    pub(super) fn inspect_active_tab(self) {
        spawn_local(async move {
            match browser::active_tab().await {
                Ok(Some(tab)) => self.inspect_tab(tab.id, Asked::Otherwise),
                Ok(None) => self.phase.set(Phase::Cannot(Obstacle::BrowserPage)),
                Err(error) => self.phase.set(Phase::Failed(error.to_string())),
            }
        });
    }

    fn inspect_tab(self, tab: i32, asked: Asked) {
        let same = self.tab.get_value() == Some(tab);
        if same && self.phase.get_untracked() == Phase::Inspecting {
            return;
        }
        self.tab.set_value(Some(tab));
        self.phase.set(Phase::Inspecting);
        spawn_local(async move {
            let outcome = self.collect_and_inspect(tab, asked).await;
            if self.tab.get_value() == Some(tab) {
                self.take(tab, outcome);
            }
        });
    }

    async fn collect_and_inspect(self, tab: i32, asked: Asked) -> Result<Session, Phase> {
        browser::mark("asked");
        let collected = match browser::run_in_tab(tab, "collect.js").await {
            Ok(value) => value,
            Err(error) => return Err(refusal(tab, &error, asked).await),
        };
        browser::mark("collected");
        let collected: Collected = serde_wasm_bindgen::from_value(collected)
            .map_err(|error| Phase::Failed(error.to_string()))?;
        if let Some(obstacle) = Obstacle::of_content_type(&collected.content_type) {
            return Err(Phase::Cannot(obstacle));
        }
        browser::mark("read");
        let session = self.inspected(tab, collected.page);
        browser::mark("inspected");
        session
    }

    fn inspected(self, tab: i32, page: Page) -> Result<Session, Phase> {
        let report = self
            .sites
            .with_untracked(|sites| inspect_in_time(&page, sites));
        match report {
            Ok(report) => Ok(Session { tab, page, report }),
            Err(_) => Err(Phase::Cannot(Obstacle::of_address(&page.url))),
        }
    }

    fn take(self, tab: i32, outcome: Result<Session, Phase>) {
        match outcome {
            Ok(session) => {
                self.notice.set(None);
                self.moved.update_value(|all| {
                    all.remove(&tab);
                });
                self.keep(Arc::new(session));
                self.phase.set(Phase::Shown);
                mark_when_shown();
            }
            // The old report stays, marked: nobody should lose what they are reading.
            Err(Phase::Waiting) if self.has_session_of(tab) => {
                self.notice.set(Some(Notice::ClickNeeded));
                self.phase.set(Phase::Shown);
            }
            Err(phase) => {
                self.notice.set(None);
                self.session.set(None);
                self.phase.set(phase);
            }
        }
    }

    fn keep(self, session: Arc<Session>) {
        self.sessions.update_value(|all| {
            // At the limit another tab's report goes; a new one takes a click.
            if all.len() >= MAX_SESSIONS
                && !all.contains_key(&session.tab)
                && let Some(other) = all.keys().copied().next()
            {
                all.remove(&other);
            }
            all.insert(session.tab, Arc::clone(&session));
        });
        self.session.set(Some(session));
    }

    fn has_session_of(self, tab: i32) -> bool {
        self.session
            .with_untracked(|session| session.as_ref().is_some_and(|session| session.tab == tab))
    }

    /// The tab has begun to load something else.
    fn tab_moved(self, tab: i32) {
        if self.sessions.with_value(|all| all.contains_key(&tab)) {
            self.moved.update_value(|all| {
                all.insert(tab);
            });
        }
        if self.tab.get_value() == Some(tab) && self.phase.get_untracked() == Phase::Shown {
            self.notice.set(Some(Notice::PageChanged));
        }
    }

    /// Another tab is in front: its report if there is one, else how to get one.
    fn show_tab(self, tab: i32) {
        self.tab.set_value(Some(tab));
        let known = self.sessions.with_value(|all| all.get(&tab).cloned());
        let moved = known.is_some() && self.moved.with_value(|all| all.contains(&tab));
        self.notice.set(moved.then_some(Notice::PageChanged));
        self.phase.set(match known {
            Some(_) => Phase::Shown,
            None => Phase::Waiting,
        });
        self.session.set(known);
    }

    /// Adds a profile, keeps it, and looks at the page with it.
    pub(super) fn add_site(self, site: Site) {
        self.change_sites(|sites| sites.push(site));
    }

    pub(super) fn rename_site(self, index: usize, name: String) {
        self.change_sites(|sites| {
            if let Some(site) = sites.get_mut(index) {
                site.name = name;
            }
        });
    }

    pub(super) fn remove_site(self, index: usize) {
        let site = self.sites.with_untracked(|sites| sites.get(index).cloned());
        if let Some(site) = site {
            self.change_sites(|sites| {
                sites.remove(index);
            });
            self.notice.set(Some(Notice::SiteRemoved(index, site)));
        }
    }

    pub(super) fn undo_remove(self) {
        if let Some(Notice::SiteRemoved(index, site)) = self.notice.get_untracked() {
            self.notice.set(None);
            self.change_sites(|sites| sites.insert(index.min(sites.len()), site));
        }
    }

    fn change_sites(self, change: impl FnOnce(&mut Vec<Site>)) {
        self.sites.update(change);
        self.chosen.set(None);
        self.inspect_with_new_sites();
        let sites = self.sites.get_untracked();
        spawn_local(async move {
            if let Err(error) = storage::save_sites(&sites).await {
                self.notice.set(Some(Notice::NotSaved(error.to_string())));
            }
        });
    }

    /// The page is still at hand: new profiles need no new click. Other tabs' reports speak of
    /// the old profiles, so they go.
    fn inspect_with_new_sites(self) {
        let Some(session) = self.session.get_untracked() else {
            return;
        };
        self.sessions.update_value(HashMap::clear);
        match self.inspected(session.tab, session.page.clone()) {
            Ok(session) => self.keep(Arc::new(session)),
            Err(phase) => self.phase.set(phase),
        }
    }
}

/// Marks the moment a person sees the report: the frame after the one it is drawn in begins.
fn mark_when_shown() {
    request_animation_frame(|| request_animation_frame(|| browser::mark("shown")));
}

/// Why the browser did not let us read a tab: what to say to the person. Where they did click the
/// icon and the browser still asks for permission, it keeps the page to itself.
async fn refusal(tab: i32, error: &BrowserError, asked: Asked) -> Phase {
    let tab = browser::tab(tab).await.unwrap_or_else(|_| Tab::default());
    match (Obstacle::of_refusal(error, tab.url.as_deref()), asked) {
        (Some(obstacle), _) => Phase::Cannot(obstacle),
        (None, Asked::ByClick) => Phase::Cannot(Obstacle::Closed),
        (None, Asked::Otherwise) => Phase::Waiting,
    }
}
