//! Reasons: short facts the user can check on the page, the same in the CLI, the report and the UI.
//!
//! A reason is a key and its values. The table below is the one place where the keys are listed; their
//! texts are the extension's messages named `reason_<key>`. The build takes the English ones
//! (`_locales/en`) for the report and the command line, too.

use std::fmt;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::length::{MAX_VALUE_CHARS, cut_owned};

/// One reason: what was found, with the values it is about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    key: Key,
    /// Shared: every link of a region has the same reason.
    values: Arc<[String]>,
}

impl Reason {
    /// A reason with the values its text names as `$1`, `$2` …, cut where they are too long to be
    /// shown in a sentence.
    pub fn new<const N: usize>(key: Key, values: [String; N]) -> Self {
        let values = values.map(|value| cut_owned(value, MAX_VALUE_CHARS));
        Self {
            key,
            // The default is shared, too: a reason without values allocates no memory.
            values: if N == 0 {
                Arc::default()
            } else {
                Arc::new(values)
            },
        }
    }

    /// Which reason this is.
    pub fn key(&self) -> Key {
        self.key
    }

    /// The values its text names, in order.
    pub fn values(&self) -> &[String] {
        &self.values
    }
}

impl From<Key> for Reason {
    fn from(key: Key) -> Self {
        Self::new(key, [])
    }
}

impl fmt::Display for Reason {
    /// The English text with its values put in.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key.worded(&self.values))
    }
}

impl Key {
    /// The English text with these values put in.
    pub fn worded(self, values: &[String]) -> String {
        fill(self.english(), values)
    }
}

/// A text with its values put in where it names them as `$1`, `$2` … What a value holds is not
/// read as a placeholder.
pub(crate) fn fill(template: &str, values: &[String]) -> String {
    let mut parts = template.split('$');
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        let (number, rest) = part.split_at_checked(digits).unwrap_or(("", part));
        let value = number
            .parse::<usize>()
            .ok()
            .and_then(|number| values.get(number.checked_sub(1)?));
        out.push_str(value.map_or("", String::as_str));
        out.push_str(rest);
    }
    out
}

/// A reason in JSON: `{ "key", "values", "text" }`. Programs and translations use the key; the text is
/// the English, for users who read the JSON, and is not read back.
#[derive(Serialize)]
struct Written<'a> {
    key: &'static str,
    values: &'a [String],
    text: String,
}

/// What of a written reason is read.
#[derive(Deserialize)]
struct Read {
    key: String,
    #[serde(default)]
    values: Vec<String>,
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (key, values) = (self.key.name(), &*self.values);
        let text = self.to_string();
        Written { key, values, text }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Reason {
    /// A key that this version does not know is an error: it has no text for it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = Read::deserialize(deserializer)?;
        let key = Key::ALL.iter().find(|key| key.name() == read.key);
        let &key =
            key.ok_or_else(|| D::Error::custom(format!("no reason has the key {:?}", read.key)))?;
        let values = read.values.into_iter().take(MAX_VALUES);
        Ok(Self {
            key,
            values: values
                .map(|value| cut_owned(value, MAX_VALUE_CHARS))
                .collect(),
        })
    }
}

// `english!("key")`: the English text of a reason; see build/english.rs.
include!(concat!(env!("OUT_DIR"), "/english.rs"));

/// Most values of a reason: texts name them by one digit.
const MAX_VALUES: usize = 9;

macro_rules! reasons {
    ($($variant:ident $name:tt)*) => {
        /// Which reason.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum Key { $(#[doc = english!($name)] $variant),* }

        impl Key {
            /// Every reason there is.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name the message files know it by.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// The name it has in this table.
            pub const fn variant(self) -> &'static str {
                match self { $(Self::$variant => stringify!($variant)),* }
            }

            /// The English text; `$1`, `$2` … stand for values.
            pub const fn english(self) -> &'static str {
                match self { $(Self::$variant => english!($name)),* }
            }
        }
    };
}

reasons! {
    // Caps and guards.
    LimitHtmlBytes "limit_html_bytes"
    LimitDepth "limit_depth"
    LimitNodes "limit_nodes"
    LimitAttributes "limit_attributes"
    LimitTime "limit_time"
    LimitLinks "limit_links"
    LimitContacts "limit_contacts"
    LimitAnchor "limit_anchor"
    LimitAddress "limit_address"
    LimitCollected "limit_collected"
    FramesNotInspected "frames_not_inspected"
    ClosedShadowRoots "closed_shadow_roots"
    LimitCollectTime "limit_collect_time"
    TextsLikeLinks "texts_like_links"
    LimitCommented "limit_commented"
    LimitNoscript "limit_noscript"
    LimitStyles "limit_styles"
    LimitHeadings "limit_headings"
    LimitHreflang "limit_hreflang"
    LimitTypes "limit_types"
    LimitChecked "limit_checked"

    // Notes on the page.
    HeadersUnknown "headers_unknown"
    BaseHref "base_href"
    RelDefect "rel_defect"
    AiDirective "ai_directive"

    // Blockers, with `IndexForbidden`.
    NofollowAll "nofollow_all"
    CanonicalElsewhere "canonical_elsewhere"

    // Placement.
    InsideLandmark "inside_landmark"
    InsideRole "inside_role"
    NamedBlock "named_block"
    MarkedUp "marked_up"
    UnderHeading "under_heading"
    MainText "main_text"
    MainArea "main_area"
    OutsideMain "outside_main"
    ByVisitor "by_visitor"
    ShareForm "share_form"
    ProfileAt "profile_at"
    RelSays "rel_says"
    ControlOf "control_of"
    SkipsTo "skips_to"
    AddressSays "address_says"
    AfterBy "after_by"
    LinkBlock "link_block"
    PolicyBlock "policy_block"
    BeforeMain "before_main"
    ContentsList "contents_list"
    HiddenBlock "hidden_block"
    EmptyLink "empty_link"
    AdvertServer "advert_server"
    ShopButton "shop_button"
    AsksVisitor "asks_visitor"
    Banner "banner"
    AuthorLinks "author_links"
    SiteLogo "site_logo"
    DownThePage "down_the_page"
    AboveTitle "above_title"
    BelowTitle "below_title"
    AfterMain "after_main"
    InsideElements "inside_elements"
    OneOfLike "one_of_like"
    TextBeside "text_beside"
    AloneInLine "alone_in_line"
    AnchorWords "anchor_words"
    NoAnchorText "no_anchor_text"
    LeadsInside "leads_inside"
    LeadsOutside "leads_outside"

    // Mentions.
    LimitMentions "limit_mentions"
    LimitShortName "limit_short_name"
    MentionName "mention_name"
    MentionDomain "mention_domain"
    MentionVariant "mention_variant"
    MentionHandle "mention_handle"
    MentionSpaceless "mention_spaceless"
    MentionOtherCase "mention_other_case"
    MentionCommonWord "mention_common_word"
    MentionCapital "mention_capital"
    MentionSentenceStart "mention_sentence_start"
    MentionTitleCase "mention_title_case"
    MentionKnownElsewhere "mention_known_elsewhere"
    MentionAsWord "mention_as_word"
    MentionSmallLetters "mention_small_letters"
    MentionBeside "mention_beside"
    MentionCompound "mention_compound"
    MentionInAddress "mention_in_address"
    MentionExcluded "mention_excluded"
    MentionRequireMissing "mention_require_missing"
    MentionMisspelt "mention_misspelt"
    MentionInOwnLink "mention_in_own_link"
    MentionLinkedAlready "mention_linked_already"
    NoSnippetAttribute "no_snippet_attribute"

    // Factors of a backlink.
    RepeatFirst "repeat_first"
    RepeatAgain "repeat_again"
    PlacementContent "placement_content"
    PlacementUserContent "placement_user_content"
    PlacementAuthorBio "placement_author_bio"
    PlacementBoilerplate "placement_boilerplate"
    PlacementAdvert "placement_advert"
    PlacementRelated "placement_related"
    PlacementUnsure "placement_unsure"
    FollowFollowed "follow_followed"
    FollowNotFollowed "follow_not_followed"
    FollowUnknown "follow_unknown"
    IndexAllowed "index_allowed"
    IndexAllowedHeaders "index_allowed_headers"
    IndexForbidden "index_forbidden"
    IndexRefresh "index_refresh"
    IndexRefreshLater "index_refresh_later"
    IndexExpired "index_expired"
    IndexExpires "index_expires"
    CanonicalSelf "canonical_self"
    CanonicalNone "canonical_none"
    CanonicalOther "canonical_other"
    AnchorText "anchor_text"
    AnchorFrom "anchor_from"
    AnchorEmpty "anchor_empty"
    VisibleYes "visible_yes"
    VisibleCollapsed "visible_collapsed"
    VisibleNo "visible_no"
    VisiblePerhaps "visible_perhaps"
    VisibleUnknown "visible_unknown"
    AnchorGeneric "anchor_generic"
    AnchorKeyword "anchor_keyword"
    TargetListed "target_listed"
    TargetListedLoosely "target_listed_loosely"
    TargetHome "target_home"
    TargetBetter "target_better"
    TargetNotListed "target_not_listed"
    TargetUnlisted "target_unlisted"
    RouteDirect "route_direct"
    RouteTracking "route_tracking"
    RouteWrapped "route_wrapped"
    RouteLooksWrapped "route_looks_wrapped"
    RouteAffiliate "route_affiliate"
    RouteCopy "route_copy"
    RelevanceShared "relevance_shared"
    RelevanceNone "relevance_none"
    RelevanceUnknown "relevance_unknown"
    NeighboursFew "neighbours_few"
    NeighboursSeveral "neighbours_several"
    NeighboursMany "neighbours_many"
    DisclosureNone "disclosure_none"
    DisclosurePaidMarked "disclosure_paid_marked"
    DisclosurePaidUnmarked "disclosure_paid_unmarked"
    DisclosurePaid "disclosure_paid"
    DisclosureGuest "disclosure_guest"
    DisclosureAffiliate "disclosure_affiliate"
    SnippetsFree "snippets_free"
    SnippetsPage "snippets_page"
    SnippetsShort "snippets_short"
    SnippetsHere "snippets_here"

    // Risks: patterns of Google's link spam policy.
    RiskPaidFollowed "risk_paid_followed"
    RiskGuestKeyword "risk_guest_keyword"
    RiskPaidKeyword "risk_paid_keyword"
    RiskAffiliate "risk_affiliate"
    RiskExactAnchors "risk_exact_anchors"

    // Missed opportunities.
    OpportunityLinkedElsewhere "opportunity_linked_elsewhere"
    OpportunityLinkedCompetitor "opportunity_linked_competitor"
    OpportunityLinkedProfile "opportunity_linked_profile"
    OpportunityTracking "opportunity_tracking"
    OpportunityWrapped "opportunity_wrapped"
    OpportunityCredit "opportunity_credit"
    OpportunityBetterPage "opportunity_better_page"

    // Opportunities: what a page offers a site.
    OpportunityUnlinked "opportunity_unlinked"
    OpportunityListing "opportunity_listing"
    OpportunityCompetitor "opportunity_competitor"

    // Rows of a list that were not imported.
    ImportUnreadable "import_unreadable"
    ImportEmpty "import_empty"
    ImportNoAddress "import_no_address"
    ImportTooMany "import_too_many"
    ImportNoReferral "import_no_referral"
    ImportNoRow "import_no_row"

    // Rows of a scan that were not imported.
    ImportElsewhere "import_elsewhere"
    ImportNoProfile "import_no_profile"
    ImportIsMention "import_is_mention"
    ImportIsLink "import_is_link"
    ImportNoOpportunity "import_no_opportunity"
    ImportLinkedAlready "import_linked_already"
    ImportCutPage "import_cut_page"

    // A check: what was agreed.
    AgreedLink "agreed_link"
    AgreedLinkExact "agreed_link_exact"
    AgreedLinkSite "agreed_link_site"
    AgreedCount "agreed_count"
    AgreedAnchor "agreed_anchor"
    AgreedAnchorContains "agreed_anchor_contains"
    AgreedAnchorKind "agreed_anchor_kind"
    AgreedFollowed "agreed_followed"
    AgreedRelRequired "agreed_rel_required"
    AgreedRelAllowed "agreed_rel_allowed"
    AgreedRelBoth "agreed_rel_both"
    AgreedRegions "agreed_regions"
    AgreedVisible "agreed_visible"
    AgreedVisibleSource "agreed_visible_source"
    AgreedDirect "agreed_direct"
    AgreedNoCopy "agreed_no_copy"
    AgreedIndexable "agreed_indexable"
    AgreedCanonical "agreed_canonical"
    AgreedOutbound "agreed_outbound"
    AgreedDisclosed "agreed_disclosed"
    AgreedUndisclosed "agreed_undisclosed"
    AgreedLanguage "agreed_language"
    AgreedAuthor "agreed_author"

    // A check: what was found, where no reason above says it.
    FoundLink "found_link"
    FoundLinkDiffers "found_link_differs"
    FoundOwnSite "found_own_site"
    FoundNoLink "found_no_link"
    FoundNoLinkRead "found_no_link_read"
    FoundNoLinkShortened "found_no_link_shortened"
    FoundNoLinkRedirected "found_no_link_redirected"
    FoundCount "found_count"
    FoundAnchorKind "found_anchor_kind"
    FoundMarked "found_marked"
    FoundUnmarked "found_unmarked"
    FoundUnhidden "found_unhidden"
    FoundOutbound "found_outbound"
    FoundDisclosure "found_disclosure"
    FoundLanguage "found_language"
    FoundNoLanguage "found_no_language"
    FoundAuthor "found_author"
    FoundNoAuthor "found_no_author"

    // A check: what would settle a point.
    TellBrowser "tell_browser"
    TellHeaders "tell_headers"
    TellCanonical "tell_canonical"
    TellOpenLink "tell_open_link"
    TellLook "tell_look"
    TellWholePage "tell_whole_page"
    TellProfile "tell_profile"
    TellToday "tell_today"
    TellNothing "tell_nothing"

    // A check: near misses of a missing link.
    NearCommented "near_commented"
    NearNoscript "near_noscript"
    NearInFrame "near_in_frame"
    NearSamePage "near_same_page"
    NearWrongPage "near_wrong_page"
    NearShortened "near_shortened"
    NearRedirected "near_redirected"
    NearElsewhere "near_elsewhere"
    NearUnlinked "near_unlinked"
    NearHiddenName "near_hidden_name"
    NearCompetitor "near_competitor"

    // Changes since an earlier check.
    ChangeGone "change_gone"
    ChangeBack "change_back"
    ChangeMore "change_more"
    ChangeTarget "change_target"
    ChangeAnchor "change_anchor"
    ChangeRelAdded "change_rel_added"
    ChangeRelRemoved "change_rel_removed"
    ChangeFollowed "change_followed"
    ChangeNotFollowed "change_not_followed"
    ChangeMoved "change_moved"
    ChangeHidden "change_hidden"
    ChangeShown "change_shown"
    ChangeWrapped "change_wrapped"
    ChangeDirect "change_direct"
    ChangeNoindex "change_noindex"
    ChangeIndexable "change_indexable"
    ChangeCanonical "change_canonical"
    ChangeCanonicalNew "change_canonical_new"
    ChangeCanonicalGone "change_canonical_gone"
    ChangeDisclosed "change_disclosed"
    ChangeUndisclosed "change_undisclosed"
    ChangeLanguage "change_language"
    ChangeAuthor "change_author"
    ChangeOutbound "change_outbound"

    // What became of a link after its page was left.
    WatchLive "watch_live"
    WatchChanged "watch_changed"
    WatchMissing "watch_missing"
    WatchMissingList "watch_missing_list"
    WatchMissingPage "watch_missing_page"
    WatchLost "watch_lost"
    WatchLostList "watch_lost_list"
    WatchPageGone "watch_page_gone"
    WatchUnreachable "watch_unreachable"
    WatchMoved "watch_moved"
    WatchSoftHome "watch_soft_home"
    WatchSoftParent "watch_soft_parent"
    WatchSoftCanonical "watch_soft_canonical"
    WatchSoftTitle "watch_soft_title"
    WatchSoftAlike "watch_soft_alike"
    WatchSoftLinked "watch_soft_linked"
    WatchRefused "watch_refused"
    WatchWall "watch_wall"
    WatchNetwork "watch_network"
    WatchNotAllowed "watch_not_allowed"
    WatchElsewhere "watch_elsewhere"
    WatchRobots "watch_robots"
    WatchScript "watch_script"
    WatchTruncated "watch_truncated"
    WatchNotAPage "watch_not_a_page"
    LinkWorks "link_works"
    LinkRedirects "link_redirects"

    // What is found when a page's source is asked for.
    SourceRefused "source_refused"
    ViewsElsewhere "views_elsewhere"
    ViewsPartial "views_partial"
    ViewsSizes "views_sizes"
    ViewsRobotsAdded "views_robots_added"
    ViewsRobotsRemoved "views_robots_removed"
    ViewsRobotsHeader "views_robots_header"
    ViewsCanonical "views_canonical"
    ViewsCanonicalAdded "views_canonical_added"
    ViewsCanonicalRemoved "views_canonical_removed"
    ViewsTitle "views_title"
    ViewsText "views_text"
    ViewsByScript "views_by_script"
    ViewsSourceOnly "views_source_only"
    ViewsRel "views_rel"
    ViewsAddress "views_address"
    ViewsAnchor "views_anchor"
    AiRobotsUnknown "ai_robots_unknown"
    AiDisallowedByName "ai_disallowed_by_name"
    AiDisallowedAll "ai_disallowed_all"
    AiAllowedByName "ai_allowed_by_name"
    AiAllowedAll "ai_allowed_all"
    AiNoRule "ai_no_rule"
    AiNoFile "ai_no_file"
    AiUndocumented "ai_undocumented"
    AiBarred "ai_barred"
    AiHeadersUnknown "ai_headers_unknown"
    AiNotOverviews "ai_not_overviews"
    AiBlocked "ai_blocked"
    AiBlockedByPage "ai_blocked_by_page"
    AiUnknown "ai_unknown"
    AiAsked "ai_asked"
    AiNothing "ai_nothing"
    AiNoindex "ai_noindex"
    AiNosnippet "ai_nosnippet"
    AiMaxSnippet "ai_max_snippet"
    AiNoai "ai_noai"
    AiDataNosnippet "ai_data_nosnippet"
    AiWishAllows "ai_wish_allows"
    AiWishSearch "ai_wish_search"
    AiWishAnswers "ai_wish_answers"
    AiWishTraining "ai_wish_training"

    // What is wrong with an agreement.
    FaultNoTarget "fault_no_target"
    FaultAddress "fault_address"
    FaultField "fault_field"
    FaultValue "fault_value"
    FaultFollowedMarked "fault_followed_marked"
    FaultToken "fault_token"
    FaultAnchor "fault_anchor"
    FaultLinks "fault_links"
    FaultOutbound "fault_outbound"
    FaultLanguage "fault_language"
    FaultJson "fault_json"
    FaultCells "fault_cells"
    FaultEmpty "fault_empty"
    FaultQuote "fault_quote"
    FaultRows "fault_rows"

    // What is wrong with a list of people.
    FaultEmail "fault_email"
    FaultNoDomain "fault_no_domain"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_text_names_them() {
        let reason = Reason::new(Key::RelDefect, ["no-follow".into(), "nofollow".into()]);
        assert_eq!(
            reason.to_string(),
            "rel holds \"no-follow\", which looks like nofollow but has no effect."
        );
    }

    #[test]
    fn page_text_in_a_value_is_not_read_as_a_placeholder() {
        let reason = Reason::new(Key::AnchorFrom, ["title".into(), "$1 off $2".into()]);
        assert_eq!(
            reason.to_string(),
            "No text; shown instead is its title: \"$1 off $2\"."
        );
    }

    #[test]
    fn in_json_a_reason_is_its_key_its_values_and_the_english() {
        let reason = Reason::new(Key::FoundAuthor, ["Ann".into()]);
        let json = serde_json::to_value(&reason).unwrap();
        let expected = serde_json::json!({
            "key": "found_author", "values": ["Ann"], "text": reason.to_string(),
        });
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_value::<Reason>(json).unwrap(), reason);
    }

    #[test]
    fn only_the_key_is_read_and_an_unknown_one_is_refused() {
        let other = r#"{ "key": "found_author", "values": ["Ann"], "text": "something else" }"#;
        let read: Reason = serde_json::from_str(other).unwrap();
        assert_eq!(read, Reason::new(Key::FoundAuthor, ["Ann".into()]));
        let unknown = r#"{ "key": "of_tomorrow", "values": [], "text": "It will be." }"#;
        assert!(serde_json::from_str::<Reason>(unknown).is_err());
    }

    #[test]
    fn names_are_unique_and_texts_name_their_values_in_order() {
        let mut names: Vec<_> = Key::ALL.iter().map(|key| key.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Key::ALL.len());
    }
}
