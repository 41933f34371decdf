//! Importing: reading a list, counting what it would change, and taking all of it or nothing.

use std::collections::{BTreeSet, HashSet};

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_browser::api::{self, ListFile};
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::store::{
    CompetitorLink, Imported, Importing, Incoming, KeptFigures, RankList, Store, StoreError,
    competitors,
};
use linkglance_core::Site;
use linkglance_core::import::{Column, Importer, Packer, Preview, Tool};
use linkglance_core::prospect::Prospect;
use linkglance_core::url::Url;
use web_sys::File;

use super::flow::{Become, Flow, Owner, Plan, Progress, Source, Step, Survey, begun};
use super::model::{Model, Undo};

/// Most rows listed that are left out, with their reasons; of more, only the number is shown.
const SHOWN: usize = 200;

/// Rows of a list of ranks that are packed at once: some milliseconds.
const RANKED_AT_ONCE: usize = 10_000;

/// Records about domains that are written at once.
const DOMAINS_AT_ONCE: usize = 1_000;

/// A tool's own name.
pub(in crate::dashboard) fn tool_name(tool: Tool) -> String {
    tool.name().map_or_else(|| t("import_other"), str::to_owned)
}

/// Reads a chosen file.
pub(in crate::dashboard) fn open(model: Model, file: File) {
    let flow = model.import;
    spawn_local(async move {
        match ListFile::open(&file).await {
            Ok(list) if list.is_parquet() => flow.error.set(t("import_parquet")),
            Ok(list) => look(model, list, file.name()),
            Err(why) => flow.error.set(t_with("file_not_read", &[&why.to_string()])),
        }
    });
}

/// Reads a list that was pasted.
pub(in crate::dashboard) fn paste(model: Model, text: &str) {
    look(model, ListFile::of_text(text), String::new());
}

fn look(model: Model, file: ListFile, name: String) {
    let flow = model.import;
    flow.leave();
    flow.progress.set(None);
    let found = file.pieces().ok();
    let preview = found.and_then(|mut pieces| begun(&mut pieces)?.preview());
    let preview = preview.filter(|found| !found.rows.is_empty() && found.columns.names_pages());
    let Some(preview) = preview else {
        flow.error.set(t("import_nothing"));
        return;
    };
    flow.error.set(String::new());
    flow.holds.set(preview.columns.holds.clone());
    flow.into.set(Become::of(&preview.columns));
    flow.whose.set(model.sites.with_untracked(|sites| {
        let chosen = model.site.get_untracked();
        whose_list(sites, chosen.as_deref(), &preview).unwrap_or_default()
    }));
    flow.source.set(Some(Source {
        file,
        name,
        preview,
    }));
    flow.step.set(Step::Columns);
    survey(model);
}

/// Whose links a list has, by where its first rows lead: the chosen site where it is one of those, else the
/// one that most lead to. A list that names no page of any site is the chosen site's.
fn whose_list(sites: &[Site], chosen: Option<&str>, preview: &Preview) -> Option<String> {
    let targets = preview.columns.index(Column::Target).map(|column| {
        let fields = preview.rows.iter().map(move |row| row.fields.get(column));
        fields.flatten().filter_map(|target| address(target))
    });
    let targets: Vec<Url> = targets.into_iter().flatten().collect();
    let count = |site: &Site| targets.iter().filter(|url| site.owns(url)).count();
    let is_chosen = |site: &Site| Some(site.name.as_str()) == chosen;
    let owners = sites.iter().map(|site| (count(site), site));
    let owners = owners.filter(|(count, _)| *count > 0);
    let best = owners
        .rev()
        .max_by_key(|(count, site)| (is_chosen(site), *count));
    let name = best.map(|(_, site)| site.name.as_str()).or(chosen);
    name.map(str::to_owned)
}

/// An address as lists write it, some without a scheme.
fn address(target: &str) -> Option<Url> {
    let parsed = Url::parse(target).ok().filter(Url::has_host);
    parsed.or_else(|| Url::parse(&format!("https://{target}")).ok())
}

/// Whom the user can choose.
pub(in crate::dashboard) fn owners(model: Model) -> Vec<String> {
    model.sites.with(|sites| match model.import.into.get() {
        Become::Backlinks | Become::Prospects => {
            sites.iter().map(|site| site.name.clone()).collect()
        }
        Become::Competitor => {
            let all: BTreeSet<&str> = sites.iter().flat_map(competitors).collect();
            all.into_iter().map(str::to_owned).collect()
        }
        Become::Domains | Become::Ranks | Become::Visits => Vec::new(),
    })
}

/// For whom the list is imported; `None` where there is no site to choose.
fn owner(model: Model) -> Option<Owner> {
    let flow = model.import;
    let whose = flow.whose.get_untracked();
    match flow.into.get_untracked() {
        Become::Backlinks | Become::Prospects if untrack(|| flow.is_scan()) => {
            let sites = model.sites.get_untracked();
            (!sites.is_empty()).then_some(Owner::Sites(sites))
        }
        Become::Backlinks | Become::Prospects => model.sites.with_untracked(|sites| {
            let chosen = sites.iter().find(|site| site.name == whose);
            let site = chosen.or(sites.first())?.clone();
            Some(Owner::Site(Box::new(site)))
        }),
        Become::Competitor => {
            let all = untrack(|| owners(model));
            let chosen = all.iter().find(|domain| **domain == whose);
            chosen.or(all.first()).cloned().map(Owner::Competitor)
        }
        Become::Domains | Become::Ranks | Become::Visits => Some(Owner::EverySite),
    }
}

/// Whether there is a site or competitor to import for, where one is needed.
pub(in crate::dashboard) fn can_begin(model: Model) -> bool {
    match model.import.into.get() {
        Become::Domains | Become::Ranks | Become::Visits => true,
        _ => !owners(model).is_empty(),
    }
}

fn plan(model: Model) -> Option<Plan> {
    let flow = model.import;
    let columns = flow.columns()?;
    let tool = tool_name(columns.tool);
    Some(Plan::new(
        flow.into.get_untracked(),
        owner(model)?,
        &columns,
        tool,
        clock::millis(),
    ))
}

/// Counts what an import would do, piece by piece, while the user looks at the columns.
pub(in crate::dashboard) fn survey(model: Model) {
    let flow = model.import;
    flow.version.update(|version| *version += 1);
    flow.survey.set(None);
    if flow.into.get_untracked() == Become::Ranks {
        return;
    }
    let version = flow.version.get_untracked();
    spawn_local(async move {
        let known = known(model).await.unwrap_or_default();
        let (Some((mut importer, mut pieces)), Some(mut plan)) = (flow.reader(), plan(model))
        else {
            return;
        };
        importer.count_values();
        let mut found = Survey::default();
        let mut ids = HashSet::new();
        loop {
            count(&mut found, &mut importer, &mut plan, &known, &mut ids);
            found.percent = pieces.percent();
            if flow.version.get_untracked() != version {
                return;
            }
            flow.survey.set(Some(found.clone()));
            if found.done {
                return;
            }
            api::breathe().await;
            if let Ok(Some(piece)) = pieces.next_piece() {
                importer.push(&piece);
            } else {
                importer.end();
                found.done = true;
            }
        }
    });
}

fn count(
    found: &mut Survey,
    importer: &mut Importer,
    plan: &mut Plan,
    known: &HashSet<String>,
    ids: &mut HashSet<String>,
) {
    let batch = importer.next_batch(usize::MAX);
    found.rows += batch.rows();
    found.repeated += batch.repeated;
    let set_aside = found.aside.count();
    let taken = plan.sort(batch.taken, &mut found.aside);
    found.left_out += batch.refused.len() + found.aside.count() - set_aside;
    let room = SHOWN.saturating_sub(found.refused.len());
    found.refused.extend(batch.refused.into_iter().take(room));
    for row in &taken {
        let id = plan.id_of(row);
        if known.contains(&id) {
            found.known += usize::from(ids.insert(id));
        } else {
            found.new += usize::from(ids.insert(id));
        }
    }
    found.tallies = importer.tallies().to_vec();
}

/// The ids of what is stored of the kind that the list becomes.
async fn known(model: Model) -> Result<HashSet<String>, StoreError> {
    let store = model.store().ok_or(StoreError::Closed)?;
    match model.import.into.get_untracked() {
        Become::Backlinks => store.backlink_ids().await,
        Become::Prospects => store.ids::<Prospect>().await,
        Become::Competitor => store.ids::<CompetitorLink>().await,
        Become::Domains | Become::Ranks | Become::Visits => store.ids::<KeptFigures>().await,
    }
}

/// Imports the list: all of it, or nothing where the user stops it.
pub(in crate::dashboard) fn begin(model: Model) {
    let flow = model.import;
    let Some(store) = model.store() else {
        return;
    };
    flow.version.update(|version| *version += 1);
    flow.progress.set(Some(Progress::default()));
    spawn_local(async move {
        let mut count = Progress::default();
        let done = if flow.into.get_untracked() == Become::Ranks {
            ranks(model, &store, &mut count).await
        } else {
            rows(model, &store, &mut count).await
        };
        match done {
            Ok(Some(undo)) => model.say(done_sentence(&count), Some(undo)),
            Ok(None) => count.stop = true,
            Err(error) => {
                count.stop = true;
                model.fail(&error);
            }
        }
        count.done = true;
        flow.leave();
        flow.progress.set(Some(count));
        model.reload().await;
    });
}

/// What was imported, in words.
pub(in crate::dashboard) fn done_sentence(count: &Progress) -> String {
    let numbers = [count.new, count.known, count.left_out].map(number);
    let [new, known, left_out] = &numbers;
    t_with("import_done", &[new, known, left_out])
}

/// Imports the rows of a list in one transaction; `None` if the user has stopped it.
async fn rows(
    model: Model,
    store: &Store,
    count: &mut Progress,
) -> Result<Option<Undo>, StoreError> {
    let flow = model.import;
    let (Some((importer, pieces)), Some(plan)) = (flow.reader(), plan(model)) else {
        return Ok(None);
    };
    let mut importing = store.begin_import().await?;
    match write(flow, &mut importing, (importer, pieces), plan, count).await {
        Ok(true) => {
            let done = importing.finish().await?;
            (count.new, count.known) = counts(flow.into.get_untracked(), &done);
            Ok(Some(Undo::Imported(done)))
        }
        Ok(false) => {
            importing.cancel().await;
            Ok(None)
        }
        Err(error) => Err(importing.fail(error).await),
    }
}

/// Writes all rows; false if the user has stopped it.
async fn write(
    flow: Flow,
    importing: &mut Importing,
    (mut importer, mut pieces): (Importer, api::Pieces),
    mut plan: Plan,
    count: &mut Progress,
) -> Result<bool, StoreError> {
    let mut ended = false;
    loop {
        let batch = importer.next_batch(usize::MAX);
        count.rows += batch.rows();
        let set_aside = count.aside.count();
        let taken = plan.sort(batch.taken, &mut count.aside);
        count.left_out += batch.refused.len() + count.aside.count() - set_aside;
        let room = SHOWN.saturating_sub(count.refused.len());
        count.refused.extend(batch.refused.into_iter().take(room));
        count.percent = pieces.percent();
        importing.add(plan.take(&taken)).await?;
        flow.note(count);
        if flow.stopped() {
            return Ok(false);
        }
        if ended {
            break;
        }
        ended = next(&mut importer, &mut pieces)?;
    }
    for some in in_parts(plan.domains()) {
        importing.add(some).await?;
        if flow.stopped() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Reads the list's next piece; whether that was its end. What can't be read to its end is no list.
fn next(importer: &mut Importer, pieces: &mut api::Pieces) -> Result<bool, StoreError> {
    match pieces.next_piece() {
        Ok(Some(piece)) => {
            importer.push(&piece);
            Ok(false)
        }
        Ok(None) => {
            importer.end();
            Ok(true)
        }
        Err(error) => Err(StoreError::Other(error.to_string())),
    }
}

/// What is about domains, in parts that are written at once.
fn in_parts(all: Incoming) -> impl Iterator<Item = Incoming> {
    let mut figures = all.figures.into_iter();
    let mut links = all.competitor_links.into_iter();
    std::iter::from_fn(move || {
        let some = Incoming {
            figures: figures.by_ref().take(DOMAINS_AT_ONCE).collect(),
            competitor_links: links.by_ref().take(DOMAINS_AT_ONCE).collect(),
            ..Incoming::default()
        };
        (!some.figures.is_empty() || !some.competitor_links.is_empty()).then_some(some)
    })
}

/// How many records of its kind an import made, and how many it renewed.
fn counts(into: Become, imported: &Imported) -> (usize, usize) {
    match into {
        Become::Backlinks => imported.count_backlinks(),
        Become::Prospects => imported.count::<Prospect>(),
        Become::Competitor => imported.count::<CompetitorLink>(),
        Become::Domains | Become::Ranks | Become::Visits => imported.count::<KeptFigures>(),
    }
}

/// Packs and stores a list of ranks; `None` if the user has stopped it.
async fn ranks(
    model: Model,
    store: &Store,
    count: &mut Progress,
) -> Result<Option<Undo>, StoreError> {
    let flow = model.import;
    let (Some((mut importer, mut pieces)), Some(columns)) = (flow.reader(), flow.columns()) else {
        return Ok(None);
    };
    let mut packer = Packer::default();
    let mut ended = false;
    loop {
        let rows = importer.pack(&mut packer, RANKED_AT_ONCE);
        count.rows += rows;
        count.percent = pieces.percent();
        flow.note(count);
        api::breathe().await;
        if flow.stopped() {
            return Ok(None);
        }
        if rows > 0 {
            continue;
        }
        if ended {
            break;
        }
        ended = next(&mut importer, &mut pieces)?;
    }
    count.new = packer.count();
    count.left_out = count.rows - packer.count();
    let ranked = store
        .put_ranks(&RankList {
            tool: tool_name(columns.tool),
            at: clock::millis(),
            ranks: packer.pack(),
        })
        .await?;
    Ok(Some(Undo::Ranked(ranked)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preview(list: &str) -> Preview {
        let mut importer = Importer::default();
        importer.push(list);
        importer.end();
        importer.preview().unwrap()
    }

    #[test]
    fn a_list_is_proposed_for_the_site_that_its_links_lead_to() {
        let sites = ["a", "b", "c"].map(|name| Site {
            name: name.to_owned(),
            domains: vec![format!("{name}.example")],
            ..Site::default()
        });
        let list = "URL,Target URL\nhttps://x.example/1,https://www.b.example/\nhttps://x.example/2,b.example/tea\nhttps://x.example/3,https://c.example/\n";
        let whose = |chosen| whose_list(&sites, chosen, &preview(list));
        assert_eq!(whose(None).as_deref(), Some("b"));
        assert_eq!(whose(Some("a")).as_deref(), Some("b"));
        assert_eq!(whose(Some("c")).as_deref(), Some("c"));
        let unknown = preview("Linking page,Last crawled\nhttps://x.example/1,2026-08-05\n");
        assert_eq!(
            whose_list(&sites, Some("c"), &unknown).as_deref(),
            Some("c")
        );
        assert_eq!(whose_list(&sites, None, &unknown), None);
    }
}
