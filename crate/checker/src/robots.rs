//! What hosts ask of programs: read once a day, saved, and read from what is saved.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use linkglance_browser::clock;
use linkglance_browser::store::{KnownRobots, Result, Store};
use linkglance_core::url::Url;
use linkglance_core::watch::{
    Fault, Millis, Next, RETRIES, Response, RobotsRules, RobotsTxt, SavedRobots, moment, next,
    robots_url,
};

use crate::fetch::{Got, Redirects, What, ask};

/// How long a host that gave no answer at all is not asked again, in milliseconds: the rest of a run's pages
/// there, and not those of tomorrow.
const SILENT_FOR: Millis = 10 * 60 * 1_000;

/// What is known, by the address of the file.
#[derive(Default)]
pub(crate) struct Robots {
    known: RefCell<BTreeMap<String, (SavedRobots, RobotsRules)>>,
    being_read: RefCell<BTreeSet<String>>,
    /// How many times a file was asked for that did not come.
    tries: RefCell<BTreeMap<String, u8>>,
    /// Hosts that gave no answer to the last try, either: since when, and why.
    silent: RefCell<BTreeMap<String, (Millis, Fault)>>,
}

/// What is known of an address's host.
pub(crate) enum Says {
    /// Its rules.
    Rules(RobotsRules),
    /// The file was just asked for, which was a request of its own.
    Asked,
    /// Another request is asking for it.
    BeingRead,
    /// The file was asked for and did not come, which may be over after a while.
    NotYet {
        /// How long, in milliseconds.
        long: Millis,
        /// How many times it was asked for.
        tries: u8,
    },
    /// The host gave no answer: of its pages nothing can be known, and nothing is asked for.
    Silent(Fault),
}

impl Robots {
    /// The rules for an address, or the request for them; `going_out` is done just before that.
    pub(crate) async fn of(
        &self,
        url: &Url,
        store: &Store,
        going_out: impl AsyncFnOnce() -> Result,
    ) -> Result<Says> {
        let Some(file) = file_of(url) else {
            return Ok(Says::Rules(RobotsTxt::Nothing.rules()));
        };
        if let Some(fault) = self.silence(&file) {
            return Ok(Says::Silent(fault));
        }
        if let Some(rules) = self.rules(&file) {
            return Ok(Says::Rules(rules));
        }
        if !self.being_read.borrow_mut().insert(file.clone()) {
            return Ok(Says::BeingRead);
        }
        let said = self.read(&file, store, going_out).await;
        self.being_read.borrow_mut().remove(&file);
        said
    }

    async fn read(
        &self,
        file: &str,
        store: &Store,
        going_out: impl AsyncFnOnce() -> Result,
    ) -> Result<Says> {
        if let Some(saved) = store.robots(file).await?
            && saved.counts(moment(clock::millis()))
        {
            return Ok(Says::Rules(self.learn(file, saved)));
        }
        going_out().await?;
        let tries = self.try_of(file);
        // Browsers say of a redirect to a host that was not granted only that nothing came.
        let redirects = if tries > RETRIES {
            Redirects::Stop
        } else {
            Redirects::Follow
        };
        let response = match ask(file, What::Robots, redirects).await {
            Got::Response(response) => response,
            Got::Redirect | Got::Sitemap(..) => Response::Nothing(Fault::Elsewhere),
        };
        let now = clock::millis();
        if let Next::Again { long, .. } = next(&response, tries, now) {
            return Ok(Says::NotYet { long, tries });
        }
        self.tries.borrow_mut().remove(file);
        if let Response::Nothing(fault @ (Fault::Network | Fault::TimedOut)) = response {
            self.silent
                .borrow_mut()
                .insert(file.to_owned(), (now, fault));
            return Ok(Says::Silent(fault));
        }
        let robots = SavedRobots {
            at: moment(now),
            file: RobotsTxt::of(&response),
        };
        let known = KnownRobots {
            id: file.to_owned(),
            robots,
        };
        store.save_robots(&known).await?;
        self.learn(file, known.robots);
        Ok(Says::Asked)
    }

    /// Takes up how often an earlier worker has asked for the file of an address in vain.
    pub(crate) fn was_tried(&self, url: &Url, tries: u8) {
        if let Some(file) = file_of(url).filter(|_| tries > 0) {
            let mut all = self.tries.borrow_mut();
            let known = all.entry(file).or_default();
            *known = tries.max(*known);
        }
    }

    /// Why a file's host gave no answer, a short while ago.
    fn silence(&self, file: &str) -> Option<Fault> {
        let silent = self.silent.borrow();
        let &(since, fault) = silent.get(file)?;
        let age = clock::millis().checked_sub(since);
        age.is_some_and(|age| age < SILENT_FOR).then_some(fault)
    }

    /// Counts one more try of a file, and gives how many there were.
    fn try_of(&self, file: &str) -> u8 {
        let mut tries = self.tries.borrow_mut();
        let tries = tries.entry(file.to_owned()).or_default();
        *tries = tries.saturating_add(1);
        *tries
    }

    fn rules(&self, file: &str) -> Option<RobotsRules> {
        let known = self.known.borrow();
        let (saved, rules) = known.get(file)?;
        saved.counts(moment(clock::millis())).then(|| rules.clone())
    }

    fn learn(&self, file: &str, saved: SavedRobots) -> RobotsRules {
        let rules = saved.file.rules();
        let mut known = self.known.borrow_mut();
        known.insert(file.to_owned(), (saved, rules.clone()));
        rules
    }
}

/// The address of the file that speaks for an address.
fn file_of(url: &Url) -> Option<String> {
    robots_url(url).map(String::from)
}
