//! Links that are watched, and every look at them. What is known of a link now is worked out from all
//! looks when one is added, so that lists need not read them.

use idb::{ObjectStore, Query, Transaction};
use linkglance_core::check::Overall;
use linkglance_core::placement::Region;
use linkglance_core::prospect::Millis;
use linkglance_core::url::{Url, identity};
use linkglance_core::watch::{
    Moment, Observation, RunFacts, Soft, Standing, State, millis, moment, state,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::convert::{from_object, readable, to_object};
use super::keys::{BETWEEN, keys_after};
use super::record::Record;
use super::run::{Came, RunRow, put_row};
use super::schema::{LOOKS, PAGE_KEY, RUN_ROWS, WATCHES};
use super::{Part, Result, Store};

/// Most looks that are kept of a link; the oldest go.
const MAX_LOOKS: usize = 60;

/// A link that is watched. `None` is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Watch {
    /// What it is known by; see [`Subject::id`].
    pub id: String,
    /// What the user keeps it for.
    pub subject: Subject,
    /// The name of the site's profile.
    pub site: String,
    /// The page that is looked at.
    pub page: String,
    /// Its identity: one page by whatever address.
    pub page_key: String,
    /// Its title.
    pub title: Option<String>,
    /// Where the link leads; `None` for any link to the site.
    pub target: Option<String>,
    /// Whether the link was seen in a tab before it was watched.
    pub seen_in_tab: bool,
    /// Since when it is watched.
    pub made: Millis,
    /// When it was looked at last.
    pub looked: Option<Millis>,
    /// The address its page ended at then, where that is another.
    #[serde(default)]
    pub arrived: Option<String>,
    /// What is known of it by all looks.
    pub state: Option<State>,
    /// What was known of it when something was known last.
    #[serde(default)]
    pub known: Option<Standing>,
    /// How the link was when it was last seen.
    pub link: Option<SeenLink>,
    /// Of an agreement: how the last look at the page came out; `None` where it did not show the page.
    pub overall: Option<Overall>,
    /// Whether it was lost or changed since the user has looked at the list.
    pub news: bool,
}

/// What a link is watched for, with the record's own id.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// A backlink that is known.
    Backlink(String),
    /// What was agreed about links.
    Agreement(String),
    /// A prospect.
    Prospect(String),
}

/// How a link was when it was seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeenLink {
    /// When.
    pub at: Millis,
    /// Whether it was followed.
    pub followed: Option<bool>,
    /// The tokens of its rel attribute.
    pub rel: Vec<String>,
    /// Where on the page it was.
    pub region: Region,
    /// Its anchor text.
    pub anchor: String,
}

/// One look, as it is saved.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Look {
    /// The watch's id and the moment.
    pub id: String,
    /// The watch's id.
    pub watch: String,
    /// What was seen.
    pub look: Observation,
}

/// Links that are no longer watched, to be brought back.
#[derive(Clone, Debug)]
pub struct Unwatched {
    watches: Vec<JsValue>,
    looks: Vec<JsValue>,
}

impl Unwatched {
    /// How many they are.
    pub fn count(&self) -> usize {
        self.watches.len()
    }
}

impl Record for Watch {
    const STORE: &'static str = WATCHES;
}

impl Record for Look {
    const STORE: &'static str = LOOKS;
}

impl Subject {
    /// What the watch of it is known by.
    pub fn id(&self) -> String {
        match self {
            Self::Backlink(id) => format!("backlink {id}"),
            Self::Agreement(id) => format!("agreement {id}"),
            Self::Prospect(id) => format!("prospect {id}"),
        }
    }
}

impl Watch {
    /// A link that is watched from now on.
    pub fn new(subject: Subject, site: String, page: String, now: Millis) -> Self {
        Self {
            id: subject.id(),
            page_key: page_key(&page),
            subject,
            site,
            page,
            title: None,
            target: None,
            seen_in_tab: false,
            made: now,
            looked: None,
            arrived: None,
            state: None,
            known: None,
            link: None,
            overall: None,
            news: false,
        }
    }

    /// What is known of it in a word.
    pub fn standing(&self) -> Option<Standing> {
        Some(self.state.as_ref()?.standing)
    }

    /// Its looks from the future were dated at this moment or before.
    fn set_back(&mut self, to: Millis) {
        self.looked = self.looked.map(|at| at.min(to));
        if let Some(link) = &mut self.link {
            link.at = link.at.min(to);
        }
    }

    /// Whether a list shows its news, where the user sees it: none does of prospects.
    fn is_in_lists(&self) -> bool {
        !matches!(self.subject, Subject::Prospect(_))
    }

    /// Whether it was lost or changed since the user has looked at the list that shows it.
    pub fn has_news(&self) -> bool {
        self.news && self.is_in_lists()
    }

    /// Takes over what all looks say, the last of which is new.
    fn take(&mut self, looks: &[Observation], ends_alike: usize) {
        let facts = RunFacts {
            ends_alike,
            seen_in_tab: self.seen_in_tab,
        };
        let (Some(now), Some(last)) =
            (state(looks, facts), looks.iter().max_by_key(|look| look.at))
        else {
            return;
        };
        let is_new = self.looked.is_none_or(|looked| moment(looked) < last.at);
        let before = self.known.or(self.standing());
        self.news |= self.is_in_lists() && is_news(before, &now, is_new);
        self.known = known_after(before, now.standing);
        let looked = millis(last.at);
        self.looked = Some(looked);
        self.arrived = last.ended_elsewhere().map(str::to_owned);
        let is_agreed = matches!(self.subject, Subject::Agreement(_));
        self.overall = last
            .check()
            .filter(|_| is_agreed)
            .map(|check| check.overall);
        if let Some(check) = last.check() {
            self.title = check.page.title.clone().or(self.title.take());
            if let Some(found) = check.links.first() {
                self.link = Some(SeenLink {
                    at: looked,
                    followed: found.link.followed,
                    rel: found.link.rel.clone(),
                    region: found.link.region,
                    anchor: found.link.anchor.text.clone(),
                });
            }
        }
        self.state = Some(now);
    }
}

/// The identity of a page, by which its watches are found.
pub fn page_key(page: &str) -> String {
    Url::parse(page).map_or_else(|_| page.to_owned(), |url| identity(&url))
}

/// Its page looks gone, but what came has it.
const REPLACED: Standing = Standing::Soft404(Soft::Linked);

/// Whether a link is lost, by whatever way.
const fn is_loss(standing: Standing) -> bool {
    match standing {
        Standing::Lost | Standing::PageGone | Standing::Unreachable | Standing::Moved => true,
        Standing::Soft404(soft) => !matches!(soft, Soft::Linked),
        Standing::Live | Standing::Changed | Standing::Missing | Standing::Unknown(_) => false,
    }
}

/// What is known of a link when a look says this: a look that says nothing takes nothing back, and one that
/// misses what is lost says no more. Of a server that answers again it says more.
fn known_after(before: Option<Standing>, now: Standing) -> Option<Standing> {
    let is_lost = |before: &Standing| is_loss(*before) && *before != Standing::Unreachable;
    match now {
        Standing::Unknown(_) => before,
        Standing::Missing => before.filter(is_lost).or(Some(now)),
        _ => Some(now),
    }
}

/// Whether a state is news: what was there is not, or not as it was. Without a new look only the first of these can
/// be: the user has seen the other.
fn is_news(before: Option<Standing>, now: &State, is_new_look: bool) -> bool {
    let is_lost_now = is_loss(now.standing) && !before.is_some_and(is_loss);
    let is_replaced_now = now.standing == REPLACED && before != Some(REPLACED);
    let is_changed = now.standing == Standing::Changed || is_replaced_now || now.noindexed;
    is_lost_now || is_new_look && is_changed
}

impl Store {
    /// Watches links from now on; those that are watched already stay as they are. Gives their ids.
    pub async fn watch(&self, watches: Vec<Watch>) -> Result<Vec<String>> {
        let transaction = self.connection.write(&[WATCHES])?;
        let done = async {
            let store = transaction.object_store(WATCHES)?;
            let mut ids = Vec::with_capacity(watches.len());
            for watch in watches {
                if store.get(JsValue::from(&watch.id))?.await?.is_none() {
                    store.put(&to_object(&watch)?, None)?;
                }
                ids.push(watch.id);
            }
            Ok(ids)
        };
        let done = done.await;
        self.finish(transaction, done, Part::Watches).await
    }

    /// Watches links no longer: all or none. Gives what brings them back.
    pub async fn unwatch(&self, ids: &[String]) -> Result<Unwatched> {
        let transaction = self.connection.write(&[WATCHES, LOOKS])?;
        let done = async {
            let (watches, looks) = stores(&transaction)?;
            let mut gone = Unwatched {
                watches: Vec::new(),
                looks: Vec::new(),
            };
            for id in ids {
                gone.watches.extend(watches.get(JsValue::from(id))?.await?);
                gone.looks
                    .extend(looks.get_all(Some(of_watch(id)?), None)?.await?);
                watches.delete(JsValue::from(id))?;
                looks.delete(of_watch(id)?)?;
            }
            Ok(gone)
        };
        let done = done.await;
        self.finish(transaction, done, Part::Watches).await
    }

    /// Brings them back. One that is watched again since stays as it is now, with all looks.
    pub async fn watch_again(&self, gone: &Unwatched) -> Result {
        let transaction = self.connection.write(&[WATCHES, LOOKS])?;
        let done = async {
            let (watches, looks) = stores(&transaction)?;
            for watch in &gone.watches {
                let id = from_object::<Watch>(watch)?.id;
                if watches.get(JsValue::from(id))?.await?.is_none() {
                    watches.put(watch, None)?;
                }
            }
            for look in &gone.looks {
                looks.put(look, None)?;
            }
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Watches).await
    }

    /// The watches of a page, by whatever address it was asked for.
    pub async fn watches_of(&self, page: &str) -> Result<Vec<Watch>> {
        let transaction = self.connection.read(&[WATCHES])?;
        let index = transaction.object_store(WATCHES)?.index(PAGE_KEY)?;
        let key = Query::from(JsValue::from(page_key(page)));
        Ok(readable(&index.get_all(Some(key), None)?.await?).all)
    }

    /// All looks at a link, the oldest first.
    pub async fn looks(&self, watch: &str) -> Result<Vec<Observation>> {
        let transaction = self.connection.read(&[LOOKS])?;
        looks(&transaction.object_store(LOOKS)?, watch).await
    }

    /// Saves looks at links, each with its watch's id, and what is known of the links by them: all or
    /// none. `row` is the row of the run that they come from, saved with them; `ends_alike` what the run
    /// knows of the address they ended at. Those that are no longer watched are passed over.
    pub async fn look(
        &self,
        row: Option<&mut RunRow>,
        observations: Vec<(String, Observation)>,
        ends_alike: usize,
    ) -> Result {
        self.look_alike(row, observations, ends_alike, &[]).await
    }

    /// The same where what is known of other links changes with them: their pages, by the watches' ids, ended at
    /// the same address.
    pub async fn look_alike(
        &self,
        mut row: Option<&mut RunRow>,
        observations: Vec<(String, Observation)>,
        ends_alike: usize,
        others: &[String],
    ) -> Result {
        let transaction = self.connection.write(&[RUN_ROWS, WATCHES, LOOKS])?;
        let done = async {
            let mut standings = Vec::with_capacity(observations.len());
            for (watch, look) in observations {
                let watch = add_look(&transaction, &watch, look, ends_alike).await?;
                standings.extend(watch.and_then(|watch| watch.standing()));
            }
            for other in others {
                know_again(&transaction, other, ends_alike).await?;
            }
            if let Some(row) = row.as_deref_mut() {
                row.came = Some(Came::Looked(standings));
                put_row(&transaction, row).await?;
            }
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Watches).await
    }

    /// The user has seen what was lost or changed.
    pub async fn news_seen(&self, ids: &[String]) -> Result {
        let transaction = self.connection.write(&[WATCHES])?;
        let done = async {
            let store = transaction.object_store(WATCHES)?;
            for id in ids {
                if let Some(found) = store.get(JsValue::from(id))?.await? {
                    let mut watch: Watch = from_object(&found)?;
                    watch.news = false;
                    store.put(&to_object(&watch)?, None)?;
                }
            }
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Watches).await
    }
}

async fn add_look(
    transaction: &Transaction,
    id: &str,
    look: Observation,
    ends_alike: usize,
) -> Result<Option<Watch>> {
    let (watches, all) = stores(transaction)?;
    let Some(found) = watches.get(JsValue::from(id))?.await? else {
        return Ok(None);
    };
    let mut watch: Watch = from_object(&found)?;
    if set_back(&all, id, look.at).await? {
        watch.set_back(millis(look.at.saturating_sub(1)));
    }
    let record = in_a_second_of_its_own(&all, id, look).await?;
    all.put(&to_object(&record)?, None)?;
    let history = looks(&all, id).await?;
    let over = history.len().saturating_sub(MAX_LOOKS);
    for old in history.iter().take(over) {
        all.delete(JsValue::from(look_id(id, old.at)))?;
    }
    watch.take(history.get(over..).unwrap_or_default(), ends_alike);
    watches.put(&to_object(&watch)?, None)?;
    Ok(Some(watch))
}

/// Dates looks that are from the future just before `now`; see [`dates_by`]. Whether there were any.
async fn set_back(all: &ObjectStore, watch: &str, now: Moment) -> Result<bool> {
    let history = looks(all, watch).await?;
    let dates: Vec<Moment> = history.iter().map(|look| look.at).collect();
    let new_dates = dates_by(now, &dates);
    let moved = history.into_iter().zip(new_dates);
    let moved: Vec<_> = moved.filter(|(look, at)| look.at != *at).collect();
    for (look, _) in &moved {
        all.delete(JsValue::from(look_id(watch, look.at)))?;
    }
    let is_any = !moved.is_empty();
    for (mut look, at) in moved {
        look.at = at;
        let (id, watch) = (look_id(watch, at), watch.to_owned());
        all.put(&to_object(&Look { id, watch, look })?, None)?;
    }
    Ok(is_any)
}

/// The dates of looks, the oldest first, where a new one is made `now`. Those from the future were made while
/// the clock was ahead: they come just before it, in their order, or they would stay the last of all. What is
/// only a little later was saved by another page meanwhile.
fn dates_by(now: Moment, dates: &[Moment]) -> Vec<Moment> {
    /// Looks are saved within seconds: a minute.
    const LITTLE: Moment = 60;
    let is_ahead = |at: Moment| at > now.saturating_add(LITTLE);
    let mut by = dates.to_vec();
    if !by.iter().copied().any(is_ahead) {
        return by;
    }
    let mut next = now;
    for at in by
        .iter_mut()
        .rev()
        .filter(|at| **at <= now || is_ahead(**at))
    {
        *at = (*at).min(next.saturating_sub(1));
        next = *at;
    }
    by
}

/// Works out again what is known of a link, since more is known of where its page ends.
async fn know_again(transaction: &Transaction, id: &str, ends_alike: usize) -> Result {
    let (watches, all) = stores(transaction)?;
    let Some(found) = watches.get(JsValue::from(id))?.await? else {
        return Ok(());
    };
    let mut watch: Watch = from_object(&found)?;
    watch.take(&looks(&all, id).await?, ends_alike);
    watches.put(&to_object(&watch)?, None)?;
    Ok(())
}

/// The record of a look. What was seen differently within one second is two looks, and the later one is of the
/// next second: it must not take the place of what it is compared with. There are at most [`MAX_LOOKS`] to pass.
async fn in_a_second_of_its_own(
    all: &ObjectStore,
    watch: &str,
    mut look: Observation,
) -> Result<Look> {
    loop {
        let id = look_id(watch, look.at);
        let known = all.get(JsValue::from(&id))?.await?;
        let known: Option<Look> = known.and_then(|known| from_object(&known).ok());
        if known.is_none_or(|known| known.look == look) {
            let watch = watch.to_owned();
            return Ok(Look { id, watch, look });
        }
        look.at += 1;
    }
}

fn stores(transaction: &Transaction) -> Result<(ObjectStore, ObjectStore)> {
    Ok((
        transaction.object_store(WATCHES)?,
        transaction.object_store(LOOKS)?,
    ))
}

async fn looks(store: &ObjectStore, watch: &str) -> Result<Vec<Observation>> {
    let all = store.get_all(Some(of_watch(watch)?), None)?.await?;
    let looks: Vec<Look> = readable(&all).all;
    Ok(looks.into_iter().map(|look| look.look).collect())
}

/// The id of a look: as long for each moment, so that looks are read in their order.
fn look_id(watch: &str, at: Moment) -> String {
    format!("{watch}{BETWEEN}{at:012}")
}

/// The keys of a link's looks.
fn of_watch(watch: &str) -> Result<Query> {
    keys_after(&format!("{watch}{BETWEEN}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::reason::Key;
    use linkglance_core::watch::{Seen, Unknown, View};

    fn watch(subject: Subject) -> Watch {
        let page = "https://blog.example/a".to_owned();
        Watch::new(subject, "Acme".to_owned(), page, 5)
    }

    fn seen(at: Moment, seen: Seen) -> Observation {
        Observation {
            at,
            view: View::Raw,
            asked: "https://blog.example/a".to_owned(),
            arrived: None,
            status: None,
            seen,
        }
    }

    fn gone(at: Moment) -> Observation {
        seen(at, Seen::Gone { status: 410 })
    }

    fn unknown(at: Moment) -> Observation {
        seen(at, Seen::Unknown(Unknown::Refused))
    }

    fn known(standing: Standing) -> State {
        State {
            standing,
            because: Key::WatchLive.into(),
            changes: Vec::new(),
            noindexed: false,
            moved_to: None,
            last_there: None,
            then: None,
            now: None,
        }
    }

    #[test]
    fn news_is_what_was_lost_or_changed_and_only_once() {
        let rows = [
            (None, Standing::Live, false),
            (None, Standing::Lost, true),
            (Some(Standing::Live), Standing::Lost, true),
            (Some(Standing::Missing), Standing::Lost, true),
            (Some(Standing::Lost), Standing::Lost, false),
            (Some(Standing::Lost), Standing::PageGone, false),
            (Some(Standing::Live), Standing::Missing, false),
            (Some(Standing::Live), Standing::Changed, true),
            (Some(Standing::Live), Standing::Soft404(Soft::Linked), true),
            (
                Some(Standing::Soft404(Soft::Linked)),
                Standing::Soft404(Soft::Linked),
                false,
            ),
            (Some(Standing::Lost), Standing::Live, false),
        ];
        for (before, now, expected) in rows {
            let found = is_news(before, &known(now), true);
            assert_eq!(found, expected, "{before:?} {now:?}");
        }
        let noindexed = State {
            noindexed: true,
            ..known(Standing::Live)
        };
        let live = Some(Standing::Live);
        assert!(is_news(live, &noindexed, true));
        // What is worked out again from the same looks.
        assert!(!is_news(live, &noindexed, false));
        assert!(!is_news(live, &known(Standing::Changed), false));
        let gone = Standing::Soft404(Soft::EndsAlike);
        assert!(is_news(live, &known(gone), false));
        assert!(!is_news(Some(gone), &known(gone), false));
    }

    #[test]
    fn a_loss_is_told_once_until_the_link_is_seen_there() {
        let refused = Standing::Unknown(Unknown::Refused);
        let ends_alike = Standing::Soft404(Soft::EndsAlike);
        // What is known after each look, and whether the last is news.
        let rows = [
            (vec![Standing::Lost, refused, Standing::Lost], false),
            (vec![Standing::PageGone, refused, Standing::PageGone], false),
            (
                vec![Standing::Moved, refused, refused, Standing::Moved],
                false,
            ),
            (vec![ends_alike, refused, ends_alike], false),
            (vec![REPLACED, refused, REPLACED], false),
            (
                vec![Standing::Unreachable, refused, Standing::Unreachable],
                false,
            ),
            (
                vec![Standing::Lost, Standing::Missing, Standing::Lost],
                false,
            ),
            (vec![Standing::Lost, Standing::Live, Standing::Lost], true),
            (
                vec![Standing::Lost, Standing::Live, refused, Standing::Lost],
                true,
            ),
            (
                vec![Standing::Unreachable, Standing::Missing, Standing::Lost],
                true,
            ),
            (vec![refused, Standing::Missing, Standing::Lost], true),
        ];
        for (mut standings, expected) in rows {
            let last = standings.pop().unwrap();
            let before = standings
                .iter()
                .fold(None, |before, &now| known_after(before, now));
            assert_eq!(
                is_news(before, &known(last), true),
                expected,
                "{standings:?} {last:?}"
            );
        }
    }

    #[test]
    fn what_is_known_outlives_a_look_that_says_nothing() {
        let mut watch = watch(Subject::Backlink("x".to_owned()));
        let looks = [gone(1), unknown(2), gone(3)];
        watch.take(&looks[..1], 1);
        assert!(watch.news);
        watch.news = false;
        for end in 2..=3 {
            watch.take(&looks[..end], 1);
            assert!(!watch.news, "{end}");
        }
        assert_eq!(watch.standing(), Some(Standing::PageGone));
    }

    #[test]
    fn looks_from_the_future_come_just_before_a_new_one() {
        let rows = [
            (vec![], vec![]),
            (vec![100, 200], vec![100, 200]),
            (vec![100, 1_000, 1_060], vec![100, 1_000, 1_060]),
            (vec![100, 5_000], vec![100, 999]),
            (vec![100, 5_000, 6_000, 7_000], vec![100, 997, 998, 999]),
            (vec![998, 999, 5_000, 6_000], vec![996, 997, 998, 999]),
            (vec![100, 1_030, 5_000], vec![100, 1_030, 999]),
        ];
        for (dates, expected) in rows {
            assert_eq!(dates_by(1_000, &dates), expected, "{dates:?}");
        }
    }

    #[test]
    fn a_look_after_the_clock_was_set_back_counts() {
        let mut watch = watch(Subject::Backlink("x".to_owned()));
        watch.take(&[unknown(9_000)], 1);
        watch.set_back(millis(999));
        assert_eq!(watch.looked, Some(millis(999)));
        watch.take(&[unknown(999), gone(1_000)], 1);
        assert_eq!(watch.looked, Some(millis(1_000)));
        assert_eq!(watch.standing(), Some(Standing::PageGone));
    }

    #[test]
    fn prospects_have_no_news() {
        let id = || "x".to_owned();
        for (subject, expected) in [
            (Subject::Backlink(id()), true),
            (Subject::Agreement(id()), true),
            (Subject::Prospect(id()), false),
        ] {
            let mut watch = watch(subject);
            watch.take(&[gone(1)], 1);
            assert_eq!(watch.news, expected, "{:?}", watch.subject);
            watch.news = true; // saved by an earlier version
            assert_eq!(watch.has_news(), expected, "{:?}", watch.subject);
        }
    }

    #[test]
    fn the_words_in_the_database_stay() {
        let subject = Subject::Backlink("x".to_owned());
        assert_eq!(
            serde_json::to_value(&subject).unwrap(),
            serde_json::json!({ "backlink": "x" })
        );
        let watch = Watch::new(
            subject,
            "Acme".to_owned(),
            "https://www.blog.example/a/?utm_source=x".to_owned(),
            5,
        );
        assert_eq!(
            (watch.id.as_str(), watch.page_key),
            ("backlink x", page_key("http://blog.example/a"))
        );
    }
}
