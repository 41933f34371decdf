//! Going through the rows of runs: which may be asked for now, asking, and saving what came, one row
//! a step. Whatever stops the worker, the next one finds in the store what was done.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender};
use futures_util::StreamExt as _;
use futures_util::future::select;
use gloo_timers::future::TimeoutFuture;
use linkglance_browser::api::permissions;
use linkglance_browser::checks::host_of;
use linkglance_browser::store::{Lost, Purpose, Result, Run, RunRow, Stage, Store, StoreError};
use linkglance_browser::{checks, clock, watching};
use linkglance_core::url::Url;
use linkglance_core::watch::{
    Fault, Millis, Next, RETRIES, Response, Schedule, Wait, is_public, next,
};
use wasm_bindgen_futures::spawn_local;

use crate::fetch::{Got, Redirects, What, ask, is_online};
use crate::outcome::Outcomes;
use crate::robots::{Robots, Says};

/// How long it is waited for a connection, in milliseconds, before it is looked for again.
const OFFLINE_WAIT: Millis = 5_000;

/// The longest wait at once, in milliseconds. A clock that was set meanwhile is noticed after it.
const LONGEST_SLEEP: Millis = 10_000;

/// How long after the moment in its row a request may have gone out, in milliseconds: the row was saved
/// in between.
const SAVING: Millis = 300;

/// What is to be done. It knows what is in the store by heart as long as it is under way.
pub(crate) struct Work {
    store: Store,
    schedule: RefCell<Schedule>,
    runs: RefCell<BTreeMap<String, Run>>,
    /// The rows of these runs that have no answer yet.
    rows: RefCell<BTreeMap<String, RunRow>>,
    robots: Robots,
    outcomes: Outcomes,
    /// What the store said when something could not be saved.
    failed: RefCell<Option<StoreError>>,
    /// Rung when a request ends.
    bell: UnboundedSender<()>,
}

impl Work {
    /// Goes through all runs until none is left to do. `asked` says, once each time, whether they are to
    /// be read again; who makes it say so rings.
    pub(crate) async fn go(
        bell: UnboundedSender<()>,
        mut bells: UnboundedReceiver<()>,
        asked: impl Fn() -> bool,
    ) -> Result {
        let lost = Rc::new(Cell::new(false));
        let told = Rc::clone(&lost);
        let work = Rc::new(Self {
            store: Store::open(move |what| told.set(told.get() || what != Lost::Blocked)).await?,
            outcomes: Outcomes::default(),
            schedule: RefCell::default(),
            runs: RefCell::default(),
            rows: RefCell::default(),
            robots: Robots::default(),
            failed: RefCell::default(),
            bell,
        });
        loop {
            if asked() {
                watching::start_due(&work.store).await?;
                work.read().await?;
            }
            let failed = lost.get() || work.failed.borrow().is_some();
            while !failed && let Some(key) = work.start() {
                spawn_local(Rc::clone(&work).turn(key));
            }
            let wait = work.schedule.borrow_mut().look_again(clock::millis());
            match wait.filter(|_| !failed) {
                Some(wait) => {
                    let wait = u32::try_from(wait.min(LONGEST_SLEEP)).unwrap_or_default();
                    select(bells.next(), TimeoutFuture::new(wait)).await;
                }
                None if work.schedule.borrow().under_way() > 0 => drop(bells.next().await),
                None if failed => return Err(work.failed.take().unwrap_or(StoreError::Closed)),
                None => {
                    checks::note_left(false).await?;
                    // What was asked for meanwhile.
                    if bells.try_recv().is_err() {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Reads the runs: takes up what has come, and lets go of what was paused or cancelled.
    async fn read(&self) -> Result {
        self.outcomes.forget_profiles();
        let all = self.store.runs().await?;
        let going: BTreeMap<String, Run> = all
            .into_iter()
            .filter(|run| run.stage == Stage::Going)
            .map(|run| (run.id.clone(), run))
            .collect();
        let new: Vec<String> = {
            let known = self.runs.borrow();
            let new = going.keys().filter(|id| !known.contains_key(*id));
            new.cloned().collect()
        };
        if !going.is_empty() {
            checks::note_left(true).await?;
        }
        if !new.is_empty() {
            self.outcomes.forget_ends();
        }
        *self.runs.borrow_mut() = going;
        self.let_go();
        for run in new {
            let rows = self.store.run_rows(&run).await?;
            for row in rows {
                self.take_up(row);
            }
            self.end_if_done(&run).await?;
        }
        Ok(())
    }

    /// Forgets the rows of runs that are no longer gone through.
    fn let_go(&self) {
        let (runs, mut schedule) = (self.runs.borrow(), self.schedule.borrow_mut());
        self.rows.borrow_mut().retain(|key, row| {
            let stays = runs.contains_key(&row.run);
            if !stays {
                schedule.remove(key);
            }
            stays
        });
    }

    fn take_up(&self, row: RunRow) {
        let host = host_of(&row.url);
        let mut schedule = self.schedule.borrow_mut();
        if let Some(asked) = row.asked {
            schedule.was_asked(&host, asked + SAVING);
        }
        if row.came.is_some() {
            return;
        }
        if row.host_waits {
            schedule.leave_alone(&host, row.wait);
        }
        if let Ok(url) = Url::parse(&row.url) {
            self.robots.was_tried(&url, row.robots_tries);
        }
        schedule.add(&row.id, &host, row.wait);
        self.rows.borrow_mut().insert(row.id.clone(), row);
    }

    fn start(&self) -> Option<String> {
        let jitter = js_sys::Math::random();
        self.schedule.borrow_mut().start(clock::millis(), jitter)
    }

    /// One row's turn: at most one request.
    async fn turn(self: Rc<Self>, key: String) {
        let next = self.step(&key).await.unwrap_or_else(|error| {
            *self.failed.borrow_mut() = Some(error);
            Next::Done
        });
        let mut schedule = self.schedule.borrow_mut();
        schedule.ended(&key, next, clock::millis());
        // The other end is there as long as the work is under way.
        let _ = self.bell.unbounded_send(());
    }

    async fn step(&self, key: &str) -> Result<Next> {
        let Some(mut row) = self.rows.borrow().get(key).cloned() else {
            return Ok(Next::Done);
        };
        // As it is now: an answer that comes after the user has paused it is still one for this purpose.
        let Some(run) = self.going(&row) else {
            return Ok(Next::Done);
        };
        let again = |long| Next::Again { long, asked: false };
        let Some(url) = self.allowed(&row.url).await? else {
            return self.unasked(row, &run, Fault::NotAllowed).await;
        };
        if !is_online() {
            return Ok(again(OFFLINE_WAIT));
        }
        if run.obeys_robots {
            let mut row = row.clone();
            let going_out = async || self.goes_out(&mut row).await;
            match self.robots.of(&url, &self.store, going_out).await? {
                Says::Asked | Says::BeingRead => return Ok(again(0)),
                Says::NotYet { long, tries } => {
                    row.robots_tries = tries;
                    return self.host_waits(row, long).await;
                }
                Says::Silent(fault) => return self.unasked(row, &run, fault).await,
                Says::Rules(rules) => {
                    if let Some(delay) = rules.delay() {
                        let host = host_of(&row.url);
                        self.schedule.borrow_mut().keep_apart(&host, delay);
                    }
                    if !rules.allow(&url) {
                        return self.unasked(row, &run, Fault::Robots).await;
                    }
                }
            }
        }
        if row.tries > RETRIES {
            // Each time something stopped the worker before there was an answer.
            let fault = row.fault.unwrap_or(Fault::Network);
            return self.unasked(row, &run, fault).await;
        }
        if self.going(&row).is_none() {
            return Ok(Next::Done);
        }
        row.tries += 1;
        self.goes_out(&mut row).await?;
        let got = self.asked(&row, &run.purpose).await?;
        self.take(row, &run, got).await
    }

    /// The run of a row, if it is gone through now; the user may have paused or cancelled it.
    fn going(&self, row: &RunRow) -> Option<Run> {
        self.runs.borrow().get(&row.run).cloned()
    }

    /// A row's host is left alone for so long: its robots.txt, which comes first, did not come.
    async fn host_waits(&self, mut row: RunRow, long: Millis) -> Result<Next> {
        row.wait = Wait {
            since: clock::millis(),
            long,
        };
        row.host_waits = true;
        self.save(&row).await?;
        Ok(Next::Again { long, asked: true })
    }

    /// Notes that the host of a row is asked now, for the row or for its robots.txt. The next worker must know
    /// that, too: whatever comes may stop this one.
    async fn goes_out(&self, row: &mut RunRow) -> Result {
        row.asked = Some(clock::millis());
        self.save(row).await?;
        let now = clock::millis();
        self.schedule.borrow_mut().goes_out(&row.id, now);
        Ok(())
    }

    /// The address, if it may be asked for: one of the public web, on a host that the user has granted.
    async fn allowed(&self, url: &str) -> Result<Option<Url>> {
        let public = |url: &Url| is_public(url, false).is_ok();
        let Some(url) = Url::parse(url).ok().filter(public) else {
            return Ok(None);
        };
        Ok(permissions::allow(&url).await?.then_some(url))
    }

    /// Asks. Where the last try broke off, whether the address redirects is asked first: browsers say of
    /// a redirect to a host that was not granted only that nothing came.
    async fn asked(&self, row: &RunRow, purpose: &Purpose) -> Result<Got> {
        let redirects = match row.fault {
            Some(Fault::Network) => Redirects::Stop,
            _ => Redirects::Follow,
        };
        let got = ask(&row.url, what(&row.url, purpose), redirects).await;
        if !matches!(got, Got::Redirect) {
            return Ok(got);
        }
        let fault = if permissions::allow_all().await? {
            Fault::Network
        } else {
            Fault::Elsewhere
        };
        Ok(Got::Response(Response::Nothing(fault)))
    }

    /// Saves what came, or that it is asked for again.
    async fn take(&self, mut row: RunRow, run: &Run, got: Got) -> Result<Next> {
        let now = clock::millis();
        let response = match &got {
            Got::Response(response) => response.clone(),
            Got::Sitemap(answer, _) => Response::Answer(answer.clone()),
            Got::Redirect => Response::Nothing(Fault::Elsewhere),
        };
        let next = next(&response, row.tries, now);
        let Next::Again { long, asked } = next else {
            return self.answered(row, run, got).await;
        };
        row.fault = match response {
            Response::Answer(_) => None,
            Response::Nothing(fault) => Some(fault),
        };
        row.wait = Wait { since: now, long };
        row.host_waits = asked;
        self.save(&row).await?;
        Ok(next)
    }

    /// Saves a row with its answer, also where its run was paused or cancelled meanwhile.
    async fn answered(&self, row: RunRow, run: &Run, got: Got) -> Result<Next> {
        let id = row.id.clone();
        let more = self.outcomes.save(&self.store, row, run, got).await?;
        self.rows.borrow_mut().remove(&id);
        // Those of one that was paused meanwhile are read with it when it goes on.
        for row in more.into_iter().filter(|row| self.going(row).is_some()) {
            self.take_up(row);
        }
        self.end_if_done(&run.id).await?;
        Ok(Next::Done)
    }

    /// The same of one that was not asked for.
    async fn unasked(&self, row: RunRow, run: &Run, fault: Fault) -> Result<Next> {
        let nothing = Got::Response(Response::Nothing(fault));
        self.answered(row, run, nothing).await?;
        Ok(Next::Unasked)
    }

    async fn save(&self, row: &RunRow) -> Result {
        self.store.save_row(row).await?;
        let mut rows = self.rows.borrow_mut();
        if let Some(known) = rows.get_mut(&row.id) {
            *known = row.clone();
        }
        Ok(())
    }

    /// Ends a run when each of its rows has an answer.
    async fn end_if_done(&self, run: &str) -> Result {
        let left = self.rows.borrow().values().any(|row| row.run == run);
        if left {
            return Ok(());
        }
        let ended = self.runs.borrow_mut().remove(run);
        let Some(ended) = ended else {
            return Ok(());
        };
        self.outcomes.ended(&self.store, &ended).await?;
        self.store.set_stage(run, Stage::Done).await?;
        Ok(())
    }
}

/// What is asked for at an address, by what the run is for.
fn what(url: &str, purpose: &Purpose) -> What {
    let is_robots = url.ends_with("/robots.txt");
    match purpose {
        Purpose::Targets | Purpose::OwnTargets => What::Target,
        Purpose::Sitemap { .. } | Purpose::Source if is_robots => What::Robots,
        Purpose::Sitemap { .. } => What::Sitemap,
        Purpose::Watch { .. } | Purpose::Bulk | Purpose::Source => What::Page,
    }
}
