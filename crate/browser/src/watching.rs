//! Which links are watched and what is looked for: backlinks, agreements and prospects as watches, what
//! counts as the link of each, when they are due, and what is said of them on the toolbar's icon.

use std::collections::{BTreeMap, BTreeSet};

use linkglance_core::Site;
use linkglance_core::check::{Agreement, Match, Target};
use linkglance_core::prospect::Millis;
use linkglance_core::watch::{Every, Turn, due, millis, moment, next_look, next_turn, watched};
use serde::{Deserialize, Serialize};

use crate::api::{self, Badge};
use crate::i18n::{number, t, t_count};
use crate::settings::Settings;
use crate::store::{
    KeptAgreement, KnownBacklink, ProspectRow, Purpose, Result, Store, Subject, Watch,
};
use crate::{checks, clock, profiles, storage};

/// Where it is noted when the next look is due, in milliseconds. The background worker's alarm goes by it.
const NEXT: &str = "watchNext";

/// Where it is noted how many links were looked at today without a click.
const TODAY: &str = "watchToday";

/// Where it is noted what the icon says, for a browser that starts.
const NEWS: &str = "watchNews";

/// Behind the number of links that were lost or changed.
const NEWS_COLOUR: &str = "#a4262c";

/// The most that the icon says.
const MOST_NEWS: usize = 999;

/// A backlink that is watched from now on.
pub fn of_backlink(backlink: &KnownBacklink, now: Millis) -> Watch {
    let subject = Subject::Backlink(backlink.id.clone());
    Watch {
        title: backlink.title.clone(),
        target: backlink.target.clone(),
        // What a list says was not seen here; what was seen in the source needs no tab.
        seen_in_tab: backlink.tool.is_none() && !backlink.in_source,
        ..Watch::new(subject, backlink.site.clone(), backlink.page.clone(), now)
    }
}

/// An agreement whose page is watched from now on; `None` where it has no page yet.
pub fn of_agreement(kept: &KeptAgreement, now: Millis) -> Option<Watch> {
    let page = kept.page.clone()?;
    let subject = Subject::Agreement(kept.id.clone());
    Some(Watch {
        seen_in_tab: true,
        ..Watch::new(subject, kept.site.clone(), page, now)
    })
}

/// A prospect whose page is watched for any link to its site from now on.
pub fn of_prospect(row: &ProspectRow, now: Millis) -> Watch {
    let subject = Subject::Prospect(row.id.clone());
    Watch {
        title: Some(row.title.clone()).filter(|title| !title.is_empty()),
        ..Watch::new(subject, row.site.clone(), row.url.clone(), now)
    }
}

/// What is looked for on the page of a watch: what was agreed, or that the link is there. `None` where
/// neither is known any more, or the user has deleted what it was watched for.
pub async fn looked_for(store: &Store, watch: &Watch, sites: &[Site]) -> Result<Option<Agreement>> {
    Ok(match &watch.subject {
        Subject::Agreement(id) => {
            let kept = store.one::<KeptAgreement>(id).await?;
            // One that can't be read is reported where agreements are listed.
            kept.and_then(|kept| serde_json::from_value(kept.agreement).ok())
        }
        Subject::Prospect(id) if store.prospect(id).await?.is_none() => None,
        Subject::Prospect(_) | Subject::Backlink(_) => target(watch, sites).map(watched),
    })
}

/// Where the link of a watch leads: its page, or any of its site's.
fn target(watch: &Watch, sites: &[Site]) -> Option<Target> {
    if let Some(url) = &watch.target {
        return Some(Target {
            url: url.clone(),
            mode: Match::Page,
        });
    }
    let site = sites.iter().find(|site| site.name == watch.site)?;
    Some(Target {
        url: site.home()?.into(),
        mode: Match::Site,
    })
}

/// How many links were looked at on a day without a click.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Today {
    day: String,
    links: usize,
}

/// Starts a run of what is due by the user's schedule, as many as may be today, and notes when the next
/// look is due.
pub async fn start_due(store: &Store) -> Result {
    let settings = Settings::load().await?;
    let every = settings.watch_every;
    if every == Every::Off {
        storage::remove_here(NEXT).await?;
        return Ok(());
    }
    let watches = store.all::<Watch>().await?.all;
    let under_way = being_looked_at(store).await?;
    let turn = |watch: &Watch| turn(watch, every, under_way.contains(&watch.id));
    let turns: Vec<Turn> = watches.iter().map(turn).collect();
    let now = moment(clock::millis());
    let day = clock::today();
    let today = storage::load_here::<Today>(TODAY).await?;
    let today = today.filter(|today| today.day == day);
    let done = today.map_or(0, |today| today.links);
    let a_day = usize::try_from(settings.watch_a_day.get()).unwrap_or(usize::MAX);
    let places = due(&turns, now);
    let due = places.iter().filter_map(|&at| watches.get(at));
    let chosen = first_known(store, due, a_day.saturating_sub(done)).await?;
    if !chosen.is_empty() {
        let links = done + chosen.len();
        storage::save_here(TODAY, &Today { day, links }).await?;
        checks::start_due(store, &chosen).await?;
    }
    match next_turn(&turns, now) {
        Some(next) => storage::save_here(NEXT, &millis(next)).await?,
        None => storage::remove_here(NEXT).await?,
    }
    Ok(())
}

/// The links that a run has yet to look at, by the ids of their watches.
async fn being_looked_at(store: &Store) -> Result<BTreeSet<String>> {
    let is_look = |purpose: &Purpose| matches!(purpose, Purpose::Watch { .. });
    let mut ids = BTreeSet::new();
    for run in checks::unfinished(store, is_look).await? {
        let rows = store.run_rows(&run.id).await?;
        let left = rows.into_iter().filter(|row| row.came.is_none());
        ids.extend(left.flat_map(|row| row.watches));
    }
    Ok(ids)
}

/// The first of them, at most so many, of which it is known what to look for: no page is asked for else.
async fn first_known<'a>(
    store: &Store,
    watches: impl Iterator<Item = &'a Watch>,
    most: usize,
) -> Result<Vec<Watch>> {
    let mut chosen = Vec::new();
    let mut sites: Option<Vec<Site>> = None;
    for watch in watches {
        if chosen.len() == most {
            break;
        }
        if sites.is_none() {
            let loaded = profiles::load().await?.profiles.into_iter();
            sites = Some(loaded.map(|profile| profile.site).collect());
        }
        let sites = sites.as_deref().unwrap_or_default();
        if looked_for(store, watch, sites).await?.is_some() {
            chosen.push(watch.clone());
        }
    }
    Ok(chosen)
}

fn turn(watch: &Watch, every: Every, under_way: bool) -> Turn {
    let looked = watch.looked.map(moment);
    let known = watch.standing().zip(looked);
    Turn {
        due: known.and_then(|(standing, looked)| next_look(standing, looked, every)),
        looked,
        under_way,
    }
}

/// Says on the icon of tabs without a report how many links were lost or changed since the user has
/// looked at the list.
pub async fn show_news(store: &Store) -> Result {
    let watches = store.all::<Watch>().await?.all;
    let count = watches.iter().filter(|watch| watch.has_news()).count();
    let text = match count {
        0 => String::new(),
        1..=MOST_NEWS => number(count),
        _ => format!("{}+", number(MOST_NEWS)),
    };
    let title = if count == 0 {
        t("extension_name")
    } else {
        t_count("badge_news", count, &[])
    };
    let badge = Badge {
        text,
        colour: NEWS_COLOUR,
        title,
    };
    api::set_badge_of_all(&badge).await;
    let shown: BTreeMap<&str, &str> = [
        ("text", badge.text.as_str()),
        ("color", badge.colour),
        ("title", badge.title.as_str()),
    ]
    .into();
    storage::save_here(NEWS, &shown).await?;
    Ok(())
}
