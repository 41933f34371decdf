//! What a page offers a site: only what its report shows.
//!
//! Hidden links and mentions are no opportunity, nor are mentions that may mean another name, nor
//! what is outside the page's own text. A page that already links to the site from its text in a
//! followed link is no further opportunity.

use super::{Millis, Opportunity, OpportunityKind, PageFacts, Prospect, Sentence};
use crate::check::{Check, Overall};
use crate::import::{Found, Listed, Scanned};
use crate::placement::Region;
use crate::reason::{Key, Reason};
use crate::report::{Link, LinkOpportunity, LinkState, Mention, Report};
use crate::site::{Pages, Site};
use crate::url::Url;

/// Most sentences given of an opportunity.
pub const MAX_SENTENCES: usize = 10;

/// Most words named that a list and a profile share.
const MAX_SHARED: usize = 10;

/// Text that an editor answers for.
const OWN_TEXT: [Region; 2] = [Region::Content, Region::AuthorBio];

impl Prospect {
    /// A page to save for a site, as its report has it: with what it offers, if anything. `at` is
    /// the time of the click.
    pub fn keep(report: &Report, site: &Site, at: Millis) -> Self {
        Self {
            opportunities: opportunities(report, site),
            contacts: report.contacts.clone(),
            ..Self::new(PageFacts::of(report, site, at), site, at)
        }
    }
}

impl Opportunity {
    /// What one mention offers: to write about this very sentence, also where the page as a whole is no
    /// opportunity. `link` is the one that the mention is in.
    pub fn of_mention(mention: &Mention, link: Option<&Link>) -> Self {
        let elsewhere = mention.link == LinkState::Other;
        Self {
            kind: if elsewhere {
                OpportunityKind::LinkedElsewhere
            } else {
                OpportunityKind::UnlinkedMention
            },
            sentences: vec![of_mention(mention)],
            anchor: Some(mention.text.clone()),
            target: mention.suggested_target.clone(),
            instead: link.filter(|_| elsewhere).and_then(leads_to),
            because: mention.because.clone(),
            check: None,
        }
    }

    /// What a mention offers that a scan has found, with the site's pages; `None` where the row is none, or
    /// is one that a report would not offer either.
    pub fn of_scanned(listed: &Listed, pages: &Pages) -> Option<Self> {
        let scanned = listed
            .scanned
            .as_deref()
            .filter(|scanned| is_offered(scanned))?;
        let (words, region) = (scanned.words.clone()?, scanned.region?);
        let elsewhere = scanned.linked == Some(LinkState::Other);
        let instead = listed.target.clone().filter(|_| elsewhere);
        let (kind, because) = match &instead {
            Some(url) => (
                OpportunityKind::LinkedElsewhere,
                Reason::new(Key::OpportunityLinkedElsewhere, [url.clone()]),
            ),
            None => (OpportunityKind::UnlinkedMention, unlinked(1)),
        };
        let [before, after] =
            [&listed.before, &listed.after].map(|text| text.clone().unwrap_or_default());
        let title = listed.title.as_deref().unwrap_or("");
        let target = pages
            .best(&format!("{before} {after}"))
            .or_else(|| pages.best(&format!("{title} {}", listed.page)))
            .or_else(|| pages.home());
        let target = target.map(Url::to_string);
        Some(Self {
            kind,
            sentences: vec![Sentence {
                before,
                text: words.clone(),
                after,
                region,
                caption: false,
            }],
            anchor: Some(words),
            target,
            instead,
            because: vec![because],
            check: None,
        })
    }

    /// Takes over the sentences of one of the same kind, as of another row about the same page.
    pub(super) fn add_sentences(&mut self, other: Self) {
        for sentence in other.sentences {
            if self.sentences.len() < MAX_SENTENCES && !self.sentences.contains(&sentence) {
                self.sentences.push(sentence);
            }
        }
        if self.kind == OpportunityKind::UnlinkedMention {
            let count = unlinked(self.sentences.len());
            for because in &mut self.because {
                if because.key() == count.key() {
                    *because = count.clone();
                }
            }
        }
    }

    /// A broken agreement: what is not as agreed speaks for writing once more. `None` where no
    /// point is broken.
    pub fn of_check(check: &Check) -> Option<Self> {
        if check.overall != Overall::Broken {
            return None;
        }
        let anchor = check.links.first().map(|found| &found.link.anchor.text);
        let target = check.agreement.targets.first();
        Some(Self {
            kind: OpportunityKind::BrokenAgreement,
            sentences: Vec::new(),
            anchor: anchor.filter(|text| !text.is_empty()).cloned(),
            target: target.map(|target| target.url.clone()),
            instead: None,
            because: check.failed().map(|found| found.found.clone()).collect(),
            check: Some(Box::new(check.clone())),
        })
    }
}

impl Opportunity {
    /// A link of the page's that leads to nothing any more: a page of the site's could take its place.
    /// `gone` says what became of what it led to.
    pub fn of_broken_link(report: &Report, site: &Site, link: &Link, gone: Reason) -> Self {
        let scene = Scene {
            report,
            site,
            pages: Pages::of(site),
        };
        let text = Some(link.anchor.text.clone());
        Self {
            kind: OpportunityKind::BrokenLink,
            sentences: vec![of_link(link)],
            anchor: text.filter(|text| !text.trim().is_empty()),
            target: scene.target(&words_around(link)),
            instead: leads_to(link),
            because: vec![gone],
            check: None,
        }
    }
}

impl PageFacts {
    fn of(report: &Report, site: &Site, at: Millis) -> Self {
        let page = report.page.clone();
        Self {
            url: page.url,
            canonical: page.canonical,
            title: page.title,
            site_name: page.site_name,
            language: page.language,
            author: page.author,
            published: page.published,
            modified: page.modified,
            kind: page.kind,
            indexable: Some(page.robots.index),
            disclosure: page.disclosure.map(|label| label.text),
            outbound: Some(page.outbound),
            backlinks: Some(backlinks(report, site).count()),
            inspected: Some(at),
            listed_by: None,
            found_in: None,
        }
    }
}

/// What the page offers a site, the best first.
pub fn opportunities(report: &Report, site: &Site) -> Vec<Opportunity> {
    let own_page = report.own_page_of.contains(&site.name);
    if own_page || links_well(report, site) {
        return Vec::new();
    }
    let scene = Scene {
        report,
        site,
        pages: Pages::of(site),
    };
    let found = [
        scene.unlinked(),
        scene.linked_elsewhere(),
        scene.listing(),
        scene.competitor(),
    ];
    found.into_iter().flatten().collect()
}

/// The page's links to the site.
fn backlinks<'a>(report: &'a Report, site: &'a Site) -> impl Iterator<Item = &'a Link> {
    report
        .backlinks
        .iter()
        .filter(|found| found.site == site.name)
        .filter_map(|found| report.link(found.link))
}

/// Whether a followed link leads to the site from the page's own text.
fn links_well(report: &Report, site: &Site) -> bool {
    backlinks(report, site).any(|link| {
        let hidden = link.hidden == Some(true);
        is_well(link.placement.region, link.follow.followed, hidden)
    })
}

/// Whether a backlink that a scan has found is one after which the page is no further opportunity.
pub fn is_well_linked(scanned: &Scanned) -> bool {
    let well = |region| is_well(region, scanned.followed, scanned.hidden);
    scanned.region.is_some_and(well)
}

fn is_well(region: Region, followed: Option<bool>, hidden: bool) -> bool {
    region == Region::Content && followed != Some(false) && !hidden
}

struct Scene<'a> {
    report: &'a Report,
    site: &'a Site,
    pages: Pages,
}

impl<'a> Scene<'a> {
    /// Mentions that surely mean the site and are where a link would be an editor's choice.
    fn mentions(&self) -> impl Iterator<Item = (usize, &'a Mention)> {
        let all = self.report.mentions.iter().enumerate();
        all.filter(|(_, mention)| {
            mention.site == self.site.name
                && is_choice(mention.region, mention.possible, mention.hidden)
        })
    }

    fn unlinked(&self) -> Option<Opportunity> {
        let found = || self.mentions().filter(|(_, it)| it.link == LinkState::None);
        let (_, first) = found().next()?;
        let mut because = vec![unlinked(found().count())];
        because.extend(first.because.iter().cloned());
        Some(Opportunity {
            kind: OpportunityKind::UnlinkedMention,
            sentences: sentences(found().map(|(_, mention)| of_mention(mention))),
            anchor: Some(first.text.clone()),
            target: self.target(&words_of(first)),
            instead: None,
            because,
            check: None,
        })
    }

    /// Mentions in links that lead elsewhere, as the report's missed opportunities have them.
    fn linked_elsewhere(&self) -> Option<Opportunity> {
        let opportunities = self.report.sites.iter();
        let opportunities = opportunities
            .filter(|findings| findings.site == self.site.name)
            .flat_map(|findings| &findings.opportunities);
        let led = |opportunity: &LinkOpportunity| {
            let mention = self.report.mentions.get(opportunity.mention?)?;
            let link = self.report.link(opportunity.link?)?;
            (mention.link == LinkState::Other).then_some((mention, link))
        };
        let found: Vec<_> = opportunities
            .filter_map(|opportunity| {
                led(opportunity).map(|(mention, link)| (opportunity, mention, link))
            })
            .collect();
        let (_, first, link) = found.first()?;
        let mut because: Vec<Reason> = Vec::new();
        for (opportunity, ..) in &found {
            let reason = opportunity.because.clone();
            if !because.contains(&reason) && because.len() < MAX_SENTENCES {
                because.push(reason);
            }
        }
        Some(Opportunity {
            kind: OpportunityKind::LinkedElsewhere,
            sentences: sentences(found.iter().map(|(_, mention, _)| of_mention(mention))),
            anchor: Some(first.text.clone()),
            target: self.target(&words_of(first)),
            instead: leads_to(link),
            because,
            check: None,
        })
    }

    /// Links to the site's competitors in the page's own text that do not name the site.
    fn competitor(&self) -> Option<Opportunity> {
        let naming: Vec<usize> = self
            .mentions()
            .filter_map(|(_, it)| it.link_index)
            .collect();
        let found: Vec<&Link> = self
            .own_text()
            .filter(|link| !naming.contains(&link.index))
            .filter(|link| self.is_competitors(link))
            .collect();
        let first = found.first()?;
        let domains = found
            .iter()
            .filter_map(|link| link.competitor_of(self.site));
        Some(Opportunity {
            kind: OpportunityKind::CompetitorLink,
            sentences: sentences(found.iter().map(|link| of_link(link))),
            anchor: Some(self.site.name.clone()),
            target: self.target(&words_around(first)),
            instead: leads_to(first),
            because: vec![Reason::new(Key::OpportunityCompetitor, [listed(domains)])],
            check: None,
        })
    }

    /// A list of links to many sites about what the site is about, and the site is not on it.
    fn listing(&self) -> Option<Opportunity> {
        let entries: Vec<&Link> = self.own_text().filter(|link| link.in_link_list).collect();
        if entries.is_empty() || backlinks(self.report, self.site).next().is_some() {
            return None;
        }
        let title = self.report.page.title.as_deref().unwrap_or("");
        let about: String = entries.iter().map(|link| words_around(link)).collect();
        let about = format!("{title} {about}");
        let mut shared = self.pages.shared(&about).unwrap_or_default();
        shared.truncate(MAX_SHARED);
        let rivals: Vec<&&Link> = entries
            .iter()
            .filter(|link| self.is_competitors(link))
            .collect();
        if shared.is_empty() && rivals.is_empty() {
            return None;
        }
        let count = entries.len().to_string();
        let mut because = vec![Reason::new(Key::OpportunityListing, [count])];
        if !shared.is_empty() {
            let shared = Reason::new(Key::RelevanceShared, [shared.join(", ")]);
            because.push(shared);
        }
        if !rivals.is_empty() {
            let domains = rivals
                .iter()
                .filter_map(|link| link.competitor_of(self.site));
            let rivals = Reason::new(Key::OpportunityCompetitor, [listed(domains)]);
            because.push(rivals);
        }
        let fits = |link: &&&Link| {
            let words = self.pages.shared(&words_around(link));
            self.is_competitors(link) || words.is_some_and(|words| !words.is_empty())
        };
        Some(Opportunity {
            kind: OpportunityKind::ResourceListing,
            sentences: sentences(entries.iter().filter(fits).map(|link| of_link(link))),
            anchor: Some(self.site.name.clone()),
            target: self.target(&about),
            instead: None,
            because,
            check: None,
        })
    }

    /// The links of the page's own text to other sites that a reader sees.
    fn own_text(&self) -> impl Iterator<Item = &'a Link> {
        self.report
            .outbound()
            .filter(|link| OWN_TEXT.contains(&link.placement.region) && link.hidden != Some(true))
    }

    /// Whether a link leads to one of this site's competitors, not to another profile's.
    fn is_competitors(&self, link: &Link) -> bool {
        link.competitor_of(self.site).is_some()
    }

    fn target(&self, about: &str) -> Option<String> {
        let page = &self.report.page;
        let title = page.title.as_deref().unwrap_or("");
        let page = (self.pages.best(about))
            // A sentence may say little of what the page is about.
            .or_else(|| self.pages.best(&format!("{title} {}", page.url)))
            .or_else(|| self.pages.home());
        page.map(ToString::to_string)
    }
}

/// Whether a mention surely means the site, and is where a link would be an editor's choice.
fn is_choice(region: Region, possible: bool, hidden: bool) -> bool {
    let own = OWN_TEXT.contains(&region) || region == Region::UserContent;
    own && !possible && !hidden
}

/// Whether a mention that a scan has found is one that a report would offer.
pub fn is_offered(scanned: &Scanned) -> bool {
    let open = matches!(scanned.linked, Some(LinkState::None | LinkState::Other));
    let choice = |region| is_choice(region, scanned.possible, scanned.hidden);
    scanned.found == Found::Mention && open && scanned.region.is_some_and(choice)
}

fn unlinked(count: usize) -> Reason {
    Reason::new(Key::OpportunityUnlinked, [count.to_string()])
}

fn leads_to(link: &Link) -> Option<String> {
    link.wraps.clone().or_else(|| link.url.clone())
}

fn words_around(link: &Link) -> String {
    let context = &link.context;
    format!("{} {} {} ", context.before, link.anchor.text, context.after)
}

fn words_of(mention: &Mention) -> String {
    format!("{} {}", mention.context.before, mention.context.after)
}

fn of_mention(mention: &Mention) -> Sentence {
    Sentence {
        before: mention.context.before.clone(),
        text: mention.text.clone(),
        after: mention.context.after.clone(),
        region: mention.region,
        caption: mention.caption,
    }
}

fn of_link(link: &Link) -> Sentence {
    Sentence {
        before: link.context.before.clone(),
        text: link.anchor.text.clone(),
        after: link.context.after.clone(),
        region: link.placement.region,
        caption: false,
    }
}

fn sentences(found: impl Iterator<Item = Sentence>) -> Vec<Sentence> {
    found.take(MAX_SENTENCES).collect()
}

/// Names, each once, on one line.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = Vec::new();
    for name in names {
        if !all.contains(&name) && all.len() < MAX_SENTENCES {
            all.push(name);
        }
    }
    all.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Agreement, check};
    use crate::{Page, inspect};

    fn acme() -> Site {
        Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            keywords: vec!["green tea".into()],
            pages: vec!["https://acme.com/green-tea".into()],
            competitors: vec!["rival.com".into()],
            ..Site::default()
        }
    }

    fn report(body: &str) -> Report {
        let prose =
            "Here is what there is to say about it, in some detail and at length. ".repeat(4);
        let page = Page {
            url: "https://news.example/post?utm_source=x".into(),
            html: format!(
                "<html lang=en><title>Notes</title><article><h1>Notes</h1><p>{prose}</p>{body}<p>{prose}</p></article>"
            ),
            ..Page::default()
        };
        inspect(&page, &[acme()]).unwrap()
    }

    fn kinds(body: &str) -> Vec<OpportunityKind> {
        let found = opportunities(&report(body), &acme());
        found.iter().map(|found| found.kind).collect()
    }

    fn list(entry: &str) -> String {
        let entry = |at| format!("<li><a href='https://shop{at}.com/'>{entry} {at}</a></li>");
        let entries: Vec<String> = (0..9).map(entry).collect();
        format!("<ul>{}</ul>", entries.concat())
    }

    #[test]
    fn each_kind_is_told_from_the_page() {
        for (body, kind) in [
            (
                "<p>The best green tea is by Acme, they say.</p>",
                OpportunityKind::UnlinkedMention,
            ),
            (
                "<p>The best is by <a href='https://shop.com/x'>Acme</a> today.</p>",
                OpportunityKind::LinkedElsewhere,
            ),
            (
                "<p>The best is by <a href='https://rival.com/x'>Acme</a> today.</p>",
                OpportunityKind::LinkedElsewhere,
            ),
            (
                "<p>The best is by <a href='https://rival.com/x'>them</a> today.</p>",
                OpportunityKind::CompetitorLink,
            ),
            (&list("Green tea of"), OpportunityKind::ResourceListing),
        ] {
            assert_eq!(kinds(body), [kind], "{body}");
        }
    }

    #[test]
    fn a_mention_offers_its_own_sentence_also_on_a_page_that_links() {
        let body = "<p>Tea is by <a href='https://acme.com/'>Acme</a>. We say Acme is good, too.</p>\
                    <p>See <a href='https://shop.com/x'>Acme</a> there.</p>";
        let report = report(body);
        let offered = |state| {
            let mut mentions = report.mentions.iter();
            let mention = mentions.find(|found| found.link == state).unwrap();
            let link = mention.link_index.and_then(|index| report.link(index));
            Opportunity::of_mention(mention, link)
        };
        let unlinked = offered(LinkState::None);
        assert_eq!(unlinked.kind, OpportunityKind::UnlinkedMention);
        assert_eq!(
            unlinked.quote().map(Sentence::whole).as_deref(),
            Some("We say Acme is good, too.")
        );
        assert_eq!(
            (unlinked.anchor.as_deref(), unlinked.instead),
            (Some("Acme"), None)
        );
        let elsewhere = offered(LinkState::Other);
        assert_eq!(elsewhere.kind, OpportunityKind::LinkedElsewhere);
        assert_eq!(elsewhere.instead.as_deref(), Some("https://shop.com/x"));
    }

    #[test]
    fn what_offers_nothing() {
        for body in [
            "<p>The best is by <a href='https://acme.com/'>Acme</a> and Acme.</p>",
            "<p style='display:none'>The best green tea is by Acme.</p>",
            "<p>Nobody is named here.</p>",
            &list("Spare part of"),
            &(list("Green tea of") + "<p>Or <a href='https://acme.com/'>Acme</a></p>"),
        ] {
            assert_eq!(kinds(body), [], "{body}");
        }
    }

    #[test]
    fn a_link_nobody_follows_leaves_the_mentions_open() {
        let body = "<p>By <a rel=nofollow href='https://acme.com/'>Acme</a>. Later Acme again.</p>";
        assert_eq!(kinds(body), [OpportunityKind::UnlinkedMention]);
    }

    #[test]
    fn only_a_broken_agreement_is_an_opportunity() {
        let sites = [acme()];
        let agreement = Agreement::for_target("https://acme.com/green-tea").unwrap();
        let page = |rel: &str| {
            format!(
                "<p>The best green tea is by <a {rel} href='https://acme.com/green-tea'>Acme</a>.</p>"
            )
        };
        let found = |rel: &str| check(&report(&page(rel)), &agreement, &sites);
        let broken = Opportunity::of_check(&found("rel=nofollow")).unwrap();
        assert_eq!(broken.kind, OpportunityKind::BrokenAgreement);
        assert_eq!(broken.anchor.as_deref(), Some("Acme"));
        assert!(!broken.because.is_empty());
        assert_eq!(Opportunity::of_check(&found("")), None);
    }

    #[test]
    fn a_kept_page_carries_what_a_message_needs() {
        let report = report("<p>The best green tea is by Acme, they say.</p>");
        let prospect = Prospect::keep(&report, &acme(), 5);
        assert_eq!(prospect.id, "news.example/post Acme");
        assert_eq!(prospect.kind(), Some(OpportunityKind::UnlinkedMention));
        let offer = prospect.opportunities.first().unwrap();
        assert_eq!(offer.anchor.as_deref(), Some("Acme"));
        assert_eq!(offer.target.as_deref(), Some("https://acme.com/green-tea"));
        assert_eq!(offer.sentences[0].before, "The best green tea is by ");
        assert_eq!(prospect.page.backlinks, Some(0));
        assert_eq!((prospect.kept, prospect.page.inspected), (5, Some(5)));
    }
}
