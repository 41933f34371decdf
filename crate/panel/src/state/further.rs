//! Looking further than the page in the tab: what is asked for, on the user's word, and what is made of it.
//!
//! The background worker asks; here a run is started, its answers are taken when all have come, and it is
//! forgotten. It goes on while another tab is in front.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::Profiles;
use linkglance_core::reason::Reason;
use linkglance_core::url::{Url, is_web, same_site, site_of, without_www};
use linkglance_core::watch::{Fault, LinkBack, Response, Source, Tab, robots_url};

use super::looks::{Found, Look, PageBack, Stage, Views, Waiting};
use super::session::Session;
use linkglance_browser::analysis::{ai_access_in_time, source_in_time, views_in_time};
use linkglance_browser::api::permissions;
use linkglance_browser::checks::{self, Awake};
use linkglance_browser::i18n::t;
use linkglance_browser::latest::Latest;
use linkglance_browser::store::{Store, StoreError};
use linkglance_browser::words;

/// Most pages of a site that are asked for at once: a person's question, and no crawl.
pub(crate) const MAX_PAGES: usize = 20;

/// What the user is about to ask.
#[derive(Clone, Debug)]
pub(crate) struct Question {
    pub(crate) look: Look,
    /// The page it is about.
    pub(crate) session: Arc<Session>,
}

/// What came: each address, and the answer where there is one.
type Came = Vec<(String, Option<Response>)>;

/// A run whose answers are waited for.
struct Followed {
    run: String,
    question: Question,
    profiles: Arc<Profiles>,
    /// Held as long as the run goes on.
    _awake: Awake,
}

/// Everything about questions that are asked or answered. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Further {
    /// The question that the open sheet is about.
    pub(crate) question: RwSignal<Option<Question>>,
    /// The pages of the site, one per line, as the user has typed them.
    pub(crate) typed: RwSignal<String>,
    store: StoredValue<Option<Store>, LocalStorage>,
    followed: StoredValue<Vec<Followed>, LocalStorage>,
    latest: Latest,
}

/// What is typed, as addresses.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Pages {
    pub(crate) urls: Vec<String>,
    /// The lines that are no page of the site.
    pub(crate) wrong: Vec<String>,
}

impl Further {
    pub(crate) fn new() -> Self {
        Self {
            question: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
            store: StoredValue::new_local(None),
            followed: StoredValue::new_local(Vec::new()),
            latest: Latest::default(),
        }
    }

    /// Listens to what the worker does.
    pub(crate) fn take_up(self, store: &Store) {
        checks::on_change(store, move || self.read());
        self.store.set_value(Some(store.clone()));
        let store = store.clone();
        spawn_local(async move {
            // What can't be read or deleted now is next time.
            let _ = checks::forget_left_sources(&store).await;
        });
    }

    /// Begins with a question; nothing is asked for yet.
    pub(crate) fn ask(self, look: Look, session: Arc<Session>) {
        self.typed.set(homes(&session.report.page.url).join("\n"));
        self.question.set(Some(Question { look, session }));
    }

    /// What the question on show needs.
    pub(crate) fn pages(self) -> Pages {
        self.question.with(|question| match question {
            Some(question) => self.typed.with(|typed| question.pages(typed)),
            None => Pages::default(),
        })
    }

    /// Asks the user for the hosts and starts. In the handler of a click, which the browser's question needs.
    pub(crate) fn begin(self, profiles: Arc<Profiles>) {
        let urls = untrack(|| self.pages().urls);
        let Some(question) = self.question.get_untracked() else {
            return;
        };
        let granted = permissions::request(&checks::origins(&urls));
        question.set(Stage::Waiting(Waiting {
            run: None,
            done: 0,
            all: urls.len(),
        }));
        spawn_local(async move {
            let granted = granted.await;
            // The user has stopped it while the browser asked.
            if !question.is_waiting() {
                return;
            }
            let started = match granted {
                Ok(true) => self
                    .start(&urls)
                    .await
                    .map_err(|error| words::error(&error)),
                Ok(false) => Err(t("status_not_allowed")),
                Err(error) => Err(error.to_string()),
            };
            match started {
                Ok(run) => self.follow(run, question, profiles, urls.len()),
                Err(words) => question.set(Stage::Failed(words)),
            }
        });
    }

    async fn start(self, urls: &[String]) -> Result<String, StoreError> {
        let store = match self.store.get_value() {
            Some(store) => store,
            // It could not be opened before; the error says why.
            None => Store::open(|_| {}).await?,
        };
        let run = checks::start_sources(&store, urls).await?;
        self.store.set_value(Some(store));
        Ok(run)
    }

    fn follow(self, run: String, question: Question, profiles: Arc<Profiles>, all: usize) {
        // The user has stopped it while it was saved.
        if !question.is_waiting() {
            return self.forget(run);
        }
        question.set(Stage::Waiting(Waiting {
            run: Some(run.clone()),
            done: 0,
            all,
        }));
        self.followed.update_value(|followed| {
            followed.push(Followed {
                run,
                question,
                profiles,
                _awake: checks::keep_awake(),
            });
        });
        self.read();
    }

    /// Stops waiting for answers.
    pub(crate) fn stop(self, look: Look, session: &Session) {
        let stage = session.looks.of(look);
        if let Stage::Waiting(Waiting { run: Some(run), .. }) = stage.get_untracked() {
            self.let_go(&run);
            self.forget(run);
        }
        stage.set(Stage::Unasked);
    }

    /// Reads what has come.
    fn read(self) {
        self.latest.read(async move || self.read_now().await);
    }

    async fn read_now(self) {
        let Some(store) = self.store.get_value() else {
            return;
        };
        let runs = self.followed.with_value(|followed| {
            let runs = followed.iter().map(|followed| followed.run.clone());
            runs.collect::<Vec<_>>()
        });
        for run in runs {
            match checks::sources(&store, &run).await {
                Ok(Some(came)) => self.take(run, &came),
                // It was stopped or forgotten elsewhere.
                Ok(None) => self.fail(&run, t("look_gone")),
                Err(error) => self.fail(&run, words::error(&error)),
            }
        }
    }

    /// Takes the answers once all have come, unless the user has stopped waiting for them.
    fn take(self, run: String, came: &Came) {
        let done = came
            .iter()
            .filter(|(_, response)| response.is_some())
            .count();
        if done < came.len() {
            return self.show_progress(&run, done, came.len());
        }
        if let Some(followed) = self.let_go(&run) {
            let question = &followed.question;
            question.set(question.answered(came, &followed.profiles));
            self.forget(run);
        }
    }

    fn show_progress(self, run: &str, done: usize, all: usize) {
        self.followed.with_value(|followed| {
            if let Some(followed) = followed.iter().find(|followed| followed.run == run) {
                let run = Some(run.to_owned());
                let waiting = Waiting { run, done, all };
                followed.question.set(Stage::Waiting(waiting));
            }
        });
    }

    fn fail(self, run: &str, words: String) {
        if let Some(followed) = self.let_go(run) {
            followed.question.set(Stage::Failed(words));
        }
    }

    fn let_go(self, run: &str) -> Option<Followed> {
        self.followed.try_update_value(|followed| {
            let at = followed.iter().position(|followed| followed.run == run)?;
            Some(followed.remove(at))
        })?
    }

    /// What came is no longer needed.
    fn forget(self, run: String) {
        if let Some(store) = self.store.get_value() {
            spawn_local(async move {
                // One that stays is forgotten with the runs that ended a while ago.
                let _ = checks::forget(&store, &run).await;
            });
        }
    }
}

impl Question {
    fn set(&self, stage: Stage) {
        self.session.looks.of(self.look).set(stage);
    }

    fn is_waiting(&self) -> bool {
        let stage = self.session.looks.of(self.look);
        stage.with_untracked(|stage| matches!(stage, Stage::Waiting(_)))
    }

    /// What has to be asked for.
    fn pages(&self, typed: &str) -> Pages {
        let page = self.session.report.page.url.clone();
        let urls = match self.look {
            Look::Views => vec![page],
            Look::Back => return pages_of(&page, typed),
            Look::Ai => {
                let file = Url::parse(&page).ok().and_then(|url| robots_url(&url));
                file.map(String::from).into_iter().chain([page]).collect()
            }
        };
        Pages {
            urls: checks::checkable(urls),
            wrong: Vec::new(),
        }
    }

    /// What is made of the answers.
    fn answered(&self, came: &Came, profiles: &Profiles) -> Stage {
        let nothing = Response::Nothing(Fault::Network);
        let response = |of: Option<&(String, Option<Response>)>| {
            of.and_then(|(_, response)| response.clone())
                .unwrap_or_else(|| nothing.clone())
        };
        let source = |url: &str, response: &Response| source_in_time(url, response, profiles);
        let session = &*self.session;
        let of_page = || -> Result<Source, Reason> {
            // The page itself comes last.
            let url = &session.report.page.url;
            source(url, &response(came.last()))
        };
        match self.look {
            Look::Views => match of_page() {
                Ok(source) => Stage::Done(Found::Views(Arc::new(Views {
                    differences: views_in_time(&source, &session.page, &session.report),
                    source: source.report,
                }))),
                Err(reason) => Stage::Failed(words::reason(&reason)),
            },
            Look::Back => {
                let pages = came.iter().map(|row| PageBack {
                    url: row.0.clone(),
                    back: LinkBack::of(source(&row.0, &response(Some(row))).as_ref()),
                });
                Stage::Done(Found::Back(pages.collect()))
            }
            Look::Ai => {
                let tab = Tab {
                    page: &session.page,
                    report: &session.report,
                };
                let robots = response(came.first());
                let access = ai_access_in_time(&robots, of_page().as_ref(), tab);
                Stage::Done(Found::Ai(Arc::new(access)))
            }
        }
    }
}

/// The home pages of a site: that of the page's host, and that of its domain where it is another.
fn homes(page: &str) -> Vec<String> {
    let Some(url) = Url::parse(page).ok().filter(is_web) else {
        return Vec::new();
    };
    let home = |url: &Url| {
        let mut home = url.clone();
        home.set_path("/");
        home.set_query(None);
        home.set_fragment(None);
        String::from(home)
    };
    let host = url.host_str().unwrap_or_default();
    let site = site_of(host);
    let mut of_site = url.clone();
    let other = without_www(host) != site && of_site.set_host(Some(site)).is_ok();
    let other = other.then(|| home(&of_site));
    std::iter::once(home(&url)).chain(other).collect()
}

/// Reads the pages of a site, one per line.
fn pages_of(page: &str, typed: &str) -> Pages {
    let own = Url::parse(page).ok();
    let mut pages = Pages::default();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let whole = if line.contains("://") {
            line.to_owned()
        } else {
            format!("https://{line}")
        };
        let url = Url::parse(&whole).ok();
        let is_own = url
            .zip(own.as_ref())
            .filter(|(url, own)| same_site(url, own));
        let public = is_own.and_then(|(url, _)| checks::checkable([String::from(url)]).pop());
        match public {
            Some(url) if pages.urls.contains(&url) => {}
            Some(url) if pages.urls.len() < MAX_PAGES => pages.urls.push(url),
            _ => pages.wrong.push(line.to_owned()),
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sites_home_is_its_hosts_and_its_domains() {
        let rows: &[(&str, &[&str])] = &[
            ("https://blog.example/tea?x=1#y", &["https://blog.example/"]),
            ("http://www.blog.example/tea", &["http://www.blog.example/"]),
            (
                "https://news.blog.example/",
                &["https://news.blog.example/", "https://blog.example/"],
            ),
            ("https://alice.github.io/tea", &["https://alice.github.io/"]),
            ("file:///tea.html", &[]),
        ];
        for (page, expected) in rows {
            assert_eq!(homes(page), *expected, "{page}");
        }
    }

    #[test]
    fn only_public_pages_of_the_site_are_asked_for_and_each_once() {
        let typed = " https://blog.example/ \n\nwww.blog.example/about#team\nhttps://other.example/\n\
                     no address\nhttps://blog.example/\nhttp://blog.example:8080/";
        let pages = pages_of("https://blog.example/tea", typed);
        assert_eq!(
            pages.urls,
            ["https://blog.example/", "https://www.blog.example/about"]
        );
        assert_eq!(
            pages.wrong,
            [
                "https://other.example/",
                "no address",
                "http://blog.example:8080/"
            ]
        );
        let many: Vec<String> = (0..30).map(|n| format!("blog.example/{n}")).collect();
        let pages = pages_of("https://blog.example/tea", &many.join("\n"));
        assert_eq!((pages.urls.len(), pages.wrong.len()), (MAX_PAGES, 10));
    }
}
