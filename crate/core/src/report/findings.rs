//! What the page is to each site as a whole: its anchors, risks and missed opportunities.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::{Link, LinkState, Mention};
use crate::backlink::Backlink;
use crate::link::{AnchorKind, Relation};
use crate::placement::Region;
use crate::reason::{Key, Reason};
use crate::site::Site;
use crate::url::{Url, has_tracking, is_social, is_user_page};

/// So many links with a keyword as their anchor are a pattern.
const MANY_EXACT: usize = 3;

/// Most competitors named for a site: more of them are a list, which is named as such.
const MAX_COMPETITORS: usize = 10;

/// How far before a mention a credit may be, in characters.
const CREDIT_CHARS: usize = 24;

/// Words that credit an author for an image, folded, as they come before the name.
const CREDITS: &[&str] = &[
    "photo",
    "photo by",
    "photos by",
    "photo credit",
    "photograph by",
    "photography by",
    "image",
    "image by",
    "images by",
    "image credit",
    "image source",
    "picture by",
    "credit",
    "credits",
    "courtesy of",
    "image courtesy of",
    "photo courtesy of",
    "illustration by",
    "graphic by",
    "©",
    "foto",
    "foto von",
    "fotos",
    "bild",
    "bild von",
    "bildquelle",
    "bildnachweis",
    "quelle",
    "foto de",
    "foto:",
    "imagen",
    "imagen de",
    "crédito",
    "créditos",
    "crédit photo",
    "crédit",
    "crédits",
    "photo de",
    "image de",
    "foto di",
    "immagine di",
    "imagem",
    "imagem de",
    "beeld",
    "foto van",
    "zdjęcie",
    "fot.",
    "写真",
    "画像",
    "写真提供",
    "фото",
];

/// What the page is to one site.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SiteFindings {
    /// The name of the site's profile.
    pub site: String,
    /// Whether the page is the site's own.
    pub own_page: bool,
    /// The anchors of its backlinks by kind, most first.
    pub anchors: Vec<AnchorCount>,
    /// Patterns of Google's link spam policy the page's links to it fit together.
    pub risks: Vec<Reason>,
    /// What could be better.
    pub opportunities: Vec<LinkOpportunity>,
}

/// How many backlinks have an anchor of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AnchorCount {
    /// The kind.
    pub kind: AnchorKind,
    /// How many.
    pub count: usize,
}

/// A missed opportunity: a link or a mention that could be worth more.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkOpportunity {
    /// The index of the link it is about.
    pub link: Option<usize>,
    /// The index of the mention it is about.
    pub mention: Option<usize>,
    /// What could be better.
    pub because: Reason,
}

/// Gathers the findings for each site.
pub(crate) fn findings(
    sites: &[Site],
    own_page: &[bool],
    links: &[Link],
    backlinks: &[Backlink],
    mentions: &[Mention],
) -> Vec<SiteFindings> {
    let rows = sites
        .iter()
        .zip(own_page)
        .map(|(site, own_page)| SiteFindings {
            site: site.name.clone(),
            own_page: *own_page,
            anchors: Vec::new(),
            risks: Vec::new(),
            opportunities: Vec::new(),
        });
    let mut all: Vec<SiteFindings> = rows.collect();
    let by_name: std::collections::HashMap<&str, usize> = sites
        .iter()
        .enumerate()
        .rev()
        .map(|(at, site)| (site.name.as_str(), at))
        .collect();
    let row = |name: &str| by_name.get(name).copied();
    for backlink in backlinks {
        let link = links.get(backlink.link);
        if let (Some(link), Some(own)) = (link, row(&backlink.site).and_then(|at| all.get_mut(at)))
        {
            own.count(link.anchor.kind);
            own.opportunities
                .extend(opportunities_of_link(backlink, link));
        }
    }
    for (index, mention) in mentions.iter().enumerate() {
        let Some(at) = row(&mention.site) else {
            continue;
        };
        if let (Some(site), Some(own)) = (sites.get(at), all.get_mut(at)) {
            own.opportunities
                .extend(opportunity_of_mention(index, mention, links, site));
        }
    }
    for (site, own) in sites.iter().zip(&mut all) {
        if !own.own_page {
            own.find_competitors(site, links);
        }
    }
    for own in &mut all {
        own.close();
    }
    all
}

impl SiteFindings {
    fn count(&mut self, kind: AnchorKind) {
        match self.anchors.iter_mut().find(|row| row.kind == kind) {
            Some(row) => row.count += 1,
            None => self.anchors.push(AnchorCount { kind, count: 1 }),
        }
    }

    /// Names the site's competitors that the page's own text links to, each once. A link that names
    /// the site is an opportunity of its own already.
    fn find_competitors(&mut self, site: &Site, links: &[Link]) {
        let known: HashSet<usize> = self
            .opportunities
            .iter()
            .filter_map(|one| one.link)
            .collect();
        let mut named: Vec<&str> = Vec::new();
        let own_text = links.iter().filter(|link| {
            matches!(link.placement.region, Region::Content | Region::AuthorBio)
                && link.relation == Some(Relation::Outbound)
                && link.hidden != Some(true)
                && link.competitor.is_some()
                && !known.contains(&link.index)
        });
        for link in own_text {
            let Some(domain) = link.competitor_of(site) else {
                continue;
            };
            if named.len() < MAX_COMPETITORS && !named.contains(&domain) {
                named.push(domain);
                self.opportunities.push(LinkOpportunity {
                    link: Some(link.index),
                    mention: None,
                    because: Reason::new(Key::OpportunityCompetitor, [domain.to_owned()]),
                });
            }
        }
    }

    fn close(&mut self) {
        self.anchors.sort_by_key(|row| std::cmp::Reverse(row.count));
        let all: usize = self.anchors.iter().map(|row| row.count).sum();
        let exact = self
            .anchors
            .iter()
            .find(|row| row.kind == AnchorKind::Exact);
        let exact = exact.map_or(0, |row| row.count);
        if exact >= MANY_EXACT && exact * 2 >= all {
            let risk = Reason::new(Key::RiskExactAnchors, [exact.to_string()]);
            self.risks.push(risk);
        }
    }
}

fn opportunities_of_link(backlink: &Backlink, link: &Link) -> Vec<LinkOpportunity> {
    let mut opportunities = Vec::new();
    let mut add = |because| {
        opportunities.push(LinkOpportunity {
            link: Some(link.index),
            mention: None,
            because,
        });
    };
    let target = link.wraps.as_ref().or(link.url.as_ref());
    if let Some(wrapper) = link.through.first() {
        add(Reason::new(Key::OpportunityWrapped, [wrapper.host.clone()]));
    }
    if target
        .and_then(|url| Url::parse(url).ok())
        .is_some_and(|url| has_tracking(&url))
    {
        add(Key::OpportunityTracking.into());
    }
    if let (Some(better), Some(target)) = (&backlink.better_target, target) {
        let values = [target.clone(), better.clone()];
        add(Reason::new(Key::OpportunityBetterPage, values));
    }
    opportunities
}

/// Only mentions that surely mean the site and are where a link would be an editor's choice.
fn opportunity_of_mention(
    index: usize,
    mention: &Mention,
    links: &[Link],
    site: &Site,
) -> Option<LinkOpportunity> {
    let place = matches!(
        mention.region,
        Region::Content | Region::UserContent | Region::AuthorBio
    );
    if mention.possible || mention.hidden || !place {
        return None;
    }
    let link = mention.link_index.and_then(|at| links.get(at));
    let because = match (mention.link, link) {
        (LinkState::Other, Some(link)) => led_elsewhere(link, mention.region, site)?,
        (LinkState::None, _) if is_credit(&mention.before) => Key::OpportunityCredit.into(),
        _ => return None,
    };
    Some(LinkOpportunity {
        link: link.map(|link| link.index),
        mention: Some(index),
        because,
    })
}

fn led_elsewhere(link: &Link, region: Region, site: &Site) -> Option<Reason> {
    let web = matches!(
        link.relation,
        Some(Relation::Internal | Relation::Outbound | Relation::Own)
    );
    let address = link.wraps.as_ref().or(link.url.as_ref()).filter(|_| web)?;
    if let Some(domain) = link.competitor_of(site) {
        let values = [domain.to_owned()];
        return Some(Reason::new(Key::OpportunityLinkedCompetitor, values));
    }
    let url = Url::parse(address).ok()?;
    // Whoever writes on a forum under the site's name is led to by that name: to their own page.
    let by_users = region == Region::UserContent || is_user_page(&url);
    if by_users && link.relation == Some(Relation::Internal) {
        return None;
    }
    let social = url.host_str().is_some_and(is_social) && link.relation != Some(Relation::Internal);
    let key = if social {
        Key::OpportunityLinkedProfile
    } else {
        Key::OpportunityLinkedElsewhere
    };
    Some(Reason::new(key, [address.clone()]))
}

/// Whether the words before a name credit it for an image.
fn is_credit(before: &str) -> bool {
    let folded = crate::document::fold(before);
    let tail = crate::document::tail_chars(&folded, CREDIT_CHARS);
    let tail = tail.trim_end_matches([' ', ':', '/', '-', '@', '(', '|']);
    CREDITS.iter().any(|credit| {
        tail.strip_suffix(credit)
            .is_some_and(|rest| !rest.chars().next_back().is_some_and(char::is_alphanumeric))
    })
}
