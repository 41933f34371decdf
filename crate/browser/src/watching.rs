//! Which links are watched and what is looked for: backlinks, agreements and prospects as watches, what
//! counts as the link of each, when they are due, and what is said of them on the toolbar's icon.

use std::collections::BTreeMap;

use linkglance_core::Site;
use linkglance_core::check::{Agreement, Match, Target};
use linkglance_core::prospect::Millis;
use linkglance_core::watch::{Every, Turn, due, moment, watched};
use serde::{Deserialize, Serialize};

use crate::api::{self, Badge};
use crate::i18n::{number, t, t_count};
use crate::settings::Settings;
use crate::store::{
    KeptAgreement, KnownBacklink, ProspectRow, Purpose, Result, Store, Subject, Watch,
};
use crate::{checks, clock, storage};

/// Where it is noted when the next look is due, in milliseconds. The background worker's alarm goes by it.
const NEXT: &str = "watchNext";

/// Where it is noted how many pages were looked at today without a click.
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
        // What a list says was not seen here.
        seen_in_tab: backlink.tool.is_none(),
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
/// neither is known any more.
pub fn looked_for(
    watch: &Watch,
    kept: Option<&KeptAgreement>,
    sites: &[Site],
) -> Option<Agreement> {
    if let Subject::Agreement(_) = watch.subject {
        let agreement = serde_json::from_value(kept?.agreement.clone());
        return agreement.ok();
    }
    let target = match &watch.target {
        Some(url) => Target {
            url: url.clone(),
            mode: Match::Page,
        },
        None => Target {
            url: sites
                .iter()
                .find(|site| site.name == watch.site)?
                .home()?
                .into(),
            mode: Match::Site,
        },
    };
    Some(watched(target))
}

/// How many pages were looked at on a day without a click.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Today {
    day: String,
    pages: usize,
}

/// Starts a run of what is due by the user's schedule, as many as may be today, and notes when the next
/// look is due.
pub async fn start_due(store: &Store) -> Result {
    let settings = Settings::load().await?;
    if settings.watch_every == Every::Off {
        storage::remove_here(NEXT).await?;
        return Ok(());
    }
    let watches = store.all::<Watch>().await?.all;
    let is_look = |purpose: &Purpose| matches!(purpose, Purpose::Watch { .. });
    if !checks::unfinished(store, is_look).await?.is_empty() {
        // What it looks at is still due: it would be looked at twice.
        return note_next(&watches, false).await;
    }
    let turns: Vec<Turn> = watches.iter().map(turn).collect();
    let now = moment(clock::millis());
    let day = clock::today();
    let today = storage::load_here::<Today>(TODAY).await?;
    let done = today
        .filter(|today| today.day == day)
        .map_or(0, |today| today.pages);
    let a_day = usize::try_from(settings.watch_a_day.get()).unwrap_or(usize::MAX);
    let most = a_day.saturating_sub(done);
    let chosen = due(&turns, now, most);
    let chosen: Vec<Watch> = chosen
        .into_iter()
        .filter_map(|at| watches.get(at).cloned())
        .collect();
    if !chosen.is_empty() {
        let pages = done + chosen.len();
        storage::save_here(TODAY, &Today { day, pages }).await?;
        checks::start_due(store, &chosen).await?;
    }
    note_next(&watches, most == chosen.len()).await
}

fn turn(watch: &Watch) -> Turn {
    Turn {
        due: watch.due.map(moment),
        looked: watch.looked.map(moment),
    }
}

/// Notes when the next look is due; tomorrow where no more may be today.
async fn note_next(watches: &[Watch], no_more_today: bool) -> Result {
    /// An hour in milliseconds: what is due now is looked for again after it.
    const SOON: Millis = 3_600_000;
    let now = clock::millis();
    let next = watches.iter().map(|watch| watch.due.unwrap_or(now)).min();
    let next = next.map(|next| {
        let soonest = if no_more_today { now + SOON } else { now };
        next.max(soonest)
    });
    match next {
        Some(next) => storage::save_here(NEXT, &next).await?,
        None => storage::remove_here(NEXT).await?,
    }
    Ok(())
}

/// Sets when links are due, after the schedule was changed, and has the worker look.
pub async fn schedule_changed(store: &Store, every: Every) -> Result {
    store.reschedule(every).await?;
    match every {
        Every::Off => storage::remove_here(NEXT).await?,
        _ => storage::save_here(NEXT, &clock::millis()).await?,
    }
    checks::wake();
    Ok(())
}

/// Says on the icon of tabs without a report how many links were lost or changed since the user has
/// looked at the list.
pub async fn show_news(store: &Store) -> Result {
    let watches = store.all::<Watch>().await?.all;
    let count = watches.iter().filter(|watch| watch.news).count();
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
