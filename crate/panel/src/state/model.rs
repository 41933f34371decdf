//! The panel's state and what changes it: clicks, tabs, pages that move on, profiles.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use futures_util::future::join;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::{Page, Profiles, Report, Site};
use wasm_bindgen::JsValue;

use super::session::Session;

use super::backlinks::save_seen;
use super::badge;
use super::changes::{Changes, is_same_view};
use super::checks::{Judge, checked, judged};
use super::choices::Choices;
use super::desk::{Checked, Desk, Storage};
use super::domain::Domains;
use super::frames::after_frame;
use super::further::Further;
use super::gone::Gone;
use super::looks::Looks;
use super::obstacle::Obstacle;
use super::on_page::OnPage;
use super::open_tab::OpenTab;
use super::prospects::Prospects;
use super::question::Question;
use super::sheets::Sheets;
use super::statuses::Statuses;
use super::toast::Toast;
use super::window::Window;
use linkglance_browser::analysis::inspect_in_time;
use linkglance_browser::api::{self, Begun, BrowserError, Click, Collecting, Tab};
use linkglance_browser::clock;
use linkglance_browser::profiles::ProfileList;
use linkglance_browser::sample;
use linkglance_browser::settings::{self, Settings};

/// How long a page that was refused after a click is left before it is asked again, in milliseconds.
const REFUSED_WAIT: u32 = 200;

/// How long what need not be there with the answer leaves it to be drawn, in milliseconds: some frames. A
/// time and no frame, because a panel that is hidden draws none and saves all the same.
const AFTER_ANSWER: u32 = 100;

/// Reports kept for tabs the user may return to.
const MAX_SESSIONS: usize = 20;

/// What the panel is doing.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Phase {
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

/// What an inspection was asked for by. Only a click on the toolbar icon lets us read the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    ByClick,
    Otherwise,
}

/// The panel's state as every part of it is handed it: there is one, for as long as the panel is open.
pub(crate) type Model = &'static State;

/// The panel's state.
pub(crate) struct State {
    /// What kind of window the panel is in, once the browser has said so of one of its tabs.
    pub(crate) window: RwSignal<Option<Window>>,
    pub(crate) phase: RwSignal<Phase>,
    pub(crate) session: RwSignal<Option<Arc<Session>>>,
    pub(crate) profiles: ProfileList,
    /// The sites that reports are about.
    pub(crate) sites: Memo<Vec<Site>>,
    /// The sites made ready for inspections, once a change of theirs.
    ready: Memo<Arc<Profiles>>,
    /// What the context menu asked about the page.
    pub(crate) question: RwSignal<Option<Question>>,
    /// What was done last, or could not be done.
    pub(crate) toast: RwSignal<Option<Toast>>,
    /// Whether the user points at the toast, which stays then.
    pub(crate) toast_held: RwSignal<bool>,
    /// Where the tab has gone since its report, which is put aside then.
    pub(crate) aside: RwSignal<Option<Gone>>,
    /// Whether the user wants to see a report that is put aside.
    pub(crate) aside_shown: RwSignal<bool>,
    /// Whether the sample article is on show.
    pub(crate) sample: RwSignal<bool>,
    /// How the user left the panel.
    pub(crate) choices: Choices,
    /// Which of the panel's tabs is open, as far as the user has chosen.
    open_tab: OpenTab,
    /// The page on show against the agreement about it, if there is one.
    pub(crate) checked: Memo<Option<Checked>>,
    /// The one site whose findings are shown; all if none is chosen.
    pub(crate) chosen: RwSignal<Option<String>>,
    /// What is known of saved pages.
    pub(crate) prospects: Prospects,
    /// What is known of the domain of the page on show.
    pub(crate) domains: Domains,
    /// How many days after a message the user comes back to it, as the settings have it.
    pub(crate) follow_up_days: RwSignal<u32>,
    /// The address that the tab on show has now, where its report is put aside and the browser says it.
    pub(crate) now_at: RwSignal<Option<String>>,
    /// Whether single keys work, as the settings have it.
    pub(crate) letter_keys: RwSignal<bool>,
    /// What links lead to, as far as it was checked.
    pub(crate) statuses: Statuses,
    /// Questions that go beyond the page in the tab.
    pub(crate) further: Further,
    /// The sheets that are open.
    pub(crate) sheets: Sheets,
    /// Whether what is shown after the answer was loaded.
    pub(crate) later: RwSignal<bool>,
    on_page: StoredValue<OnPage>,
    desk: StoredValue<Desk>,
    judge: Judge,
    /// The reading of the profiles and of how the panel was left.
    preparing: StoredValue<Option<Begun>, LocalStorage>,
    /// The tab the panel speaks about.
    tab: RwSignal<Option<i32>>,
    sessions: StoredValue<HashMap<i32, Arc<Session>>>,
    /// The number of the latest inspection of each tab.
    runs: StoredValue<HashMap<i32, u32>>,
    /// Tabs that have loaded something since, or may have: a jump within a page looks the same.
    loaded: StoredValue<HashSet<i32>>,
    /// Tabs whose page no longer answers.
    cut_off: StoredValue<HashSet<i32>>,
    /// Tabs that have gone elsewhere since their report.
    moved: StoredValue<HashSet<i32>>,
}

impl State {
    /// Reads the profiles, listens to the browser and inspects the tab in front of the user.
    pub(crate) fn start() -> Model {
        let choices = Choices::default();
        let profiles = ProfileList::new();
        let session = RwSignal::new(None);
        let desk = Desk::new();
        let judge = StoredValue::new(None);
        let sample = RwSignal::new(false);
        let sites = sample::sites(profiles, sample);
        let model: Model = Box::leak(Box::new(Self {
            window: RwSignal::new(None),
            phase: RwSignal::new(Phase::Starting),
            session,
            profiles,
            sites,
            ready: Memo::new_with_compare(
                move |_| Arc::new(Profiles::of(profiles.sites.get())),
                |_, _| true,
            ),
            question: RwSignal::new(None),
            toast: RwSignal::new(None),
            toast_held: RwSignal::new(false),
            aside: RwSignal::new(None),
            aside_shown: RwSignal::new(false),
            sample,
            choices,
            open_tab: OpenTab::default(),
            checked: checked(session, desk, sites, judge),
            judge,
            letter_keys: RwSignal::new(true),
            statuses: Statuses::new(),
            further: Further::new(),
            sheets: Sheets::default(),
            later: RwSignal::new(false),
            on_page: StoredValue::new(OnPage::new()),
            desk: StoredValue::new(desk),
            preparing: StoredValue::new_local(None),
            chosen: RwSignal::new(None),
            prospects: Prospects::new(),
            domains: Domains::new(),
            follow_up_days: RwSignal::new(settings::FollowUpDays::default().get()),
            now_at: RwSignal::new(None),
            tab: RwSignal::new(None),
            sessions: StoredValue::new(HashMap::new()),
            runs: StoredValue::new(HashMap::new()),
            loaded: StoredValue::new(HashSet::new()),
            cut_off: StoredValue::new(HashSet::new()),
            moved: StoredValue::new(HashSet::new()),
        }));
        api::on_tab_loading(move |tab, url| model.tab_loading(tab, url.as_deref()));
        api::on_tab_loaded(move |tab| model.find_out(tab));
        api::on_tab_removed(move |tab| {
            model.sessions.update_value(|all| {
                all.remove(&tab);
            });
            model.open_tab.forget(tab);
            model.forget_moves(tab);
        });
        choices.keep(move || model.saves_by_itself());
        spawn_local(model.open_tab.restore());
        model.prepared();
        // No code waits for this: it is for tabs that are turned to later.
        spawn_local(async move {
            if let Ok(window) = api::current_window().await {
                api::on_tab_activated(move |tab, of| {
                    if of == window {
                        model.show_tab(tab);
                    }
                });
            }
        });
        // Listened to first, then asked for: no click falls between.
        api::on_click(move || {
            spawn_local(async move {
                model.answer_click().await;
            });
        });
        spawn_local(model.answer_first());
        model
    }

    /// Goes on with what no answer waits for: opens the store, marks the page, follows the settings.
    pub(crate) fn go_on(&'static self) {
        self.judge.set_value(Some(judged));
        self.desk().open();
        self.on_page().follow(self.choices.filter);
        self.follow_saved();
        self.follow_settings();
    }

    /// The reading of what every report needs, which goes on while the page is being collected.
    fn prepared(&'static self) -> Begun {
        self.preparing.get_value().unwrap_or_else(|| {
            let begun = Begun::now(self.prepare());
            self.preparing.set_value(Some(begun.clone()));
            begun
        })
    }

    async fn prepare(&'static self) -> Result<(), BrowserError> {
        let ((), profiles) = join(self.choices.restore(), self.profiles.start()).await;
        profiles?;
        self.follow_profiles();
        Ok(())
    }

    /// Does what the click asked for that has opened the panel; without one the tab in front is inspected.
    async fn answer_first(&'static self) {
        let early = api::early_click().await;
        let is_early = early.is_some();
        if let Some((click, collecting)) = early {
            let tab = click.tab_id;
            self.take_click(&click);
            self.inspect_with(tab, Asked::ByClick, Some(collecting));
        }
        // One that came before this panel has listened.
        if !self.answer_click().await && !is_early {
            self.inspect_active_tab();
        }
        api::forget_stored();
    }

    /// Does what a click in this panel's window asks for, and says whether there was one.
    async fn answer_click(&'static self) -> bool {
        let Ok(window) = api::current_window().await else {
            return false;
        };
        match api::last_click(window).await {
            Some(click) => self.clicked(&click),
            None => return false,
        }
        true
    }

    /// Looks at the page again when the profiles were changed, here or in another page.
    fn follow_profiles(&'static self) {
        Effect::new(move |before: Option<()>| {
            self.profiles.sites.track();
            if before.is_some() && !self.sample.get_untracked() {
                self.chosen.set(None);
                self.inspect_with_new_sites();
            }
        });
        Effect::new(move |_| {
            if let Some(error) = self.profiles.error.get() {
                self.toast.set(Some(Toast::NotSaved(error)));
            }
        });
    }

    /// Takes what the panel follows from the settings. Settings that can't be read leave it as it is.
    fn follow_settings(&'static self) {
        let take = move |settings: Settings| {
            self.letter_keys.set(settings.letter_keys);
            self.follow_up_days.set(settings.follow_up_days.get());
            self.on_page().recolour(settings.colours);
        };
        spawn_local(async move {
            if let Ok(settings) = Settings::load().await {
                take(settings);
            }
        });
        settings::on_change(take);
    }

    /// Looks in the store for what is known of the page on show. All that is saved is read once a page is
    /// shown, or the reason why there is none, since the report does not wait for it; so are checks that
    /// have not ended.
    fn follow_saved(&'static self) {
        Effect::new(move |_| {
            if self.desk().storage.with(Storage::is_settled)
                && let Some(store) = self.desk().store()
            {
                self.prospects.begin(&store);
                self.domains.begin(&store);
            }
        });
        Effect::new(move |_| {
            self.sites.track();
            if let Some(url) = self.shown_url() {
                self.prospects.look(&url, self.site_names());
                self.domains.look(&url);
            }
        });
        Effect::new(move |read: Option<bool>| {
            let settled = self.desk().storage.with(Storage::is_settled);
            let ready = settled && !self.is_busy();
            let read = read.unwrap_or_default();
            if ready && !read {
                self.prospects.read_rows();
                if let Some(store) = self.desk().store() {
                    self.statuses.take_up(&store);
                    self.further.take_up(&store);
                }
            }
            ready || read
        });
    }

    /// A click on the icon, the shortcut or the context menu.
    fn clicked(&'static self, click: &Click) {
        self.take_click(click);
        self.inspect_tab(click.tab_id, Asked::ByClick);
    }

    fn take_click(&'static self, click: &Click) {
        self.window.set(Some(Window::of(click.incognito)));
        self.question.set(Question::of(click));
    }

    /// The state by its name, for style sheets and tests.
    pub(crate) fn state(&'static self) -> &'static str {
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

    /// What is marked on the page.
    pub(crate) fn on_page(&'static self) -> OnPage {
        self.on_page.get_value()
    }

    /// Agreements, and checks of pages against them.
    pub(crate) fn desk(&'static self) -> Desk {
        self.desk.get_value()
    }

    /// Whether anything may be saved that the user has not asked for: in a normal window only.
    pub(crate) fn saves_by_itself(&'static self) -> bool {
        self.window.get_untracked() == Some(Window::Normal)
    }

    /// The user's sites as inspections take them.
    pub(crate) fn profiles_now(&'static self) -> Arc<Profiles> {
        self.ready.get_untracked()
    }

    pub(crate) fn has_sites(&'static self) -> bool {
        self.sites.with(|sites| !sites.is_empty())
    }

    /// The address of the page whose report is shown.
    pub(crate) fn shown_url(&'static self) -> Option<String> {
        let session = self.session.get()?;
        Some(session.report.page.url.clone())
    }

    /// The address of the page that the panel speaks of: the report's, or where the tab has gone since.
    pub(crate) fn address(&'static self) -> Option<String> {
        if self.aside.get().is_some() {
            return self.now_at.get();
        }
        self.session.with(|session| {
            session
                .as_ref()
                .map(|session| session.report.page.url.clone())
        })
    }

    /// The same for what is not shown but done.
    pub(crate) fn has_sites_now(&'static self) -> bool {
        self.sites.with_untracked(|sites| !sites.is_empty())
    }

    /// Lets go of the selected links, and says whether there were any.
    pub(crate) fn clear_selection(&'static self) -> bool {
        let session = self.session.get_untracked();
        session.is_some_and(|session| {
            let any = session
                .selected
                .with_untracked(|selected| !selected.is_empty());
            session.selected.update(HashSet::clear);
            any
        })
    }

    /// The names of the user's profiles, as they are now.
    pub(crate) fn site_names(&'static self) -> Vec<String> {
        self.sites
            .with_untracked(|sites| sites.iter().map(|site| site.name.clone()).collect())
    }

    /// The sites whose findings are shown: the chosen one, else all.
    pub(crate) fn sites_on_show(&'static self) -> Vec<Site> {
        let mut sites = self.sites.get();
        sites.retain(|site| self.speaks_of(&site.name));
        sites
    }

    /// Whether findings for this site are shown.
    pub(crate) fn speaks_of(&'static self, name: &str) -> bool {
        self.chosen
            .with(|chosen| chosen.as_ref().is_none_or(|chosen| chosen == name))
    }

    pub(crate) fn is_busy(&'static self) -> bool {
        matches!(self.phase.get(), Phase::Starting | Phase::Inspecting)
    }

    /// Inspects the tab in front of the user.
    pub(crate) fn inspect_active_tab(&'static self) {
        spawn_local(async move {
            match api::active_tab().await {
                Ok(Some(tab)) => {
                    self.window.set(Some(Window::of(tab.incognito)));
                    self.inspect_tab(tab.id, Asked::Otherwise);
                }
                Ok(None) => self.phase.set(Phase::Cannot(Obstacle::BrowserPage)),
                Err(error) => self.phase.set(Phase::Failed(error.to_string())),
            }
        });
    }

    fn inspect_tab(&'static self, tab: i32, asked: Asked) {
        self.inspect_with(tab, asked, None);
    }

    /// The same with a page that is being read already.
    fn inspect_with(&'static self, tab: i32, asked: Asked, early: Option<Collecting>) {
        let same = self.tab.get_untracked() == Some(tab);
        let busy = same && self.phase.get_untracked() == Phase::Inspecting;
        // A click starts over: what is under way may never end.
        if busy && asked == Asked::Otherwise {
            return;
        }
        self.turn_to(tab);
        self.phase.set(Phase::Inspecting);
        let run = self.begin_run(tab);
        spawn_local(async move {
            let is_early = early.is_some();
            let outcome = self.collect_and_inspect(tab, run, asked, early).await;
            if self.is_latest(tab, run) {
                self.finish(tab, outcome);
            }
            if is_early {
                self.see_where(tab).await;
            }
        });
    }

    /// Sees where a tab is whose page was read before the panel has listened to what tabs do.
    async fn see_where(&'static self, tab: i32) {
        if let Ok(Tab { url: Some(url), .. }) = api::tab(tab).await {
            self.page_is_at(tab, &url);
        }
    }

    /// The number of a new inspection of a tab: what an earlier one comes to is no longer wanted.
    fn begin_run(&'static self, tab: i32) -> u32 {
        let run = self.runs.with_value(|all| all.get(&tab).copied());
        let run = run.unwrap_or_default().wrapping_add(1);
        self.runs.update_value(|all| {
            all.insert(tab, run);
        });
        run
    }

    fn is_latest(&'static self, tab: i32, run: u32) -> bool {
        self.runs.with_value(|all| all.get(&tab) == Some(&run))
    }

    async fn collect_and_inspect(
        &'static self,
        tab: i32,
        run: u32,
        asked: Asked,
        early: Option<Collecting>,
    ) -> Result<Session, Phase> {
        api::mark("asked");
        let collected = collect(tab, asked, early).await;
        if let Err(error) = self.prepared().done().await {
            // The next look tries again.
            self.preparing.set_value(None);
            return Err(Phase::Failed(error.to_string()));
        }
        api::mark("collected");
        let collected = match collected {
            Ok(value) => {
                // What the tab loads from now on is another page than the one that was read.
                if self.is_latest(tab, run) {
                    self.forget_moves(tab);
                }
                value
            }
            Err(error) => return Err(refusal(tab, &error, asked).await),
        };
        let content_type = api::text_of(&collected, "contentType").unwrap_or_default();
        if let Some(obstacle) = Obstacle::of_content_type(&content_type) {
            return Err(Phase::Cannot(obstacle));
        }
        let mut page =
            api::page_from_object(&collected).map_err(|error| Phase::Failed(error.to_string()))?;
        page.today = clock::today().parse().ok();
        api::mark("read");
        if self.tab.get_untracked() == Some(tab) {
            // The store answers while the page is inspected.
            self.prospects.look(&page.url, self.site_names());
            self.domains.look(&page.url);
        }
        let mut session = self.inspected(tab, page)?;
        api::mark("inspected");
        session.changes = self.sessions.with_value(|all| {
            let before = all.get(&tab)?;
            Changes::between(&before.report, &session.report)
        });
        Ok(session)
    }

    fn inspected(&'static self, tab: i32, page: Page) -> Result<Session, Phase> {
        let report = self
            .ready
            .with_untracked(|profiles| inspect_in_time(&page, profiles));
        match report {
            Ok(report) => Ok(Session {
                tab,
                page,
                report,
                selected: ArcRwSignal::default(),
                changes: None,
                looks: Looks::default(),
            }),
            Err(_) => Err(Phase::Cannot(Obstacle::of_address(&page.url))),
        }
    }

    /// Shows what came; of a tab that the user has left meanwhile it is kept for when they come back.
    fn finish(&'static self, tab: i32, outcome: Result<Session, Phase>) {
        let is_in_front = self.tab.get_untracked() == Some(tab);
        match outcome {
            Ok(session) if !is_in_front => self.remember(&Arc::new(session)),
            Err(Phase::Waiting) if !is_in_front => {}
            // What is there now is no page of the report.
            Err(_) if !is_in_front => self.sessions.update_value(|all| {
                all.remove(&tab);
            }),
            Ok(session) => {
                self.toast.set(None);
                self.put_aside(self.has_moved(tab).then_some(Gone::Loading));
                self.keep(Arc::new(session));
                self.phase.set(Phase::Shown);
                self.find_out(tab);
                after_frame(|| api::mark("shown"));
            }
            // The old report stays, marked: the user should not lose what they are reading.
            Err(Phase::Waiting) if self.has_session_of(tab) => {
                self.put_aside(Some(Gone::Closed));
                self.phase.set(Phase::Shown);
            }
            Err(phase) => {
                self.toast.set(None);
                self.put_aside(None);
                self.on_page().detach();
                self.session.set(None);
                self.phase.set(phase);
            }
        }
    }

    /// Remembers a tab's report.
    fn remember(&'static self, session: &Arc<Session>) {
        self.sessions.update_value(|all| {
            // At the limit another tab's report goes; a new one takes a click.
            if all.len() >= MAX_SESSIONS
                && !all.contains_key(&session.tab)
                && let Some(other) = all.keys().copied().next()
            {
                all.remove(&other);
            }
            all.insert(session.tab, Arc::clone(session));
        });
    }

    fn keep(&'static self, session: Arc<Session>) {
        self.forget_search_of_another_page(&session.report);
        self.remember(&session);
        let here = !self.has_moved(session.tab);
        if here {
            let session = Arc::clone(&session);
            after_frame(move || {
                if self.is_on_show(&session) {
                    self.on_page().attach(&session);
                }
            });
        }
        spawn_local({
            let session = Arc::clone(&session);
            async move {
                TimeoutFuture::new(AFTER_ANSWER).await;
                if here && !self.has_moved(session.tab) {
                    badge::show(session.tab, &session.report).await;
                }
                if !self.saves_by_itself() {
                    return;
                }
                let sites = self.profiles.sites.get_untracked();
                if let Ok(saving) = save_seen(session, sites, self.prospects.store()).await
                    && let Err(error) = saving.await
                {
                    self.toast.set(Some(Toast::BacklinksNotSaved(error)));
                }
            }
        });
        self.session.set(Some(session));
    }

    /// Whether this is what the panel shows, and the page is still the one it is about.
    fn is_on_show(&'static self, session: &Arc<Session>) -> bool {
        let shown = self.session.get_untracked();
        shown.is_some_and(|shown| Arc::ptr_eq(&shown, session)) && !self.has_moved(session.tab)
    }

    /// A search belongs to the page it was made on; on the next it would hide links unasked.
    fn forget_search_of_another_page(&'static self, report: &Report) {
        let same = self.session.with_untracked(|shown| {
            shown
                .as_ref()
                .is_some_and(|shown| shown.report.page.url == report.page.url)
        });
        if !same {
            self.choices.filter.update(|filter| filter.text.clear());
        }
    }

    fn has_session_of(&'static self, tab: i32) -> bool {
        self.session
            .with_untracked(|session| session.as_ref().is_some_and(|session| session.tab == tab))
    }

    /// The tab has begun to load something, or its page has taken another address. Where the address
    /// is the report's own it may be a jump within the page, which leaves it unchanged, or a reload,
    /// which ends the line to the page, sooner or later ([`Self::line_ended`]).
    pub(crate) fn tab_loading(&'static self, tab: i32, url: Option<&str>) {
        self.loaded.update_value(|all| {
            all.insert(tab);
        });
        match url {
            Some(url) => self.page_is_at(tab, url),
            None => self.move_on(tab, Gone::Loading),
        }
        self.see_reload(tab);
    }

    /// The tab's page has this address.
    pub(crate) fn page_is_at(&'static self, tab: i32, url: &str) {
        if self.is_of_report(tab, url) {
            self.find_out(tab);
        } else {
            self.move_on(tab, Gone::Elsewhere);
        }
    }

    /// The page's script no longer answers.
    pub(crate) fn line_ended(&'static self, tab: i32) {
        self.cut_off.update_value(|all| {
            all.insert(tab);
        });
        self.see_reload(tab);
    }

    /// A tab that has loaded something and whose page no longer answers shows another document, be it
    /// at the same address.
    fn see_reload(&'static self, tab: i32) {
        let both = [self.loaded, self.cut_off];
        let gone = both
            .iter()
            .all(|tabs| tabs.with_value(|all| all.contains(&tab)));
        if gone && !self.has_moved(tab) {
            self.move_on(tab, Gone::Loading);
            self.find_out(tab);
        }
    }

    /// A tab's report is about another page than the tab's from now on.
    fn move_on(&'static self, tab: i32, to: Gone) {
        if self.sessions.with_value(|all| all.contains_key(&tab)) {
            self.moved.update_value(|all| {
                all.insert(tab);
            });
            // The browser takes it off when a page is loaded, not when a page only changes itself.
            spawn_local(badge::clear(tab));
        }
        if self.tab.get_untracked() == Some(tab) && self.phase.get_untracked() == Phase::Shown {
            self.put_aside(Some(to));
            self.on_page().detach();
        }
    }

    /// Finds out where a tab has gone whose report is put aside. If it shows the report's address
    /// again and the browser lets us, the page is inspected again.
    fn find_out(&'static self, tab: i32) {
        if !self.is_put_aside(tab) {
            return;
        }
        spawn_local(async move {
            // A tab that was closed is reported by itself.
            let Ok(now) = api::tab(tab).await else {
                return;
            };
            if !now.is_loaded() || !self.is_put_aside(tab) {
                return;
            }
            match now.url {
                Some(url) if self.is_of_report(tab, &url) => {
                    self.inspect_tab(tab, Asked::Otherwise);
                }
                Some(url) => {
                    self.put_aside(Some(Gone::Elsewhere));
                    self.now_at.set(Some(url));
                }
                None => self.put_aside(Some(Gone::Closed)),
            }
        });
    }

    /// Puts the report on show aside, or no longer. One that the user has asked for stays open.
    fn put_aside(&'static self, gone: Option<Gone>) {
        if gone.is_none() || self.aside.get_untracked().is_none() {
            self.aside_shown.set(false);
        }
        self.now_at.set(None);
        self.aside.set(gone);
    }

    fn is_put_aside(&'static self, tab: i32) -> bool {
        self.tab.get_untracked() == Some(tab)
            && self.phase.get_untracked() == Phase::Shown
            && self.has_moved(tab)
    }

    fn has_moved(&'static self, tab: i32) -> bool {
        self.moved.with_value(|all| all.contains(&tab))
    }

    /// Whether an address is that of the tab's report.
    fn is_of_report(&'static self, tab: i32, url: &str) -> bool {
        self.sessions.with_value(|all| {
            all.get(&tab)
                .is_some_and(|session| is_same_view(&session.report.page.url, url))
        })
    }

    fn forget_moves(&'static self, tab: i32) {
        for tabs in [self.loaded, self.cut_off, self.moved] {
            tabs.update_value(|all| {
                all.remove(&tab);
            });
        }
    }

    /// Opens one of the panel's tabs, by its name.
    pub(crate) fn open(&'static self, name: &str) {
        if let Some(tab) = self.tab.get_untracked() {
            self.open_tab.open(tab, name, self.saves_by_itself());
        }
    }

    /// The name of the panel's tab that the user has opened for the tab in front.
    pub(crate) fn opened(&'static self) -> Option<String> {
        self.open_tab.name(self.tab.get()?)
    }

    /// The panel speaks of this tab of the browser from now on.
    fn turn_to(&'static self, tab: i32) {
        self.tab.set(Some(tab));
        self.sample.set(false);
    }

    /// Another tab is in front: its report if there is one, else how to get one.
    fn show_tab(&'static self, tab: i32) {
        self.turn_to(tab);
        self.question.set(None);
        self.toast.set(None);
        let known = self.sessions.with_value(|all| all.get(&tab).cloned());
        let moved = known.is_some() && self.has_moved(tab);
        self.put_aside(None);
        self.put_aside(moved.then_some(Gone::Loading));
        self.phase.set(match known {
            Some(_) => Phase::Shown,
            None => Phase::Waiting,
        });
        if let Some(session) = &known {
            self.forget_search_of_another_page(&session.report);
        }
        match &known {
            Some(session) if !moved => self.on_page().attach(session),
            _ => self.on_page().detach(),
        }
        self.session.set(known);
        self.find_out(tab);
    }

    pub(crate) fn remove_site(&'static self, id: &str) {
        if let Some((place, profile)) = self.profiles.remove(id) {
            self.toast
                .set(Some(Toast::SiteRemoved(place, Box::new(profile))));
        }
    }

    /// Undoes what the toast says was done to a profile.
    pub(crate) fn undo_site(&'static self) {
        match self.toast.get_untracked() {
            Some(Toast::SiteRemoved(index, profile)) => self.profiles.insert(index, *profile),
            Some(Toast::CompetitorsAdded(_, id, added)) => {
                self.profiles.remove_competitors(&id, &added);
            }
            _ => return,
        }
        self.toast.set(None);
    }

    /// The page is still at hand: new profiles need no new click. Other tabs' reports speak of
    /// the old profiles, so they go.
    fn inspect_with_new_sites(&'static self) {
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

/// Reads the page of a tab. A click on a tab that is turning to another page may be refused for a
/// moment only: it is tried once more.
async fn collect(
    tab: i32,
    asked: Asked,
    early: Option<Collecting>,
) -> Result<JsValue, BrowserError> {
    let collected = match early {
        Some(early) => early.done().await,
        None => api::collect(tab).await,
    };
    if collected.is_ok() || asked != Asked::ByClick {
        return collected;
    }
    TimeoutFuture::new(REFUSED_WAIT).await;
    api::collect(tab).await
}

/// Why the browser did not let us read a tab: what to say to the user. Where they did click the
/// icon and the browser still asks for permission, it keeps the page to itself.
async fn refusal(tab: i32, error: &BrowserError, asked: Asked) -> Phase {
    let tab = api::tab(tab).await.unwrap_or_else(|_| Tab::default());
    match (Obstacle::of_refusal(error, tab.url.as_deref()), asked) {
        (Some(obstacle), _) => Phase::Cannot(obstacle),
        (None, Asked::ByClick) => Phase::Cannot(Obstacle::Closed),
        (None, Asked::Otherwise) => Phase::Waiting,
    }
}
